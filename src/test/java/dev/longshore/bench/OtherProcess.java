package dev.longshore.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A part of a bench in a JVM of its own, so that each is measured alone: takes one line and answers with one. */
final class OtherProcess implements AutoCloseable {
    private static final String ANSWER = "> ";

    private final Process process;
    private final PrintStream commands;
    private final BufferedReader answers;

    private OtherProcess(Process process) {
        this.process = process;
        this.commands = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** What the other JVM does with a line. */
    @FunctionalInterface
    interface Work {
        String answer(String[] words) throws Exception;
    }

    /** Starts the main of a class as a client of a bench. */
    static OtherProcess start(Class<?> main) throws IOException {
        return start(main, "client", "-Xmx1g");
    }

    /** Starts the main of a class, with what it is to be as its only argument. */
    static OtherProcess start(Class<?> main, String role, String... options) throws IOException {
        List<String> java = new ArrayList<>();
        java.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        java.addAll(List.of(options));
        return start(java, main, role);
    }

    /**
     * Starts the main of a class.
     *
     * @param java the command with its options
     */
    static OtherProcess start(List<String> java, Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(java);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return new OtherProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Keeps the libraries' logs silent, which otherwise would tell every byte; must come before their first use. */
    static void silence() {
        System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        Logger.getLogger("").setLevel(Level.WARNING);
    }

    /** The other side: works until its input ends. */
    static void serve(Work work) throws Exception {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println(ANSWER + work.answer(line.split(" ")));
        }
    }

    /** Sends a line and waits for its answer; what else the other JVM prints, such as its log, is left out. */
    String ask(String line) throws IOException {
        commands.println(line);
        for (String answer = answers.readLine(); answer != null; answer = answers.readLine()) {
            if (answer.startsWith(ANSWER)) {
                return answer.substring(ANSWER.length());
            }
        }
        throw new IOException("The other process has ended");
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    @Override
    public void close() {
        commands.close();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroy();
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }
}
