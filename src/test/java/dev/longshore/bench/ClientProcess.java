package dev.longshore.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Work in a JVM of its own, so that it is measured alone, or not at all: takes one line and answers with one. */
final class ClientProcess implements AutoCloseable {
    private final Process process;
    private final PrintStream commands;
    private final BufferedReader answers;

    private ClientProcess(Process process) {
        this.process = process;
        this.commands = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** What the other JVM does with a line. */
    @FunctionalInterface
    interface Work {
        String answer(String[] words) throws Exception;
    }

    /** Starts the main of a class, with {@code client} as its only argument. */
    static ClientProcess start(Class<?> main) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return start(List.of(java, "-Xmx1g"), main, "client");
    }

    /**
     * Starts the main of a class.
     *
     * @param java the command with its options
     */
    static ClientProcess start(List<String> java, Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(java);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return new ClientProcess(new ProcessBuilder(command)
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
            System.out.println(work.answer(line.split(" ")));
        }
    }

    /** Sends a line and waits for its answer. */
    String ask(String line) throws IOException {
        commands.println(line);
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("The client process has ended");
        }
        return answer;
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    @Override
    public void close() {
        commands.close();
        process.destroy();
    }
}
