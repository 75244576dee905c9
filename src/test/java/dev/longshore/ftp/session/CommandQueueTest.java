package dev.longshore.ftp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.ftp.session.CommandQueue.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The commands of a session run in order, one at a time; one that is abandoned has nothing more to say. */
@Timeout(20)
class CommandQueueTest {
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "command-queue-test");
        thread.setDaemon(true);
        return thread;
    });
    private final BlockingQueue<String> replies = new LinkedBlockingQueue<>();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void runsCommandsInOrderAndOneAtATime() throws InterruptedException {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<String> order = new CopyOnWriteArrayList<>();
        int count = 500;
        CountDownLatch done = new CountDownLatch(count);
        CommandQueue queue = queue((request, turn) -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            order.add(request.argument());
            running.decrementAndGet();
            done.countDown();
        });
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sent.add("c" + i);
            queue.add(Request.parse("X c" + i));
        }
        done.await();
        assertThat(order).isEqualTo(sent);
        assertThat(most).hasValue(1);
    }

    @Test
    void runsEveryCommandOfManyThreadsOneAtATime() throws InterruptedException {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(4 * 250);
        CommandQueue queue = queue((request, turn) -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            Thread.yield();
            running.decrementAndGet();
            done.countDown();
        });
        for (int i = 0; i < 4; i++) {
            threads.execute(() -> {
                for (int j = 0; j < 250; j++) {
                    queue.add(Request.parse("X"));
                }
            });
        }
        done.await();
        assertThat(most).hasValue(1);
    }

    @Test
    void tellsHowManyWaitAndWhatTheyAre() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        CommandQueue queue = blockedBy(end);
        assertThat(queue.isBusy()).isTrue();
        assertThat(queue.size()).isZero();
        assertThat(queue.add(Request.parse("a"))).isEqualTo(1);
        assertThat(queue.add(Request.parse("abor"))).isEqualTo(2);
        assertThat(queue.awaits("ABOR")).isTrue();
        assertThat(queue.awaits("SLOW")).isFalse();
        assertThat(queue.awaits("QUIT")).isFalse();
        end.countDown();
        assertThat(replies.take()).isEqualTo("SLOW");
        assertThat(replies.take()).isEqualTo("A");
        assertThat(replies.take()).isEqualTo("ABOR");
    }

    @Test
    void isIdleBetweenCommands() throws InterruptedException {
        CommandQueue queue = queue(this::answer);
        queue.add(Request.parse("a"));
        replies.take();
        while (queue.isBusy()) {
            Thread.onSpinWait();
        }
        queue.add(Request.parse("b"));
        assertThat(replies.take()).isEqualTo("B");
    }

    @Test
    void runsAPromptCommandOnTheThreadThatBringsIt() {
        List<Thread> ran = new ArrayList<>();
        CommandQueue queue = queue((request, turn) -> {
            ran.add(Thread.currentThread());
            answer(request, turn);
        });
        assertThat(queue.runAtOnce(Request.parse("a"))).isTrue();
        assertThat(ran).containsExactly(Thread.currentThread());
        assertThat(replies).containsExactly("A");
        assertThat(queue.isBusy()).isFalse();
    }

    @Test
    void runsNoCommandBeforeItsTurn() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        CommandQueue queue = blockedBy(end);
        assertThat(queue.runAtOnce(Request.parse("early"))).isFalse();
        end.countDown();
        assertThat(replies.take()).isEqualTo("SLOW");
        queue.pause();
        queue.add(Request.parse("a"));
        assertThat(queue.runAtOnce(Request.parse("early"))).isFalse();
        queue.resume();
        assertThat(replies.take()).isEqualTo("A");
        assertThat(replies).isEmpty();
    }

    @Test
    void aPromptCommandThatThrowsDoesNotStopTheNext() {
        CommandQueue queue = queue((request, turn) -> {
            if (request.verb().equals("BAD")) {
                throw new IllegalStateException("bad");
            }
            answer(request, turn);
        });
        assertThatThrownBy(() -> queue.runAtOnce(Request.parse("bad"))).isInstanceOf(IllegalStateException.class);
        assertThat(queue.runAtOnce(Request.parse("a"))).isTrue();
        assertThat(replies).containsExactly("A");
    }

    @Test
    void dropsCommandsThatWaitButNotTheRunningOne() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        CommandQueue queue = blockedBy(end);
        queue.add(Request.parse("a"));
        queue.add(Request.parse("b"));
        queue.clear();
        assertThat(queue.size()).isZero();
        queue.add(Request.parse("c"));
        end.countDown();
        assertThat(replies.take()).isEqualTo("SLOW");
        assertThat(replies.take()).isEqualTo("C");
    }

    @Test
    void takesBackWhatHasNotBegun() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        CommandQueue queue = blockedBy(end);
        Request waiting = Request.parse("a");
        queue.add(waiting);
        queue.add(Request.parse("b"));
        assertThat(queue.remove(waiting)).isTrue();
        assertThat(queue.remove(waiting)).isFalse();
        end.countDown();
        assertThat(replies.take()).isEqualTo("SLOW");
        assertThat(replies.take()).isEqualTo("B");
    }

    @Test
    void letsTheNextBeginWhileAnAbandonedOneStillUnwinds() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch unwound = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        CommandQueue queue = queue((request, turn) -> {
            if (request.verb().equals("SLOW")) {
                begun.countDown();
                awaitQuietly(end);
                answer(request, turn);
                unwound.countDown();
            } else {
                answer(request, turn);
            }
        });
        queue.add(Request.parse("slow"));
        begun.await();
        queue.add(Request.parse("a"));
        assertThat(queue.abandon(() -> true, () -> replies.add("426"))).isTrue();
        assertThat(replies.take()).isEqualTo("426");
        assertThat(replies.take()).isEqualTo("A");
        end.countDown();
        unwound.await();
        queue.add(Request.parse("b"));
        assertThat(replies.take()).as("the abandoned one is silent").isEqualTo("B");
        assertThat(replies).isEmpty();
    }

    @Test
    void leavesACommandItsTurnWhenItCannotBeStopped() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        CommandQueue queue = blockedBy(end);
        queue.add(Request.parse("a"));
        assertThat(queue.abandon(() -> false, () -> replies.add("426"))).isFalse();
        assertThat(queue.isBusy()).isTrue();
        assertThat(queue.size()).isEqualTo(1);
        end.countDown();
        assertThat(replies.take()).isEqualTo("SLOW");
        assertThat(replies.take()).isEqualTo("A");
    }

    /** Its thread must not go on to the next command beside the one that runs that already. */
    @Test
    void takesNoFurtherCommandInTheThreadOfAnAbandonedOne() throws InterruptedException {
        CountDownLatch endOfOld = new CountDownLatch(1);
        CountDownLatch endOfNew = new CountDownLatch(1);
        CountDownLatch oldBegun = new CountDownLatch(1);
        CountDownLatch newBegun = new CountDownLatch(1);
        Thread[] old = new Thread[1];
        CommandQueue queue = queue((request, turn) -> {
            if (request.verb().equals("OLD")) {
                old[0] = Thread.currentThread();
                oldBegun.countDown();
                awaitQuietly(endOfOld);
            } else if (request.verb().equals("NEW")) {
                newBegun.countDown();
                awaitQuietly(endOfNew);
            }
            answer(request, turn);
        });
        queue.add(Request.parse("old"));
        oldBegun.await();
        queue.abandon(() -> true, () -> {});
        queue.add(Request.parse("new"));
        newBegun.await();
        queue.add(Request.parse("last"));
        endOfOld.countDown();
        while (old[0].getState() == Thread.State.RUNNABLE) {
            Thread.onSpinWait();
        }
        assertThat(replies).isEmpty();
        assertThat(queue.size()).isEqualTo(1);
        endOfNew.countDown();
        assertThat(replies.take()).isEqualTo("NEW");
        assertThat(replies.take()).isEqualTo("LAST");
    }

    @Test
    void pausesBehindTheRunningCommand() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        CommandQueue queue = blockedBy(end);
        queue.add(Request.parse("a"));
        queue.pause();
        end.countDown();
        assertThat(replies.take()).isEqualTo("SLOW");
        queue.add(Request.parse("b"));
        assertThat(queue.size()).isEqualTo(2);
        queue.resume();
        assertThat(replies.take()).isEqualTo("A");
        assertThat(replies.take()).isEqualTo("B");
    }

    @Test
    void beginsNothingWhileItIsPaused() throws InterruptedException {
        CommandQueue queue = queue(this::answer);
        queue.pause();
        queue.add(Request.parse("a"));
        assertThat(queue.size()).isEqualTo(1);
        queue.resume();
        assertThat(replies.take()).isEqualTo("A");
    }

    @Test
    void mayBePausedByItsOwnCommand() throws InterruptedException {
        CommandQueue[] queue = new CommandQueue[1];
        CountDownLatch together = new CountDownLatch(1);
        queue[0] = queue((request, turn) -> {
            awaitQuietly(together);
            turn.reply(() -> {
                replies.add(request.verb());
                queue[0].pause();
            });
        });
        queue[0].add(Request.parse("a"));
        queue[0].add(Request.parse("b"));
        together.countDown();
        assertThat(replies.take()).isEqualTo("A");
        queue[0].resume();
        assertThat(replies.take()).isEqualTo("B");
    }

    private CommandQueue queue(BiConsumer<Request, Turn> handler) {
        return new CommandQueue(threads, handler);
    }

    /** A queue whose command SLOW has begun and lasts as long as the test wants. */
    private CommandQueue blockedBy(CountDownLatch end) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CommandQueue queue = queue((request, turn) -> {
            if (request.verb().equals("SLOW")) {
                begun.countDown();
                awaitQuietly(end);
            }
            answer(request, turn);
        });
        queue.add(Request.parse("slow"));
        begun.await();
        return queue;
    }

    private void answer(Request request, Turn turn) {
        turn.reply(() -> replies.add(request.verb()));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
