package dev.longshore.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.Eventually;
import dev.longshore.testing.TestGateway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Who is one too many, or too slow, hears 421 (RFC 959 §4.2) and sees the end. */
class ConnectionLimitTest {
    @Test
    void theOneTooManyIsTurnedAway() {
        try (TestGateway gateway = TestGateway.start(Map.of("longshore.ftp.connections.most", "2"));
                var first = gateway.connect()) {
            try (var second = gateway.connect()) {
                assertThat(all(gateway.port())).isEqualTo("421 Too many connections, try again later.\r\n");
                first.sends("NOOP").gets(200);
                second.sends("NOOP").gets(200);
            }
            Eventually.holds("the place that was left can be taken", () -> greeted(gateway.port()));
        }
    }

    @Test
    void theOneTooManyOfAnAddressIsTurnedAway() {
        try (TestGateway gateway = TestGateway.start(Map.of("longshore.ftp.connections.per-address", "2"));
                var first = gateway.login()) {
            try (var second = gateway.login()) {
                assertThat(all(gateway.port())).isEqualTo("421 Too many connections, try again later.\r\n");
                second.sends("QUIT").gets(221).seesEnd();
            }
            Eventually.holds("the place that was left can be taken", () -> greeted(gateway.port()));
            first.sends("PWD").gets(257);
        }
    }

    @Test
    void whoIsTurnedAwayTakesNoPlace() {
        try (TestGateway gateway = TestGateway.start(Map.of("longshore.ftp.connections.most", "1"))) {
            try (var client = gateway.connect()) {
                for (int i = 0; i < 20; i++) {
                    assertThat(all(gateway.port())).startsWith("421 ");
                }
                client.sends("NOOP").gets(200);
            }
            Eventually.holds("the place that was left can be taken", () -> greeted(gateway.port()));
        }
    }

    @Test
    void exactlySoManyAreGreetedWhenManyComeAtOnce() throws Exception {
        int clients = 50;
        ExecutorService executor = Executors.newFixedThreadPool(clients);
        try (TestGateway gateway = TestGateway.start(Map.of("longshore.ftp.connections.most", "10"))) {
            CountDownLatch start = new CountDownLatch(clients);
            CountDownLatch answered = new CountDownLatch(clients);
            List<Future<String>> codes = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                codes.add(executor.submit(() -> {
                    start.countDown();
                    start.await();
                    try (Socket client = connect(gateway.port())) {
                        String code = code(client);
                        answered.countDown();
                        answered.await();
                        return code;
                    }
                }));
            }
            List<String> said = new ArrayList<>();
            for (Future<String> code : codes) {
                said.add(code.get(60, TimeUnit.SECONDS));
            }
            assertThat(said).containsOnly("220", "421");
            assertThat(said.stream().filter("220"::equals)).hasSize(10);
            Eventually.holds(
                    "nobody is there any more", () -> gateway.gateway().ftp().sessions() == 0);
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void whoDoesNotLogInIsShownOut() {
        try (TestGateway gateway = TestGateway.start(Map.of("longshore.ftp.login-timeout", "1s"));
                var user = gateway.login();
                var silent = gateway.connect();
                var half = gateway.connect().sends("USER alice").gets(331)) {
            silent.gets("421 Login took too long.").seesEnd();
            half.gets("421 Login took too long.").seesEnd();
            user.sends("PWD").gets(257);
        }
    }

    @Test
    void bytesWithoutALoginGainNoTime() {
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
        try (TestGateway gateway = TestGateway.start(Map.of("longshore.ftp.login-timeout", "1s"));
                var client = gateway.connect();
                var busy = gateway.connect()) {
            executor.scheduleAtFixedRate(() -> client.sendsRaw(new byte[] {'U'}), 0, 20, TimeUnit.MILLISECONDS);
            client.gets("421 Login took too long.");
            String word = "200";
            while (word.equals("200")) {
                busy.sends("NOOP");
                word = code(busy.control());
                if (word.equals("200")) {
                    skipLine(busy.control());
                }
            }
            assertThat(word).isEqualTo("421");
            Eventually.holds("both are gone", () -> gateway.gateway().ftp().sessions() == 0);
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void whoIsIdleIsShownOut() {
        try (TestGateway gateway = TestGateway.start(Map.of("longshore.ftp.idle-timeout", "1s"));
                var user = gateway.login();
                var stranger = gateway.connect()) {
            user.gets("421 Idle for too long.").seesEnd();
            stranger.gets("421 Idle for too long.").seesEnd();
        }
    }

    /** Everything that is said to a client that says nothing. */
    private static String all(int port) {
        try (Socket client = connect(port)) {
            return new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean greeted(int port) {
        try (Socket client = connect(port)) {
            return code(client).equals("220");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Socket connect(int port) throws IOException {
        Socket client = new Socket("127.0.0.1", port);
        client.setSoTimeout(20_000);
        return client;
    }

    private static String code(Socket client) {
        try {
            return new String(client.getInputStream().readNBytes(3), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void skipLine(Socket client) {
        try {
            while (client.getInputStream().read() != '\n') {
                continue;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
