package dev.longshore.ftp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The thread of a command that was abandoned ends with it: it takes no further command beside the one that runs already. */
@Timeout(20)
class AbandonedCommandTest {
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "abandoned-command-test");
        thread.setDaemon(true);
        return thread;
    });
    private final BlockingQueue<String> replies = new LinkedBlockingQueue<>();
    private final Semaphore threadsDone = new Semaphore(0);
    private final CountDownLatch oldBegun = new CountDownLatch(1);
    private final CountDownLatch oldMayEnd = new CountDownLatch(1);
    private final CountDownLatch newBegun = new CountDownLatch(1);
    private final CountDownLatch newMayEnd = new CountDownLatch(1);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void leavesTheCommandsThatWaitToTheNewThread() throws InterruptedException {
        CommandQueue queue = new CommandQueue(
                task -> threads.execute(() -> {
                    task.run();
                    threadsDone.release();
                }),
                this::run);
        queue.add(Request.parse("old"));
        oldBegun.await();
        queue.abandon(() -> true, () -> replies.add("426"));
        queue.add(Request.parse("new"));
        newBegun.await();
        queue.add(Request.parse("last"));
        oldMayEnd.countDown();
        threadsDone.acquire();
        assertThat(queue.size()).as("LAST waits for NEW").isEqualTo(1);
        assertThat(replies).containsExactly("426");
        newMayEnd.countDown();
        threadsDone.acquire();
        assertThat(replies).containsExactly("426", "NEW", "LAST");
    }

    private void run(Request request, CommandQueue.Turn turn) {
        switch (request.verb()) {
            case "OLD" -> meet(oldBegun, oldMayEnd);
            case "NEW" -> meet(newBegun, newMayEnd);
            default -> {}
        }
        turn.reply(() -> replies.add(request.verb()));
    }

    private static void meet(CountDownLatch begun, CountDownLatch mayEnd) {
        begun.countDown();
        try {
            mayEnd.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
