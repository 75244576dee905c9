package dev.longshore.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged gateway as a process. */
final class GatewayProcess implements AutoCloseable {
    static final String USER = "bench";
    static final String PASSWORD = "bench";

    /** What has been packaged. */
    static final Path JAR = Path.of(System.getProperty("longshore.jar", "target/quarkus-app/quarkus-run.jar"));

    /** A null S3 cannot be found out about: it takes everything. */
    private static final List<String> CAPABILITIES = List.of(
            "CONDITIONAL_PUT",
            "CONDITIONAL_COMPLETE",
            "CONDITIONAL_REPLACE",
            "CHECKSUMS",
            "WHOLE_CHECKSUMS",
            "UPLOAD_PART_COPY",
            "ODD_PART_SOURCES",
            "CONDITIONAL_SOURCE",
            "CHECKED_PART_COPY",
            "DELETE_OBJECTS",
            "ODD_KEYS");

    private static final Pattern PORT = Pattern.compile("ftp://[^ ]*?:(\\d+)");

    private final Process process;
    private final int port;

    private GatewayProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts the gateway and waits until it listens.
     *
     * @param java     the command with its options
     * @param settings further ones, as environment
     */
    static GatewayProcess start(List<String> java, String endpoint, Map<String, String> settings) throws IOException {
        return start(java, JAR, endpoint, settings);
    }

    /**
     * The same of another build.
     *
     * @param jar that of the gateway
     */
    static GatewayProcess start(List<String> java, Path jar, String endpoint, Map<String, String> settings)
            throws IOException {
        List<String> command = new ArrayList<>(java);
        command.add("-jar");
        command.add(jar.toString());
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment()
                .putAll(Map.ofEntries(
                        Map.entry("LONGSHORE_S3_ENDPOINT", endpoint),
                        Map.entry("LONGSHORE_S3_BUCKET", "bench"),
                        Map.entry("LONGSHORE_S3_ACCESS_KEY", "bench"),
                        Map.entry("LONGSHORE_S3_SECRET_KEY", "bench-secret"),
                        Map.entry("LONGSHORE_S3_JANITOR_ENABLED", "false"),
                        Map.entry("LONGSHORE_FTP_HOST", "127.0.0.1"),
                        Map.entry("LONGSHORE_FTP_PORT", "0"),
                        Map.entry("LONGSHORE_FTP_PASSIVE_PORTS", "0"),
                        Map.entry("LONGSHORE_USERS_CONFIG_BENCH_PASSWORD", PASSWORD),
                        Map.entry("LONGSHORE_USERS_CONFIG_BENCH_ASCII", "convert"),
                        Map.entry("QUARKUS_HTTP_PORT", "0")));
        for (String capability : CAPABILITIES) {
            builder.environment().put("LONGSHORE_S3_CAPABILITIES_" + capability, "yes");
        }
        builder.environment().putAll(settings);
        Process process = builder.start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher matcher = PORT.matcher(line);
            if (matcher.find()) {
                discard(output);
                return new GatewayProcess(process, Integer.parseInt(matcher.group(1)));
            }
        }
        throw new IOException("The gateway did not start");
    }

    int port() {
        return port;
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Waits for its end. */
    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }

    /** The output must be read to its end, or the process would wait. */
    private static void discard(BufferedReader output) {
        Thread thread = new Thread(
                () -> {
                    try {
                        for (String line = output.readLine(); line != null; line = output.readLine()) {
                            if (line.contains("ERROR")) {
                                System.err.println(line);
                            }
                        }
                    } catch (IOException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "gateway-output");
        thread.setDaemon(true);
        thread.start();
    }
}
