package dev.longshore.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * What lives on the heap of other processes.
 *
 * @param java their command; its JDK counts
 */
record LiveHeap(List<String> java) {
    private static final double MIB = 1 << 20;

    /** The bytes of all objects that a full garbage collection leaves. It stops the process for that time. */
    long bytes(ProcessHandle process) throws IOException {
        String jcmd = Path.of(java.get(0)).resolveSibling("jcmd").toString();
        Process asked = new ProcessBuilder(jcmd, String.valueOf(process.pid()), "GC.class_histogram")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String told = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String total = told.substring(told.lastIndexOf("Total"));
        return Long.parseLong(total.strip().split("\\s+")[2]);
    }

    /** The same in MiB. */
    double mebibytes(ProcessHandle process) throws IOException {
        return bytes(process) / MIB;
    }
}
