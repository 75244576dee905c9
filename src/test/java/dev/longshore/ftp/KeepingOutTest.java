package dev.longshore.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.files.BucketFileSystem;
import dev.longshore.files.Mount;
import dev.longshore.files.VirtualPath;
import dev.longshore.ftp.command.access.Gate;
import dev.longshore.ftp.data.Bandwidth;
import dev.longshore.testing.Bytes;
import dev.longshore.testing.Eventually;
import dev.longshore.testing.FtpDialogue;
import dev.longshore.testing.HeaderProxy;
import dev.longshore.testing.LogLines;
import dev.longshore.testing.TestGateway;
import dev.longshore.testing.TestSettings;
import dev.longshore.users.Origin;
import dev.longshore.users.StoreUserManager;
import dev.longshore.users.config.ConfiguredUsers;
import dev.longshore.users.defender.Defender;
import dev.longshore.users.defender.DefenderRules;
import dev.longshore.users.sessions.Seats;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may connect at all, and who no longer. */
class KeepingOutTest {
    private static final String REFUSED = "421 Connections from your address are not accepted.";
    private static final String BANNED = "421 Connections from your address are not accepted now, try again later.";

    /** The clients of these tests come from the loopback, which is not banned by default. */
    private static final Map<String, String> STRICT = Map.of("longshore.defender.allow", "192.0.2.0/24");

    @Test
    void whoComesFromElsewhereIsTurnedAway() {
        try (TestGateway gateway = TestGateway.start(Map.of("longshore.ftp.allow", "10.0.0.0/8,192.0.2.7"))) {
            assertThat(all(gateway.port())).isEqualTo(REFUSED + "\r\n");
        }
    }

    @Test
    void whoComesFromAnAllowedNetworkIsLetIn() {
        try (TestGateway gateway = TestGateway.start(Map.of("longshore.ftp.allow", "10.0.0.0/8,127.0.0.0/8"));
                var client = gateway.login()) {
            client.sends("PWD").gets(257);
        }
    }

    @Test
    void behindAProxyTheClientsOwnAddressDecides() {
        Map<String, String> settings =
                Map.of("longshore.ftp.allow", "203.0.113.0/24", "longshore.ftp.proxies", "127.0.0.0/8");
        try (TestGateway gateway = TestGateway.start(settings);
                HeaderProxy allowed = client(gateway.port(), "203.0.113.7");
                HeaderProxy elsewhere = client(gateway.port(), "198.51.100.7")) {
            FtpDialogue.connect(allowed.port()).close();
            assertThat(all(elsewhere.port())).isEqualTo(REFUSED + "\r\n");
        }
    }

    @Test
    void whoIsTurnedAwayFillsNoLog() {
        try (TestGateway gateway = TestGateway.start(Map.of("longshore.ftp.allow", "10.0.0.0/8"));
                LogLines log = LogLines.below("dev.longshore")) {
            for (int i = 0; i < 50; i++) {
                assertThat(all(gateway.port())).startsWith("421 ");
            }
            assertThat(log.all()).hasSize(1).allMatch(line -> line.contains("127.0.0.1"));
        }
    }

    @ParameterizedTest
    @CsvSource({"alice", "nobody"})
    void guessersAreBannedWhetherTheUserExistsOrNot(String name) {
        try (TestGateway gateway = TestGateway.start(STRICT)) {
            for (int i = 0; i < 19; i++) {
                try (var client = gateway.connect()) {
                    client.sends("USER " + name)
                            .gets(331)
                            .sends("PASS guess" + i)
                            .gets(530);
                }
            }
            try (var last = gateway.connect()) {
                last.sends("USER " + name).gets(331).sends("PASS guess").gets(530);
                last.gets(BANNED).seesEnd();
            }
            assertThat(all(gateway.port())).isEqualTo(BANNED + "\r\n");
        }
    }

    @Test
    void oneSessionMayNotGuessOnEither() {
        try (TestGateway gateway = TestGateway.start(STRICT);
                var client = gateway.connect()) {
            for (int i = 0; i < 20; i++) {
                client.sends("USER alice").gets(331).sends("PASS guess" + i).gets(530);
            }
            client.gets(BANNED).seesEnd();
        }
    }

    @Test
    void aBanEndsWhoHasNotLoggedInAndNobodyElse() {
        try (TestGateway gateway = TestGateway.start(STRICT);
                var user = gateway.login();
                var stranger = gateway.connect();
                var half = gateway.connect().sends("USER alice").gets(331)) {
            gateway.gateway().defender().ban(Origin.address("127.0.0.1"), Duration.ofHours(1));
            stranger.gets(BANNED).seesEnd();
            half.gets(BANNED).seesEnd();
            user.stores("a", Bytes.random(10)).sends("SIZE a").gets("213 10");
            assertThat(all(gateway.port())).isEqualTo(BANNED + "\r\n");
            gateway.gateway().defender().lift(new Origin("127.0.0.1"));
            gateway.connect().close();
        }
    }

    @Test
    void aRightLoginClearsThePoints() {
        try (TestGateway gateway = TestGateway.start(STRICT)) {
            for (int i = 0; i < 3; i++) {
                guess(gateway.port(), 19, "round" + i);
                gateway.login().close();
            }
            guess(gateway.port(), 1, "last");
            gateway.connect().close();
        }
    }

    @Test
    void theLoopbackIsNotBannedUnlessItIsToldTo() {
        try (TestGateway gateway = TestGateway.start()) {
            guess(gateway.port(), 30, "guess");
            gateway.login().close();
        }
    }

    @Test
    void aProxyIsNotBannedButItsClientIs() {
        Map<String, String> settings = new HashMap<>(STRICT);
        settings.put("longshore.ftp.proxies", "127.0.0.0/8");
        try (TestGateway gateway = TestGateway.start(settings);
                HeaderProxy guesser = client(gateway.port(), "203.0.113.7");
                HeaderProxy other = client(gateway.port(), "203.0.113.8");
                HeaderProxy itself = HeaderProxy.before(gateway.port(), HeaderProxy.version2Local())) {
            guess(guesser.port(), 20, "guess");
            assertThat(all(guesser.port())).isEqualTo(BANNED + "\r\n");
            guess(itself.port(), 30, "guess");
            FtpDialogue.connect(itself.port()).login("alice", "secret").close();
            FtpDialogue.connect(other.port()).login("alice", "secret").close();
        }
    }

    @Test
    void whoSpeaksNoFtpIsBanned() {
        try (TestGateway gateway = TestGateway.start(STRICT);
                var client = gateway.connect()) {
            for (int line = 0; line < 60; line++) {
                client.sends("Host: " + line).gets("500 Unknown command.");
            }
            client.gets(BANNED).seesEnd();
        }
    }

    @Test
    void aClientThatTriesAFewVerbsIsNot() {
        try (TestGateway gateway = TestGateway.start(STRICT)) {
            for (int session = 0; session < 30; session++) {
                try (var client = gateway.connect()) {
                    client.sends("AUTH TLS")
                            .gets(502)
                            .sends("AUTH SSL")
                            .gets(502)
                            .sends("CLNT x")
                            .gets(500);
                    client.sends("PWD")
                            .gets(530)
                            .sends("ACCT x")
                            .gets(503)
                            .sends("FEAT")
                            .gets(211);
                }
            }
            gateway.login().close();
        }
    }

    @Test
    void mistakesOfAUserDoNotCount() {
        try (TestGateway gateway = TestGateway.start(STRICT);
                var user = gateway.login()) {
            for (int line = 0; line < 100; line++) {
                user.sends("XYZZY").gets(500);
                user.sends("X".repeat(9000)).gets("500 Line too long.");
            }
            gateway.connect().close();
        }
    }

    @Test
    void linesThatAreTooLongBan() {
        try (TestGateway gateway = TestGateway.start(STRICT);
                var client = gateway.connect()) {
            for (int line = 0; line < 10; line++) {
                client.sends("X".repeat(9000)).gets("500 Line too long.");
            }
            client.gets(BANNED).seesEnd();
        }
    }

    @Test
    void whoNeverLogsInIsBanned() {
        Map<String, String> settings = new HashMap<>(STRICT);
        settings.put("longshore.ftp.login-timeout", "1s");
        settings.put("longshore.defender.points", "10");
        try (TestGateway gateway = TestGateway.start(settings);
                var first = gateway.connect();
                var second = gateway.connect()) {
            first.gets("421 Login took too long.").seesEnd();
            second.gets("421 Login took too long.").seesEnd();
            Eventually.holds("there is a ban", () -> all(gateway.port()).equals(BANNED + "\r\n"));
        }
    }

    @Test
    void whoCrowdsTheDoorIsBannedAndThoseInsideStay() {
        Map<String, String> settings = new HashMap<>(STRICT);
        settings.put("longshore.ftp.connections.per-address", "1");
        settings.put("longshore.defender.points", "20");
        try (TestGateway gateway = TestGateway.start(settings);
                var user = gateway.login()) {
            for (int i = 0; i < 20; i++) {
                assertThat(all(gateway.port())).startsWith("421 ");
            }
            assertThat(all(gateway.port())).isEqualTo(BANNED + "\r\n");
            user.sends("PWD").gets(257);
        }
    }

    @Test
    void aBanIsOverInTime() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2030-01-01T00:00:00Z"));
        Map<String, String> keys = new HashMap<>(STRICT);
        keys.put("longshore.ftp.port", "0");
        keys.put("longshore.ftp.passive.ports", "0");
        DefenderRules rules = DefenderRules.of(TestSettings.of(keys).defender(), List.of());
        try (TestGateway storage = TestGateway.start();
                FtpGateway gateway = new FtpGateway(
                        TestSettings.of(keys).ftp(),
                        "127.0.0.1",
                        new StoreUserManager(List.of(ConfiguredUsers.of(
                                "alice", "secret", new Mount(VirtualPath.ROOT, storage.bucket(), "")))),
                        new BucketFileSystem(storage.gateway().backend()),
                        Bandwidth.Rates.NONE,
                        new Gate(new Defender(rules, now::get), new Seats()))) {
            gateway.listen();
            guess(gateway.port(), 20, "first");
            now.updateAndGet(before -> before.plus(Duration.ofMinutes(5)).minusMillis(1));
            assertThat(all(gateway.port())).isEqualTo(BANNED + "\r\n");
            now.updateAndGet(before -> before.plusMillis(1));
            guess(gateway.port(), 20, "second");
            now.updateAndGet(before -> before.plus(Duration.ofMinutes(9)));
            assertThat(all(gateway.port())).isEqualTo(BANNED + "\r\n");
            now.updateAndGet(before -> before.plus(Duration.ofMinutes(1)));
            FtpDialogue.connect(gateway.port()).login("alice", "secret").close();
        }
    }

    /** Wrong passwords, each in a session of its own. */
    private static void guess(int port, int times, String words) {
        for (int i = 0; i < times; i++) {
            try (var client = FtpDialogue.connect(port)) {
                client.sends("USER alice").gets(331).sends("PASS " + words + i).gets(530);
            }
        }
    }

    private static HeaderProxy client(int port, String address) {
        return HeaderProxy.before(port, HeaderProxy.version1("TCP4 " + address + " 203.0.113.200 40000 21"));
    }

    /** Everything that is said to a client that says nothing. */
    private static String all(int port) {
        try (Socket client = new Socket("127.0.0.1", port)) {
            client.setSoTimeout(20_000);
            return new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
