package dev.longshore.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers AssumeRole as STS does, with another session token each time; or refuses it. What it gives no S3 knows: see {@link FaultProxy#takeSessions}. */
public final class StsService implements AutoCloseable {
    private static final String KEYS = """
            <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
              <AssumeRoleResult>
                <Credentials>
                  <AccessKeyId>ASIAEXAMPLE</AccessKeyId>
                  <SecretAccessKey>not-a-key</SecretAccessKey>
                  <SessionToken>%s</SessionToken>
                  <Expiration>%s</Expiration>
                </Credentials>
              </AssumeRoleResult>
              <ResponseMetadata><RequestId>answered</RequestId></ResponseMetadata>
            </AssumeRoleResponse>""";

    private static final String ERROR = """
            <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
              <Error><Type>Sender</Type><Code>%s</Code><Message>Not allowed to sts:AssumeRole</Message></Error>
              <RequestId>refused</RequestId>
            </ErrorResponse>""";

    private final HttpServer server;
    private final List<Map<String, String>> asked = new CopyOnWriteArrayList<>();
    private final List<Given> given = new CopyOnWriteArrayList<>();
    private volatile Duration life = Duration.ofHours(1);
    private volatile String refusal = "";

    /** Keys that were given, and their end. */
    public record Given(String user, String token, Instant end) {}

    private StsService(HttpServer server) {
        this.server = server;
    }

    public static StsService start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            StsService service = new StsService(server);
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

    /** How long keys live that are given from now on. */
    public void livesFor(Duration time) {
        life = time;
    }

    /** From now on nobody gets keys. */
    public void refuses(String code) {
        refusal = code;
    }

    public void heals() {
        refusal = "";
    }

    /** The fields of all requests. */
    public List<Map<String, String>> asked() {
        return List.copyOf(asked);
    }

    public List<Given> given() {
        return List.copyOf(given);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        Map<String, String> fields = new HashMap<>();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        for (String field : body.split("&")) {
            String[] pair = field.split("=", 2);
            fields.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        }
        asked.add(fields);
        String code = refusal;
        if (code.isEmpty()) {
            Instant end = Instant.now().plus(life);
            String token = "token-" + asked.size() + "-of-" + fields.get("SourceIdentity");
            given.add(new Given(fields.get("SourceIdentity"), token, end));
            send(exchange, 200, String.format(KEYS, token, end));
        } else {
            send(exchange, 403, String.format(ERROR, code));
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] octets = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "text/xml");
        exchange.sendResponseHeaders(status, octets.length);
        exchange.getResponseBody().write(octets);
        exchange.close();
    }
}
