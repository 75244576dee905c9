package dev.longshore.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.Bytes;
import dev.longshore.testing.Eventually;
import dev.longshore.testing.Footprint;
import dev.longshore.testing.TestGateway;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Sessions of random lines, with and without data connections, cut at random moments. The same seed sends the same lines; how they meet
 * the gateway's threads differs from run to run. {@code -Dlongshore.fuzz.seed}, {@code .lines} and {@code .sessions} choose.
 */
class ControlFuzzTest {
    private static final long SEED = Long.getLong("longshore.fuzz.seed", 20_260_702L);
    private static final int LINES = Integer.getInteger("longshore.fuzz.lines", 5_000);
    private static final int SESSIONS = Integer.getInteger("longshore.fuzz.sessions", 50);
    private static final int AT_ONCE = 8;
    private static final long MOST_MINUTES = 15;

    /** How long a line may stay without a reply before the next one is sent: some have none, some wait for a transfer. */
    private static final int REPLY_MILLIS = 25;

    private static final int LAST_REPLY_MILLIS = 500;
    private static final int MOST_LAST_REPLIES = 20;
    private static final int MULTIPART = 6 * 1024 * 1024;
    /** Two of three users write names in a charset of their own; their replies are any octets, and UTF-8 behind OPTS UTF8 ON. */
    private static final Map<String, Charset> USERS = Map.of(
            "alice", StandardCharsets.UTF_8,
            "cyrillic", StandardCharsets.ISO_8859_1,
            "kanji", StandardCharsets.ISO_8859_1);

    private static final List<String> OF_THE_PROCESS = List.of(
            "S3Proxy-", "Scheduler-", "CompletableFutureDelayScheduler", "response-input-stream-timeout-scheduler");

    private static final Pattern PASSIVE =
            Pattern.compile("227 .*,(\\d+),(\\d+)\\).*|229 .*\\(\\|\\|\\|(\\d+)\\|\\).*");

    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicLong ended = new AtomicLong();
    private final AtomicLong lines = new AtomicLong();
    private final AtomicLong replies = new AtomicLong();
    private final AtomicLong connections = new AtomicLong();

    @Test
    void nothingIsLeakedWhateverIsSent() throws Exception {
        System.out.printf("Fuzz: -Dlongshore.fuzz.seed=%d, %d lines in %d sessions%n", SEED, LINES, SESSIONS);
        Set<Thread> before = threads();
        try (TestGateway warm = gateway()) {
            use(warm);
        }
        noThreadIsLeft(before);
        long descriptors = Footprint.descriptors();
        long from = System.nanoTime();
        try (TestGateway gateway = gateway();
                DataSockets sockets = new DataSockets()) {
            use(gateway);
            fuzz(gateway.port(), sockets.ports());
            Eventually.holds("no session is left", () -> gateway.gateway().ftp().sessions() == 0);
            Eventually.holds(
                    "no passive port is left", () -> gateway.gateway().ftp().passivePortsInUse() == 0);
            use(gateway);
            noUploadIsLeft(gateway);
        }
        long seconds = (System.nanoTime() - from) / 1_000_000_000;
        Eventually.holds("no descriptor is left", () -> Footprint.descriptors() <= descriptors);
        noThreadIsLeft(before);
        System.out.printf(
                "Fuzz: %d sessions, %d lines, %d replies, %d data connections in %d s; descriptors %d before, %d after; sessions, threads and"
                        + " passive ports 0%n",
                ended.get(),
                lines.get(),
                replies.get(),
                connections.get(),
                seconds,
                descriptors,
                Footprint.descriptors());
    }

    /** The range lies below the ports that systems hand out, at a place that differs from run to run. */
    private static TestGateway gateway() {
        int first = 20_000 + new SplittableRandom().nextInt(10_000);
        return TestGateway.start(Map.of(
                "longshore.ftp.passive.ports",
                first + "-" + (first + 199),
                "longshore.transfers.part-size",
                "5M",
                "longshore.users.config.cyrillic.password",
                "secret",
                "longshore.users.config.cyrillic.charset",
                "windows-1251",
                "longshore.users.config.kanji.password",
                "secret",
                "longshore.users.config.kanji.charset",
                "Shift_JIS"));
    }

    private static void use(TestGateway gateway) {
        byte[] content = Bytes.random(MULTIPART);
        try (var client = gateway.login()) {
            client.stores("used", content);
            client.lists("NLST");
        }
        assertThat(Bytes.sha256(gateway.get("used"))).isEqualTo(Bytes.sha256(content));
    }

    private static void noThreadIsLeft(Set<Thread> before) {
        try {
            Eventually.holds("no thread is left", () -> begunSince(before).isEmpty());
        } catch (AssertionError e) {
            throw new AssertionError("Left: " + begunSince(before), e);
        }
    }

    private static Set<Thread> begunSince(Set<Thread> before) {
        Set<Thread> begun = threads();
        begun.removeAll(before);
        return begun;
    }

    /** Those that outlive no gateway: the S3 of the tests is shared, and so is what the JDK and S3's client have one of. */
    private static Set<Thread> threads() {
        ThreadGroup ours = Thread.currentThread().getThreadGroup();
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> ours.equals(thread.getThreadGroup()))
                .filter(thread -> OF_THE_PROCESS.stream().noneMatch(thread.getName()::startsWith))
                .collect(Collectors.toSet());
    }

    private static void noUploadIsLeft(TestGateway gateway) {
        try {
            Eventually.holds(
                    "no multipart upload is left", () -> gateway.openUploads().isEmpty());
        } catch (AssertionError e) {
            throw new AssertionError("Left: " + gateway.openUploads(), e);
        }
    }

    private void fuzz(int port, List<Integer> ports) throws InterruptedException, ExecutionException {
        ExecutorService clients = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                running.add(clients.submit(() -> {
                    sessions(port, ports);
                    return null;
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
        } finally {
            clients.shutdownNow();
            assertThat(clients.awaitTermination(MOST_MINUTES, TimeUnit.MINUTES)).isTrue();
        }
    }

    /** As many sessions as are asked for, and more when some ended before their lines were sent. */
    private void sessions(int port, List<Integer> ports) throws IOException {
        int number = begun.getAndIncrement();
        while (number < SESSIONS || lines.get() < LINES) {
            session(port, ports, number);
            number = begun.getAndIncrement();
        }
    }

    private void session(int port, List<Integer> ports, int number) throws IOException {
        SplittableRandom random = new SplittableRandom(SEED * 1_000_003 + number);
        RandomCommands commands = new RandomCommands(random.split(), ports);
        List<Socket> data = new ArrayList<>();
        String user = USERS.keySet().stream().sorted().toList().get(random.nextInt(USERS.size()));
        try (Socket control = new Socket("127.0.0.1", port)) {
            control.setTcpNoDelay(true);
            ReplyStream stream = new ReplyStream(control, USERS.get(user));
            stream.await(20_000);
            if (random.nextInt(8) > 0) {
                send(control, stream, ("USER " + user + "\r\n").getBytes(StandardCharsets.US_ASCII));
                stream.await(1_000);
                send(control, stream, "PASS secret\r\n".getBytes(StandardCharsets.US_ASCII));
                stream.await(1_000);
            }
            int count = LINES / SESSIONS;
            for (int i = 0; i < count && !stream.ended(); i++) {
                send(control, stream, commands.next());
                lines.incrementAndGet();
                stream.await(REPLY_MILLIS);
                connect(stream, random, data);
                move(stream, random, data);
            }
            end(control, stream, random);
            replies.addAndGet(stream.replies());
            ended.incrementAndGet();
        } catch (AssertionError e) {
            throw new AssertionError("Session " + number + " of seed " + SEED, e);
        } finally {
            for (Socket socket : data) {
                socket.close();
            }
        }
    }

    private static void send(Socket control, ReplyStream stream, byte[] bytes) {
        try {
            control.getOutputStream().write(bytes);
        } catch (IOException e) {
            for (int i = 0; i < MOST_LAST_REPLIES && !stream.ended(); i++) {
                stream.await(LAST_REPLY_MILLIS);
            }
            assertThat(stream.ended()).as("a closed connection").isTrue();
        }
    }

    private void connect(ReplyStream stream, SplittableRandom random, List<Socket> data) {
        Matcher matcher = PASSIVE.matcher(stream.last());
        if (!matcher.matches() || random.nextInt(4) == 0) {
            return;
        }
        int port = matcher.group(3) != null
                ? Integer.parseInt(matcher.group(3))
                : Integer.parseInt(matcher.group(1)) * 256 + Integer.parseInt(matcher.group(2));
        try {
            Socket socket = new Socket();
            data.add(socket);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            connections.incrementAndGet();
        } catch (IOException e) {
            assertThat(port).as("a port that is given back already").isPositive();
        }
    }

    /** Something with the newest data connection: bytes, a whole large file, its end, a reset, or nothing. */
    private static void move(ReplyStream stream, SplittableRandom random, List<Socket> data) throws IOException {
        if (data.isEmpty()) {
            return;
        }
        Socket newest = data.get(data.size() - 1);
        try {
            switch (random.nextInt(8)) {
                case 0 -> newest.getOutputStream().write(Bytes.random(random.nextInt(8_000)));
                case 1 -> newest.shutdownOutput();
                case 2 -> newest.close();
                case 3 -> newest.setSoLinger(true, 0);
                case 4 -> {
                    if (stream.last().startsWith("150 ") && random.nextInt(10) == 0) {
                        newest.setSoLinger(true, 0);
                        newest.getOutputStream().write(Bytes.random(MULTIPART));
                        if (random.nextBoolean()) {
                            newest.shutdownOutput();
                        }
                    }
                }
                default -> {}
            }
        } catch (IOException e) {
            newest.close();
        }
        if (newest.isClosed()) {
            data.remove(newest);
        }
    }

    private static void end(Socket control, ReplyStream stream, SplittableRandom random) throws IOException {
        switch (random.nextInt(3)) {
            case 0 -> control.setSoLinger(true, 0);
            case 1 -> {
                send(control, stream, "\r\nABOR\r\nQUIT\r\n".getBytes(StandardCharsets.US_ASCII));
                for (int i = 0; i < MOST_LAST_REPLIES && !stream.ended(); i++) {
                    stream.await(LAST_REPLY_MILLIS / 10);
                }
                if (stream.last().startsWith("221 ") && stream.ended()) {
                    stream.requireWhole();
                }
            }
            default -> control.shutdownOutput();
        }
    }

    /** Where active data connections may go: a port that takes and drops them, and one that nobody listens on. */
    private static final class DataSockets implements AutoCloseable {
        private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final Socket silent = new Socket();

        DataSockets() throws IOException {
            silent.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            Thread acceptor = new Thread(this::accept, "fuzz-data");
            acceptor.setDaemon(true);
            acceptor.start();
        }

        List<Integer> ports() {
            return Arrays.asList(listening.getLocalPort(), silent.getLocalPort());
        }

        private void accept() {
            SplittableRandom random = new SplittableRandom(SEED);
            while (!listening.isClosed()) {
                try (Socket accepted = listening.accept()) {
                    accepted.setSoTimeout(200);
                    switch (random.nextInt(3)) {
                        case 0 -> accepted.setSoLinger(true, 0);
                        case 1 -> accepted.getOutputStream().write(Bytes.random(2_000));
                        default -> accepted.getInputStream().skip(100);
                    }
                } catch (IOException e) {
                    continue;
                }
            }
        }

        @Override
        public void close() throws IOException {
            listening.close();
            silent.close();
        }
    }
}
