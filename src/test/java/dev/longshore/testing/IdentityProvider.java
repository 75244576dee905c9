package dev.longshore.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An HTTP service that answers logins as it is told. */
public final class IdentityProvider implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile Function<Asked, Answer> answers = request -> Answer.of("{}");

    /**
     * A request.
     *
     * @param password the header; null where there is none
     * @param encoded  the same in base64
     */
    public record Asked(
            String method,
            String uri,
            @Nullable String password,
            @Nullable String encoded,
            @Nullable String authorization,
            String body) {}

    /** @param header such as {@code Location: …}; empty for none */
    public record Answer(int status, String header, String body) {
        public static Answer of(String body) {
            return new Answer(200, "", body);
        }

        public static Answer of(int status) {
            return new Answer(status, "", "");
        }
    }

    private IdentityProvider(HttpServer server) {
        this.server = server;
    }

    public static IdentityProvider start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            IdentityProvider provider = new IdentityProvider(server);
            server.setExecutor(provider.threads);
            server.createContext("/", provider::answer);
            server.start();
            return provider;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Whatever is asked from now on is answered so. */
    public void answers(String body) {
        answers = request -> Answer.of(body);
    }

    public void answers(Function<Asked, Answer> next) {
        answers = next;
    }

    /** From now on requests wait for an answer until the service stops. */
    public void hangs() {
        answers = request -> {
            try {
                stopped.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Answer.of(503);
        };
    }

    /** All requests so far. */
    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void close() {
        stopped.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Asked request = new Asked(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    exchange.getRequestHeaders().getFirst("Password"),
                    exchange.getRequestHeaders().getFirst("PasswordBase64"),
                    exchange.getRequestHeaders().getFirst("Authorization"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            asked.add(request);
            Answer answer = answers.apply(request);
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            if (!answer.header().isEmpty()) {
                String[] header = answer.header().split(": ", 2);
                exchange.getResponseHeaders().set(header[0], header[1]);
            }
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }
}
