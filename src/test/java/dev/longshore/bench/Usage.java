package dev.longshore.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * What a piece of work took.
 *
 * @param wall seconds
 * @param cpu  seconds of the process and of those that it has started, user and system
 */
record Usage(double wall, double cpu) {
    /** Work that is measured. */
    @FunctionalInterface
    interface Work {
        void run() throws IOException;
    }

    static Usage of(ProcessHandle process, Work work) throws IOException {
        double cpu = cpu(process);
        long start = System.nanoTime();
        work.run();
        long end = System.nanoTime();
        return new Usage((end - start) / 1e9, cpu(process) - cpu);
    }

    private static double cpu(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .mapToDouble(each ->
                        each.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9)
                .sum();
    }

    /** A line of {@code /proc/PID/status} in MiB, such as {@code VmHWM}; 0 where the system has none. */
    static long memory(ProcessHandle process, String line) throws IOException {
        Path status = Path.of("/proc/" + process.pid() + "/status");
        if (!Files.isReadable(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(found -> found.startsWith(line + ":"))
                .mapToLong(found -> Long.parseLong(found.replaceAll("\\D", "")) / 1024)
                .sum();
    }
}
