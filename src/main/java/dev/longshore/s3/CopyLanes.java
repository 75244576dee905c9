package dev.longshore.s3;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;

/**
 * Gives each task its {@link Lanes}.
 *
 * @param executor where the requests are made
 * @param process  how many of them may be on their way
 */
record CopyLanes(ExecutorService executor, Semaphore process) {
    /** How many requests of all tasks together are on their way at once. */
    private static final int OF_PROCESS = 128;

    CopyLanes(ExecutorService executor) {
        this(executor, new Semaphore(OF_PROCESS));
    }

    /** @param meanwhile see {@link Lanes} */
    Lanes open(Runnable meanwhile) {
        return new Lanes(executor, process, meanwhile);
    }
}
