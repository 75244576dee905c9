package dev.longshore.testing;

import java.io.BufferedInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongPredicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the gateway and S3, counts requests by operation, and fails those that it is told to. Requests are passed on
 * byte for byte, so that signatures stay valid, unless it is told to drop a header.
 */
public final class FaultProxy implements AutoCloseable {
    private final URI upstream;
    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile Distance distance = new Distance(0, Long.MAX_VALUE);
    private final Map<S3Request, Integer> seen = new ConcurrentHashMap<>();
    private final List<Signed> signed = new CopyOnWriteArrayList<>();
    private final AtomicLong left = new AtomicLong(Long.MAX_VALUE);
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final List<Moment> moments = new CopyOnWriteArrayList<>();
    private volatile boolean keepsSigned;
    private volatile UnaryOperator<HttpHead> changed = UnaryOperator.identity();

    /**
     * With which keys a request came.
     *
     * @param token of the session; empty for keys that are not of one
     * @param at    when it came
     */
    public record Signed(S3Operation operation, String key, String token, Instant at) {}

    /** How long a request waits, and how many bytes of answers a connection carries in a second. */
    private record Distance(long nanos, long bytesPerSecond) {}

    /**
     * Applies to the requests of one operation whose number, from 1 since the rule was made, passes.
     *
     * @param key the only object that it applies to; null for all
     */
    private record Rule(
            S3Operation operation, @Nullable String key, LongPredicate numbers, AtomicLong asked, Fault fault) {
        Rule(S3Operation operation, @Nullable String key, LongPredicate numbers, Fault fault) {
            this(operation, key, numbers, new AtomicLong(), fault);
        }

        boolean takes(S3Request request) {
            return request.operation() == operation
                    && (key == null || key.equals(request.key()))
                    && numbers.test(asked.incrementAndGet());
        }
    }

    /** Something that happens before a request of one operation is passed on, whose number is counted down to 0. */
    private record Moment(S3Operation operation, AtomicInteger left, Runnable event) {
        void pass(S3Request request) {
            if (request.operation() == operation && left.decrementAndGet() == 0) {
                event.run();
            }
        }
    }

    private FaultProxy(URI upstream, ServerSocket server) {
        this.upstream = upstream;
        this.server = server;
    }

    static FaultProxy before(URI upstream) throws IOException {
        FaultProxy proxy = new FaultProxy(upstream, new ServerSocket(0, 100, InetAddress.getLoopbackAddress()));
        thread("accept", proxy::accept);
        return proxy;
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** From now on every request of this operation fails in this way. */
    public void fail(S3Operation operation, Fault fault) {
        failFrom(operation, 1, fault);
    }

    /** The n-th request of this operation from now on fails in this way, and no other: a retry passes. */
    public void failOnly(S3Operation operation, int n, Fault fault) {
        rules.add(new Rule(operation, null, number -> number == n, fault));
    }

    /** The n-th request of this operation from now on and all later ones fail in this way: retries do, too. */
    public void failFrom(S3Operation operation, int n, Fault fault) {
        rules.add(new Rule(operation, null, number -> number >= n, fault));
    }

    /** As {@link #failOnly(S3Operation, int, Fault)}, for one object. */
    public void failOnly(String key, S3Operation operation, int n, Fault fault) {
        rules.add(new Rule(operation, key, number -> number == n, fault));
    }

    /** As {@link #failFrom(S3Operation, int, Fault)}, for one object. */
    public void failFrom(String key, S3Operation operation, int n, Fault fault) {
        rules.add(new Rule(operation, key, number -> number >= n, fault));
    }

    /** This happens before the n-th request of this operation from now on reaches S3, and while it waits. */
    public void before(S3Operation operation, int n, Runnable event) {
        moments.add(new Moment(operation, new AtomicInteger(n), event));
    }

    /** From now on S3 sees no condition on the source of a copy. The requests are signed again, with these keys. */
    public void dropSourceConditions(String accessKey, String secretKey) {
        changed = new SignedWithout("x-amz-copy-source-if-match", accessKey, secretKey);
    }

    /**
     * From now on S3 is far away.
     *
     * @param latency        what each request waits before it is passed on
     * @param bytesPerSecond what one connection carries of answers
     */
    public void moveAway(Duration latency, long bytesPerSecond) {
        distance = new Distance(latency.toNanos(), bytesPerSecond);
    }

    /**
     * So many requests pass from now on; then nothing does any more, and nothing heals that: what S3 sees of a gateway that was killed.
     */
    public void cutAfter(int requests) {
        left.set(requests);
    }

    /** Closes the connections that are open now, so that nobody waits for an answer any more. */
    public void hangUp() {
        open.forEach(socket -> closeQuietly(socket::close));
    }

    /** From now on requests pass again, as they are. */
    public void heal() {
        rules.clear();
        moments.clear();
        changed = UnaryOperator.identity();
    }

    /**
     * From now on it is known with which keys each request came. Those with keys of a session, which S3 knows nothing of, are signed again
     * with these.
     */
    public void takeSessions(String accessKey, String secretKey) {
        keepsSigned = true;
        changed = new SignedWithout("x-amz-security-token", accessKey, secretKey);
    }

    /** All requests since {@link #takeSessions}. */
    public List<Signed> signed() {
        return List.copyOf(signed);
    }

    /** Forgets what was seen. */
    public void forget() {
        seen.clear();
    }

    /** From now on requests for this object pass again, and what was seen of them is forgotten. */
    public void forget(String key) {
        rules.removeIf(rule -> key.equals(rule.key()));
        seen.keySet().removeIf(request -> request.key().equals(key));
    }

    /** How often each operation was asked for since {@link #forget()}. */
    public Map<S3Operation, Integer> seen() {
        Map<S3Operation, Integer> counts = new EnumMap<>(S3Operation.class);
        seen.forEach((request, count) -> counts.merge(request.operation(), count, Integer::sum));
        return counts;
    }

    /** How often this operation was asked for this object. */
    public int seen(String key, S3Operation operation) {
        return seen.getOrDefault(new S3Request(operation, key), 0);
    }

    @Override
    public void close() {
        closeQuietly(server::close);
        hangUp();
    }

    private void accept() throws IOException {
        while (!server.isClosed()) {
            Socket client = server.accept();
            open.add(client);
            thread("connection", () -> serve(client));
        }
    }

    private void serve(Socket client) throws IOException {
        Socket storage = new Socket(upstream.getHost(), upstream.getPort());
        open.add(storage);
        try (client;
                storage) {
            client.setTcpNoDelay(true);
            storage.setTcpNoDelay(true);
            InputStream fromClient = new BufferedInputStream(client.getInputStream(), 64 * 1024);
            InputStream fromStorage = new BufferedInputStream(storage.getInputStream(), 64 * 1024);
            while (exchange(client, fromClient, storage, fromStorage)) {
                continue;
            }
        } finally {
            open.remove(client);
            open.remove(storage);
        }
    }

    private boolean exchange(Socket client, InputStream fromClient, Socket storage, InputStream fromStorage)
            throws IOException {
        HttpHead head = HttpHead.read(fromClient);
        if (head == null) {
            return false;
        }
        if (left.getAndUpdate(count -> Math.max(0, count - 1)) == 0) {
            hangUp();
            return false;
        }
        S3Request request = S3Request.of(head);
        seen.merge(request, 1, Integer::sum);
        if (keepsSigned) {
            String token = head.value("x-amz-security-token");
            signed.add(new Signed(request.operation(), request.key(), token == null ? "" : token, Instant.now()));
        }
        LockSupport.parkNanos(distance.nanos());
        moments.forEach(moment -> moment.pass(request));
        Fault fault = rules.stream()
                .filter(rule -> rule.takes(request))
                .map(Rule::fault)
                .findFirst()
                .orElse(Fault.NONE);
        return new FaultyExchange(
                        changed.apply(head), client, fromClient, paced(client.getOutputStream()), storage, fromStorage)
                .run(fault);
    }

    /** The connection, at the rate of the distance. */
    private OutputStream paced(OutputStream out) {
        long rate = distance.bytesPerSecond();
        if (rate == Long.MAX_VALUE) {
            return out;
        }
        long begun = System.nanoTime();
        return new FilterOutputStream(out) {
            private long sent;

            @Override
            public void write(byte[] source, int offset, int count) throws IOException {
                out.write(source, offset, count);
                sent += count;
                long due = begun + (long) (sent * 1e9 / rate);
                for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                    LockSupport.parkNanos(wait);
                }
            }
        };
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void thread(String name, Work work) {
        Thread thread = new Thread(() -> closeQuietly(work), "fault-proxy-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    /** A broken connection is what this class is for. */
    private static void closeQuietly(Work work) {
        try {
            work.run();
        } catch (IOException e) {
            Thread.currentThread().interrupt();
        }
    }
}
