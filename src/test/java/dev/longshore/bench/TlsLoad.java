package dev.longshore.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The clients of {@link TlsBench}. */
final class TlsLoad {
    private static final int NO_SESSION_THERE = 1_000_000;

    private final List<TlsLoadSession> idle = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private int used = NO_SESSION_THERE;

    private TlsLoad() {}

    /**
     * Works until its input ends.
     *
     * <ul>
     *   <li>{@code open PORT HOW USER PASSWORD} logs in, HOW is {@code tls} or {@code clear}; the session is the last one from now on
     *   <li>{@code up SIZE COUNT} uploads so often by the last session, {@code down SIZE COUNT} downloads
     *   <li>{@code copy-up PORT SIZE COUNT} and {@code copy-down PORT SIZE COUNT} do it without FTP
     *   <li>{@code handshakes PORT COUNT THREADS} connects, does a full handshake and quits, so often, and tells the seconds
     *   <li>{@code data PORT HOW WAY COUNT} makes small transfers; HOW is {@code resumed}, {@code full} or {@code clear}, WAY {@code up} or
     *       {@code down}; tells median and 95th percentile of the handshakes' nanoseconds, and the same of whole transfers
     *   <li>{@code idle PORT HOW COUNT} logs in so often and stays; HOW is {@code clear}, {@code tls}, or {@code used} for TLS and a transfer
     *   <li>{@code quit} ends all sessions
     * </ul>
     */
    public static void main(String[] arguments) throws Exception {
        OtherProcess.serve(new TlsLoad()::answer);
        System.exit(0);
    }

    private String answer(String[] words) throws Exception {
        switch (words[0]) {
            case "open" -> idle.add(begin(number(words[1]), words[2]).login(words[3], words[4]));
            case "up" -> {
                for (int i = 0; i < number(words[2]); i++) {
                    last().upload("file", Long.parseLong(words[1]));
                }
            }
            case "down" -> {
                for (int i = 0; i < number(words[2]); i++) {
                    last().download("zeros-" + words[1], Long.parseLong(words[1]));
                }
            }
            case "copy-up", "copy-down" -> {
                for (int i = 0; i < number(words[3]); i++) {
                    TlsLoadSession.copy(number(words[1]), words[0].equals("copy-up"), Long.parseLong(words[2]));
                }
            }
            case "handshakes" -> {
                return handshakes(number(words[1]), number(words[2]), number(words[3]));
            }
            case "data" -> {
                return data(number(words[1]), words[2], words[3].equals("up"), number(words[4]));
            }
            case "idle" -> {
                for (int i = 0; i < number(words[3]); i++) {
                    idle.add(idle(number(words[1]), words[2]));
                }
            }
            case "quit" -> quit();
            default -> throw new IllegalArgumentException(words[0]);
        }
        return "done";
    }

    private static int number(String word) {
        return Integer.parseInt(word);
    }

    private TlsLoadSession last() {
        return idle.get(idle.size() - 1);
    }

    private void quit() throws IOException {
        for (TlsLoadSession session : idle) {
            session.close();
        }
        idle.clear();
    }

    private String handshakes(int port, int count, int clients) throws Exception {
        long begun = System.nanoTime();
        List<Future<?>> ends = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            ends.add(threads.submit(() -> {
                for (int number = 0; number < count / clients; number++) {
                    TlsLoadSession.secured(port).close();
                }
                return null;
            }));
        }
        for (Future<?> end : ends) {
            end.get();
        }
        return Double.toString((System.nanoTime() - begun) / 1e9);
    }

    private String data(int port, String how, boolean up, int count) throws IOException {
        long[] handshakes = new long[count];
        long[] wholes = new long[count];
        try (TlsLoadSession session = login(port, how)) {
            for (int i = 0; i < count; i++) {
                TlsLoadSession.Timed timed = session.time(up, key(port, how));
                handshakes[i] = timed.handshake();
                wholes[i] = timed.whole();
            }
        }
        return spread(handshakes) + " " + spread(wholes);
    }

    private int key(int port, String how) {
        return switch (how) {
            case "resumed" -> port;
            case "full" -> ++used;
            default -> 0;
        };
    }

    private static String spread(long[] values) {
        Arrays.sort(values);
        return values[values.length / 2] + " " + values[values.length * 95 / 100];
    }

    private TlsLoadSession idle(int port, String how) throws IOException {
        TlsLoadSession session = login(port, how);
        if (how.equals("used")) {
            session.time(false, port);
        }
        return session;
    }

    private static TlsLoadSession login(int port, String how) throws IOException {
        return begin(port, how).login(GatewayProcess.USER, GatewayProcess.PASSWORD);
    }

    private static TlsLoadSession begin(int port, String how) throws IOException {
        return how.equals("clear") ? TlsLoadSession.connect(port) : TlsLoadSession.secured(port);
    }
}
