package dev.longshore.threads;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Executors for work that blocks on sockets and S3: a virtual thread per task on JDK 21 and later, else a pool of daemon
 * threads that grows to a bound. The project is compiled for Java 17, so virtual threads are asked for by name.
 */
public final class WorkThreads {
    private static final long KEEP_IDLE_SECONDS = 30;

    private WorkThreads() {}

    /** True where tasks run on virtual threads, so that a waiting task costs no platform thread. */
    public static boolean virtual() {
        return Runtime.version().feature() >= 21;
    }

    /**
     * An executor whose tasks may block.
     *
     * @param name   begins the threads' names
     * @param bound  the largest number of platform threads; has no effect on virtual threads
     * @param atFull what becomes of a task beyond the bound
     */
    public static ExecutorService newExecutor(String name, int bound, AtFull atFull) {
        return virtual() ? virtualExecutor() : pool(name, bound, atFull);
    }

    /** What a pool of platform threads does with a task when all its threads are busy. */
    public enum AtFull {
        /** The task waits for a thread. */
        WAIT,
        /** The submitting thread runs it. */
        CALLER_RUNS
    }

    static ExecutorService pool(String name, int bound, AtFull atFull) {
        if (atFull == AtFull.CALLER_RUNS) {
            return new ThreadPoolExecutor(
                    0,
                    bound,
                    KEEP_IDLE_SECONDS,
                    TimeUnit.SECONDS,
                    new SynchronousQueue<>(),
                    factory(name),
                    WorkThreads::runOrRefuse);
        }
        IdleFirst tasks = new IdleFirst();
        return new ThreadPoolExecutor(
                0,
                bound,
                KEEP_IDLE_SECONDS,
                TimeUnit.SECONDS,
                tasks,
                factory(name),
                (task, executor) -> waitOrRefuse(tasks, task, executor));
    }

    /**
     * Takes a task only when a thread waits for it, so that the pool first uses its idle threads, then grows, and makes tasks wait only
     * when it can do neither. The JDK's pool grows to its core size first: with each thread comes a stack, and a cold cache.
     */
    private static final class IdleFirst extends LinkedTransferQueue<Runnable> {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean offer(Runnable task) {
            return tryTransfer(task);
        }

        void enqueue(Runnable task) {
            super.offer(task);
        }
    }

    private static void waitOrRefuse(IdleFirst tasks, Runnable task, ThreadPoolExecutor executor) {
        if (executor.isShutdown()) {
            throw new RejectedExecutionException("The executor is shut down");
        }
        tasks.enqueue(task);
    }

    /** Unlike the policy of the JDK it never drops a task in silence. */
    private static void runOrRefuse(Runnable task, ThreadPoolExecutor executor) {
        if (executor.isShutdown()) {
            throw new RejectedExecutionException("The executor is shut down");
        }
        task.run();
    }

    private static ThreadFactory factory(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    private static ExecutorService virtualExecutor() {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("JDK " + Runtime.version() + " has no virtual threads", e);
        }
    }
}
