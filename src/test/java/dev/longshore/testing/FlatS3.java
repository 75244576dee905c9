package dev.longshore.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * An S3 whose keys are no more than names, as in S3 itself: unlike the embedded one it can hold {@code a} beside {@code a/b}. It has one
 * bucket and the requests for single objects and listings of one page, checks no signatures, and can do nothing beyond that.
 */
public final class FlatS3 implements AutoCloseable {
    private static final String MODIFIED = "2026-01-02T03:04:05Z";

    private final HttpServer server;
    private final NavigableMap<String, byte[]> objects = new ConcurrentSkipListMap<>();

    private FlatS3(HttpServer server) {
        this.server = server;
    }

    public static FlatS3 start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            FlatS3 flat = new FlatS3(server);
            server.createContext("/", flat::answer);
            server.start();
            return flat;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The objects by their keys. */
    public NavigableMap<String, byte[]> objects() {
        return objects;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getRawPath();
            int slash = path.indexOf('/', 1);
            String key = slash < 0 ? "" : decoded(path.substring(slash + 1));
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (key.isEmpty()) {
                String query = exchange.getRequestURI().getRawQuery();
                send(exchange, 200, listing(value(query, "prefix"), value(query, "delimiter")), true);
                return;
            }
            switch (exchange.getRequestMethod()) {
                case "PUT" -> {
                    objects.put(key, body);
                    send(exchange, 200, new byte[0], true);
                }
                case "DELETE" -> {
                    objects.remove(key);
                    exchange.sendResponseHeaders(204, -1);
                }
                default -> get(exchange, key);
            }
        }
    }

    private void get(HttpExchange exchange, String key) throws IOException {
        boolean head = exchange.getRequestMethod().equals("HEAD");
        byte[] content = objects.get(key);
        if (content == null) {
            send(exchange, 404, text("<Error><Code>NoSuchKey</Code></Error>"), !head);
            return;
        }
        exchange.getResponseHeaders()
                .set(
                        "Last-Modified",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                Instant.parse(MODIFIED).atOffset(ZoneOffset.UTC)));
        send(exchange, 200, content, !head);
    }

    private static void send(HttpExchange exchange, int status, byte[] body, boolean withBody) throws IOException {
        if (withBody) {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } else {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
            exchange.sendResponseHeaders(status, -1);
        }
    }

    private byte[] listing(String prefix, String delimiter) {
        Set<String> common = new TreeSet<>();
        StringBuilder found = new StringBuilder();
        objects.tailMap(prefix, true).forEach((key, content) -> {
            int end = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, Math.min(prefix.length(), key.length()));
            if (!key.startsWith(prefix)) {
                return;
            }
            if (end >= 0) {
                common.add(key.substring(0, end + 1));
            } else {
                found.append("<Contents><Key>")
                        .append(key)
                        .append("</Key><Size>")
                        .append(content.length);
                found.append("</Size><LastModified>").append(MODIFIED).append("</LastModified></Contents>");
            }
        });
        common.forEach(
                name -> found.append("<CommonPrefixes><Prefix>").append(name).append("</Prefix></CommonPrefixes>"));
        return text("<ListBucketResult><IsTruncated>false</IsTruncated>" + found + "</ListBucketResult>");
    }

    private static String value(String query, String name) {
        for (String pair : query == null ? new String[0] : query.split("&")) {
            if (pair.startsWith(name + "=")) {
                return decoded(pair.substring(name.length() + 1));
            }
        }
        return "";
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
