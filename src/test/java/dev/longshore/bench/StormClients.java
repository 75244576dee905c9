package dev.longshore.bench;

import dev.longshore.testing.FtpDialogue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Clients that send wrong passwords again and again, each on a connection of its own. */
final class StormClients {
    private static final int CLIENTS = 100;

    /** More than the gateway lets a login wait. */
    private static final int PATIENCE_MILLIS = 60_000;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Future<?>> clients = new ArrayList<>();
    private final AtomicBoolean blowing = new AtomicBoolean();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger sentAway = new AtomicInteger();

    private StormClients() {}

    /**
     * Works until its input ends.
     *
     * <ul>
     *   <li>{@code begin PORT USER} answers when each client has sent its first password
     *   <li>{@code end} answers when all have stopped, and tells what they heard
     * </ul>
     */
    public static void main(String[] arguments) throws Exception {
        OtherProcess.serve(new StormClients()::answer);
        System.exit(0);
    }

    private String answer(String[] words) throws Exception {
        if (words[0].equals("begin")) {
            begin(Integer.parseInt(words[1]), words[2]);
            return "done";
        }
        blowing.set(false);
        for (Future<?> client : clients) {
            client.get();
        }
        clients.clear();
        return refused.getAndSet(0) + " times 530, " + sentAway.getAndSet(0) + " times 421";
    }

    private void begin(int port, String user) throws InterruptedException {
        blowing.set(true);
        CountDownLatch asked = new CountDownLatch(CLIENTS);
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(threads.submit(() -> {
                guess(port, user, asked::countDown);
                while (blowing.get()) {
                    guess(port, user, () -> {});
                }
                return null;
            }));
        }
        asked.await();
    }

    private void guess(int port, String user, Runnable sent) throws IOException {
        try (FtpDialogue client = FtpDialogue.connect(port)) {
            client.control().setSoTimeout(PATIENCE_MILLIS);
            client.sends("USER " + user).gets(331).sends("PASS wrong");
            sent.run();
            (client.getsAny().replyLine().startsWith("530") ? refused : sentAway).incrementAndGet();
        }
    }
}
