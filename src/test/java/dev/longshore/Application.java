package dev.longshore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A run of the packaged application. */
final class Application implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;
    private static final long END_SECONDS = 15;
    private static final String READY = " Longshore is ready";
    private static final String LAST_ADDRESS = "   HTTP ";

    private final Process process;
    private final List<String> output = new CopyOnWriteArrayList<>();
    private final List<String> errors = new CopyOnWriteArrayList<>();
    private final CountDownLatch readyOrEnded = new CountDownLatch(1);
    private final Thread outputReader;
    private final Thread errorReader;

    private Application(Process process) {
        this.process = process;
        this.outputReader = reader(process.getInputStream(), output);
        this.errorReader = reader(process.getErrorStream(), errors);
    }

    /** Starts it; only these variables are set. */
    static Application run(Map<String, String> environment) throws IOException {
        return run(environment, List.of());
    }

    /** Starts it with a verb, and gives it this line. */
    static Application ask(Map<String, String> environment, String line, String... verb) throws IOException {
        Application application = run(environment, List.of(verb));
        try (OutputStream input = application.process.getOutputStream()) {
            input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return application;
    }

    private static Application run(Map<String, String> environment, List<String> verb) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-jar",
                System.getProperty("longshore.jar")));
        command.addAll(verb);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.matches("(LONGSHORE|QUARKUS|AWS|JAVA|JDK_JAVA)_.*"));
        builder.environment().putAll(environment);
        Application application = new Application(builder.start());
        application.outputReader.start();
        application.errorReader.start();
        return application;
    }

    /** Starts it and waits for the panel. */
    static Application start(Map<String, String> environment) throws IOException {
        Application application = run(environment);
        application.awaitPanel();
        return application;
    }

    int ftpPort() {
        return Integer.parseInt(panel("(?<=ftp://127\\.0\\.0\\.1:)\\d+"));
    }

    /** What of the output this expression matches first. */
    String panel(String expression) {
        Matcher matcher = Pattern.compile(expression).matcher(String.join("\n", output));
        assertThat(matcher.find()).as(expression + " in " + output).isTrue();
        return matcher.group();
    }

    List<String> output() {
        return List.copyOf(output);
    }

    List<String> errors() {
        return List.copyOf(errors);
    }

    /** SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly();
    }

    /** The exit code. */
    int awaitEnd() {
        try {
            assertThat(process.waitFor(END_SECONDS, TimeUnit.SECONDS))
                    .as("ended")
                    .isTrue();
            outputReader.join();
            errorReader.join();
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        kill();
        awaitEnd();
    }

    private void awaitPanel() {
        try {
            assertThat(readyOrEnded.await(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("panel")
                    .isTrue();
            assertThat(output).as("output; errors are " + errors).contains(READY);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Thread reader(InputStream in, List<String> lines) {
        Thread thread = new Thread(() -> read(in, lines), "output of the application");
        thread.setDaemon(true);
        return thread;
    }

    private void read(InputStream in, List<String> lines) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
                if (line.startsWith(LAST_ADDRESS)) {
                    readyOrEnded.countDown();
                }
            }
        } catch (IOException e) {
            lines.add(e.toString());
        } finally {
            if (lines == output) {
                readyOrEnded.countDown();
            }
        }
    }
}
