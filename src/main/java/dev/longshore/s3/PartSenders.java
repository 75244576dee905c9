package dev.longshore.s3;

import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

/**
 * Who sends parts.
 *
 * @param executor where requests are made
 * @param breaker  breaks off what a thread of the executor waits for
 */
record PartSenders(ExecutorService executor, Consumer<Thread> breaker) {}
