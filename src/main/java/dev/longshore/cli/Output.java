package dev.longshore.cli;

import java.io.PrintStream;

/**
 * Where a verb writes.
 *
 * @param result   what was asked for, and nothing else
 * @param messages questions and complaints
 */
public record Output(PrintStream result, PrintStream messages) {
    /** Of this process. */
    public static Output ofProcess() {
        return new Output(System.out, System.err);
    }
}
