package dev.longshore.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Answers GetSecretValue as Secrets Manager does, or fails as it is told to. */
public final class SecretsService implements AutoCloseable {
    private static final Pattern ID = Pattern.compile("\"SecretId\":\"([^\"]*)\"");

    private final HttpServer server;
    private final Map<String, String> secrets = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    @Nullable
    private volatile Failure failure;

    /** A request. */
    public record Asked(String secret, String target, String authorization) {}

    private record Failure(int status, String code) {}

    private SecretsService(HttpServer server) {
        this.server = server;
    }

    public static SecretsService start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            SecretsService service = new SecretsService(server);
            server.createContext("/", service::answer);
            server.start();
            return service;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public void put(String name, String secret) {
        secrets.put(name, secret);
    }

    public void remove(String name) {
        secrets.remove(name);
    }

    /** From now on everything is answered so. */
    public void fails(int status, String code) {
        failure = new Failure(status, code);
    }

    public void heals() {
        failure = null;
    }

    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Matcher id = ID.matcher(body);
        String name = id.find() ? id.group(1) : "";
        asked.add(new Asked(
                name,
                exchange.getRequestHeaders().getFirst("X-Amz-Target"),
                exchange.getRequestHeaders().getFirst("Authorization")));
        Failure failing = failure;
        String secret = secrets.get(name);
        if (failing != null) {
            send(exchange, failing.status(), "{\"__type\":\"" + failing.code() + "\"}");
        } else if (secret == null) {
            send(
                    exchange,
                    400,
                    "{\"__type\":\"ResourceNotFoundException\",\"Message\":\"Secrets Manager can't find it.\"}");
        } else {
            String quoted = secret.replace("\\", "\\\\").replace("\"", "\\\"");
            send(
                    exchange,
                    200,
                    "{\"Name\":\"" + name + "\",\"VersionId\":\"" + secret.hashCode() + "\",\"SecretString\":\""
                            + quoted + "\"}");
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] octets = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, octets.length);
        exchange.getResponseBody().write(octets);
        exchange.close();
    }
}
