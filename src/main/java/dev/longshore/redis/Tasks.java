package dev.longshore.redis;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;

/** What Redis is to be told, in order. Adding waits for nothing. */
final class Tasks {
    private static final int MOST = 10_000;

    private final LinkedBlockingQueue<Consumer<UnifiedJedis>> queue = new LinkedBlockingQueue<>();

    /** For what must not be lost. */
    void add(Consumer<UnifiedJedis> task) {
        queue.add(task);
    }

    /** For what may be lost when Redis is slower than strangers are fast; false when it is. */
    boolean addIfRoom(Consumer<UnifiedJedis> task) {
        return queue.size() < MOST && queue.add(task);
    }

    /** The next one; null when none comes in time. */
    @Nullable
    Consumer<UnifiedJedis> next(Duration patience) throws InterruptedException {
        return queue.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Does all that wait now. */
    void runAll(UnifiedJedis redis) {
        for (int waiting = queue.size(); waiting > 0; waiting--) {
            Consumer<UnifiedJedis> task = queue.poll();
            if (task != null) {
                task.accept(redis);
            }
        }
    }
}
