package dev.longshore.testing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the gateway and S3, counts requests by operation, and fails those that it is told to. Requests are passed on
 * byte for byte, so that signatures stay valid.
 */
public final class FaultProxy implements AutoCloseable {
    private final URI upstream;
    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<S3Operation> seen = new CopyOnWriteArrayList<>();
    private final List<Rule> rules = new CopyOnWriteArrayList<>();

    /** Applies to the requests of one operation whose number, from 1 since the rule was made, passes. */
    private record Rule(S3Operation operation, LongPredicate numbers, AtomicLong asked, Fault fault) {
        Rule(S3Operation operation, LongPredicate numbers, Fault fault) {
            this(operation, numbers, new AtomicLong(), fault);
        }

        boolean takes(S3Operation request) {
            return request == operation && numbers.test(asked.incrementAndGet());
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
        rules.add(new Rule(operation, number -> number == n, fault));
    }

    /** The n-th request of this operation from now on and all later ones fail in this way: retries do, too. */
    public void failFrom(S3Operation operation, int n, Fault fault) {
        rules.add(new Rule(operation, number -> number >= n, fault));
    }

    /** Closes the connections that are open now, so that nobody waits for an answer any more. */
    public void hangUp() {
        open.forEach(socket -> closeQuietly(socket::close));
    }

    /** From now on requests pass again. */
    public void heal() {
        rules.clear();
    }

    /** Forgets what was seen. */
    public void forget() {
        seen.clear();
    }

    /** How often each operation was asked for since {@link #forget()}. */
    public Map<S3Operation, Integer> seen() {
        Map<S3Operation, Integer> counts = new EnumMap<>(S3Operation.class);
        seen.forEach(operation -> counts.merge(operation, 1, Integer::sum));
        return counts;
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
        try (client;
                Socket storage = new Socket(upstream.getHost(), upstream.getPort())) {
            open.add(storage);
            client.setTcpNoDelay(true);
            storage.setTcpNoDelay(true);
            InputStream fromClient = new BufferedInputStream(client.getInputStream(), 64 * 1024);
            InputStream fromStorage = new BufferedInputStream(storage.getInputStream(), 64 * 1024);
            while (exchange(fromClient, client, fromStorage, storage.getOutputStream())) {
                continue;
            }
        } finally {
            open.remove(client);
        }
    }

    private boolean exchange(InputStream fromClient, Socket client, InputStream fromStorage, OutputStream toStorage)
            throws IOException {
        Head request = Head.read(fromClient);
        if (request == null) {
            return false;
        }
        S3Operation operation =
                S3Operation.of(request.word(0), request.word(1), request.value("x-amz-copy-source") != null);
        seen.add(operation);
        Fault fault = rules.stream()
                .filter(rule -> rule.takes(operation))
                .map(Rule::fault)
                .findFirst()
                .orElse(Fault.NONE);
        OutputStream toClient = client.getOutputStream();
        switch (fault) {
            case NONE, TRUNCATE -> {
                request.send(toStorage);
                copy(fromClient, toStorage, request.bodyLength());
                toStorage.flush();
                return answer(request, fromStorage, toClient, fault == Fault.TRUNCATE);
            }
            case ERROR_500, SLOW_DOWN_503 -> {
                copy(fromClient, OutputStream.nullOutputStream(), request.bodyLength());
                toClient.write(fault.answer().getBytes(StandardCharsets.US_ASCII));
                toClient.flush();
                return true;
            }
            case RESET -> {
                client.setSoLinger(true, 0);
                return false;
            }
            case NO_ANSWER -> {
                copy(fromClient, OutputStream.nullOutputStream(), request.bodyLength());
                return fromClient.read() >= 0;
            }
            default -> throw new IllegalStateException(fault.name());
        }
    }

    private static boolean answer(Head request, InputStream fromStorage, OutputStream toClient, boolean truncated)
            throws IOException {
        Head response = Head.read(fromStorage);
        if (response == null) {
            return false;
        }
        response.send(toClient);
        int status = Integer.parseInt(response.word(1));
        if (truncated) {
            copy(fromStorage, toClient, response.bodyLength() / 2);
            toClient.flush();
            return false;
        }
        boolean bodiless = request.word(0).equals("HEAD") || status == 204 || status == 304 || status < 200;
        if (!bodiless) {
            if ("chunked".equalsIgnoreCase(response.value("transfer-encoding"))) {
                copyChunks(fromStorage, toClient);
            } else {
                copy(fromStorage, toClient, response.bodyLength());
            }
        }
        toClient.flush();
        return !"close".equalsIgnoreCase(response.value("connection"));
    }

    private static void copyChunks(InputStream in, OutputStream out) throws IOException {
        while (true) {
            String size = Head.readLine(in);
            out.write((size + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            long length = Long.parseLong(size.split(";")[0].strip(), 16);
            copy(in, out, length);
            out.write((Head.readLine(in) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            if (length == 0) {
                return;
            }
        }
    }

    private static void copy(InputStream in, OutputStream out, long length) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        long left = length;
        while (left > 0) {
            int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (count < 0) {
                throw new IOException("The stream ended early");
            }
            out.write(buffer, 0, count);
            left -= count;
        }
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

    /** The start line and the headers of a message, as they came. */
    private record Head(List<String> lines) {
        @Nullable
        static Head read(InputStream in) throws IOException {
            List<String> lines = new ArrayList<>();
            for (String line = readLine(in); !line.isEmpty(); line = readLine(in)) {
                lines.add(line);
            }
            return lines.isEmpty() ? null : new Head(lines);
        }

        static String readLine(InputStream in) throws IOException {
            StringBuilder line = new StringBuilder();
            for (int octet = in.read(); octet >= 0 && octet != '\n'; octet = in.read()) {
                line.append((char) octet);
            }
            int end = line.length() - 1;
            return end >= 0 && line.charAt(end) == '\r' ? line.substring(0, end) : line.toString();
        }

        String word(int index) {
            return lines.get(0).split(" ")[index];
        }

        @Nullable
        String value(String name) {
            for (String line : lines.subList(1, lines.size())) {
                int colon = line.indexOf(':');
                if (colon > 0 && line.substring(0, colon).equalsIgnoreCase(name)) {
                    return line.substring(colon + 1).strip();
                }
            }
            return null;
        }

        long bodyLength() {
            String length = value("content-length");
            return length == null ? 0 : Long.parseLong(length);
        }

        void send(OutputStream out) throws IOException {
            out.write((String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
        }
    }
}
