package dev.longshore.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.longshore.s3.Capability;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** An S3 that can list, and nothing else: what it has is made as it is asked for. */
public final class KeysS3 implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger pages = new AtomicInteger();
    private final Function<String, byte[]> answers;

    private KeysS3(HttpServer server, Function<String, byte[]> answers) {
        this.server = server;
        this.answers = answers;
    }

    /** With so many keys. */
    public static KeysS3 of(int count) {
        return answering(new KeyPages(count)::page);
    }

    /** @param answers what is answered to a request for a page, which is told by its target */
    public static KeysS3 answering(Function<String, byte[]> answers) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            KeysS3 storage = new KeysS3(server, answers);
            server.createContext("/", storage::answer);
            server.setExecutor(storage.threads);
            server.start();
            return storage;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A gateway in front of it. */
    public TestGateway gateway(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of(
                "longshore.s3.endpoint",
                "http://127.0.0.1:" + server.getAddress().getPort()));
        for (Capability capability : Capability.values()) {
            String name = capability.name().toLowerCase(Locale.ROOT).replace('_', '-');
            all.put("longshore.s3.capabilities." + name, "yes");
        }
        all.putAll(settings);
        return TestGateway.start(all);
    }

    /** How often it was asked for a page. */
    public int pages() {
        return pages.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        pages.incrementAndGet();
        byte[] page = answers.apply(exchange.getRequestURI().toString());
        exchange.sendResponseHeaders(200, page.length);
        exchange.getResponseBody().write(page);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
