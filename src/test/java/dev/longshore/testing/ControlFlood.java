package dev.longshore.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** One line over and over on a control connection, whose replies nobody reads. */
public final class ControlFlood {
    private static final int CHUNK = 64 * 1024;
    private static final Duration STALLED = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private ControlFlood() {}

    /**
     * Sends until all is sent, the gateway closes, or it takes nothing for a while; the heap must keep within its bound.
     *
     * @return how many bytes were taken
     */
    public static long send(Socket control, String line, long bytes, HeapGrowth heap) {
        byte[] chunk = line.repeat(CHUNK / line.length()).getBytes(StandardCharsets.US_ASCII);
        AtomicLong sent = new AtomicLong();
        Thread sender = new Thread(() -> {
            try {
                while (sent.get() < bytes) {
                    control.getOutputStream().write(chunk);
                    sent.addAndGet(chunk.length);
                }
            } catch (IOException e) {
                assertThat(e).as("the gateway has closed").isInstanceOf(SocketException.class);
            }
        });
        sender.setDaemon(true);
        sender.start();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long lastSent = -1;
        long lastProgress = System.nanoTime();
        while (sender.isAlive()
                && System.nanoTime() - lastProgress < STALLED.toNanos()
                && System.nanoTime() < deadline) {
            if (lastSent != sent.get()) {
                lastSent = sent.get();
                lastProgress = System.nanoTime();
            }
            LockSupport.parkNanos(200_000_000);
            heap.check();
        }
        return sent.get();
    }
}
