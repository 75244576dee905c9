package dev.longshore.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Clients in a JVM of their own, so that only the gateway is measured: takes one line and answers with one. */
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
        return new ClientProcess(new ProcessBuilder(
                        List.of(java, "-Xmx1g", "-cp", System.getProperty("java.class.path"), main.getName(), "client"))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
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

    @Override
    public void close() {
        commands.close();
        process.destroy();
    }
}
