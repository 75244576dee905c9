package dev.longshore.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.Bytes;
import dev.longshore.testing.Eventually;
import dev.longshore.testing.FtpDialogue;
import dev.longshore.testing.TestGateway;
import dev.longshore.users.Origin;
import dev.longshore.users.password.NewHash;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 332 and ACCT: a user with several accounts sees the tree of the one that was chosen, and nothing before. */
class AccountTest {
    private static final String REFUSED = "530 Login incorrect.";
    private static final String NEEDED = "332 Account, please.";
    private static final Map<String, String> STORES = Map.of(
            "longshore.users.stores",
            "config,s3",
            "longshore.s3.prefix",
            "data/",
            "longshore.defender.enabled",
            "false");
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start(STORES);
        put(gateway, "bob", "");
        put(gateway, "carol", ", \"account-change\": true, \"limits\": {\"sessions\": 1}");
        gateway.put("red/in/a", Bytes.random(5));
        gateway.put("blue/b", Bytes.random(6));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void anAccountIsChosenBehindThePassword() {
        try (FtpDialogue bob = gateway.connect()) {
            bob.sends("USER bob").gets("331 Password, please.");
            bob.sends("PASS geheim").gets(NEEDED);
            bob.sends("ACCT red").gets("230 Logged in.");
            bob.sends("PWD").gets("257 \"/in\" is the current directory.");
            assertThat(bob.lists("NLST")).containsExactly("a");
            bob.sends("SIZE /b").gets(550);
            bob.stores("new", Bytes.random(7));
        }
        try (FtpDialogue bob = in("bob", "blue")) {
            assertThat(bob.lists("NLST")).containsExactly("b");
            bob.extendedPassivePort();
            bob.sends("STOR c").gets(550);
        }
        assertThat(gateway.get("red/in/new")).hasSize(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"green", "RED", "red ", "/", "../red"})
    void anUnknownAccountIsAsAWrongPassword(String account) {
        try (FtpDialogue bob = gateway.connect()) {
            bob.sends("USER bob").gets(331).sends("PASS geheim").gets(NEEDED);
            bob.sends("ACCT " + account).gets(REFUSED);
            bob.sends("PWD").gets(530);
            bob.sends("ACCT red").gets("503 Send USER and PASS first.");
            bob.sends("PASS geheim").gets("503 Send USER first.");
            bob.sends("USER bob")
                    .gets(331)
                    .sends("PASS geheim")
                    .gets(NEEDED)
                    .sends("ACCT red")
                    .gets(230);
        }
    }

    @Test
    void nothingButTheHarmlessComesBetween() {
        try (FtpDialogue bob = gateway.connect()) {
            bob.sends("USER bob").gets(331).sends("PASS geheim").gets(NEEDED);
            for (String line : List.of("PWD", "LIST", "PASV", "STOR a", "SIZE a", "CWD /", "STAT", "TYPE I")) {
                bob.sends(line).gets(530);
            }
            bob.sends("ACCT")
                    .gets(501)
                    .sends("NOOP")
                    .gets(200)
                    .sends("HOST example.com")
                    .gets(503);
            bob.sends("PASS geheim").gets(503);
            bob.sends("ACCT red").gets(230);
        }
        try (FtpDialogue bob = gateway.connect()) {
            bob.sends("USER bob").gets(331).sends("PASS geheim").gets(NEEDED);
            bob.sends("USER bob").gets(331).sends("ACCT red").gets(503);
            bob.sends("PASS geheim").gets(NEEDED).sends("REIN").gets(220);
            bob.sends("ACCT red").gets(503).sends("PASS geheim").gets(503);
            bob.login("alice", "secret");
        }
    }

    @Test
    void acctNeedsALoginBeforeAndIsSuperfluousForMost() {
        try (FtpDialogue alice = gateway.connect()) {
            alice.sends("ACCT red").gets("503 Send USER and PASS first.");
            alice.sends("USER alice").gets(331).sends("ACCT red").gets(503);
            alice.sends("PASS secret").gets(230);
            alice.sends("ACCT red").gets("202 No account is needed.");
            alice.sends("PWD").gets("257 \"/\" is the current directory.");
        }
    }

    @Test
    void anAccountStaysUnlessTheRecordSaysOtherwise() {
        try (FtpDialogue bob = in("bob", "red")) {
            bob.sends("ACCT blue").gets("503 The account cannot be changed.");
            bob.sends("ACCT green").gets("503 The account cannot be changed.");
            assertThat(bob.lists("NLST")).contains("a");
        }
    }

    @Test
    void whereItMayChangeNothingIsLeftOfTheOneBefore() {
        try (FtpDialogue carol = in("carol", "red")) {
            carol.sends("RNFR a").gets(350).sends("ACCT blue").gets("230 Account changed.");
            carol.sends("RNTO b").gets(503);
            carol.sends("PWD").gets("257 \"/\" is the current directory.");
            assertThat(carol.lists("NLST")).containsExactly("b");
            carol.sends("REST 3").gets(350).sends("ACCT blue").gets(230);
            assertThat(carol.fetches("RETR b")).hasSize(6);
            carol.sends("ACCT green").gets(REFUSED);
            assertThat(carol.lists("NLST")).containsExactly("b");
            carol.sends("ACCT red").gets(230).sends("PWD").gets("257 \"/in\" is the current directory.");
        }
    }

    /** Commands of a session wait for its transfer. */
    @Test
    void aTransferEndsInTheAccountThatItBeganIn() throws IOException {
        try (FtpDialogue carol = in("carol", "red")) {
            try (Socket data = carol.passive()) {
                carol.sends("STOR late")
                        .gets(150)
                        .sends("ACCT blue")
                        .sends("NOOP")
                        .gets(200);
                data.getOutputStream().write(Bytes.random(9));
            }
            carol.gets(226).gets("230 Account changed.");
            assertThat(carol.lists("NLST")).doesNotContain("late");
        }
        assertThat(gateway.get("red/in/late")).hasSize(9);
    }

    @Test
    void aSessionIsCountedOnceItHasAnAccount() {
        try (FtpDialogue waiting = gateway.connect()) {
            waiting.sends("USER carol").gets(331).sends("PASS geheim").gets(NEEDED);
            try (FtpDialogue carol = in("carol", "red")) {
                carol.sends("ACCT blue").gets(230).sends("PWD").gets(257);
                waiting.sends("ACCT red").gets(421).seesEnd();
            }
        }
        Eventually.holds("the place is free", () -> gateway.gateway().seats().count("carol", null) == 0);
    }

    @Test
    void theTimeForALoginGoesOnUntilAnAccountIsChosen() {
        try (TestGateway hasty = TestGateway.start(with(Map.of("longshore.ftp.login-timeout", "2s")))) {
            put(hasty, "bob", "");
            try (FtpDialogue bob = hasty.connect()) {
                bob.sends("USER bob").gets(331).sends("PASS geheim").gets(NEEDED);
                bob.gets("421 Login took too long.").seesEnd();
            }
        }
    }

    @Test
    void unknownAccountsAreCountedAsRefusedLogins() {
        Map<String, String> strict =
                Map.of("longshore.defender.enabled", "true", "longshore.defender.allow", "192.0.2.0/24");
        try (TestGateway counting = TestGateway.start(with(strict))) {
            put(counting, "bob", "");
            for (int i = 0; !isBanned(counting); i++) {
                assertThat(i).as("wrong accounts").isLessThan(100);
                try (FtpDialogue bob = counting.connect()) {
                    bob.sends("USER bob").gets(331).sends("PASS geheim").gets(NEEDED);
                    bob.sends("ACCT green" + i).getsAny();
                }
            }
        }
    }

    private static boolean isBanned(TestGateway gateway) {
        return gateway.gateway().defender().bans().stream()
                .anyMatch(ban -> ban.origin().equals(Origin.of(java.net.InetAddress.getLoopbackAddress())));
    }

    private static FtpDialogue in(String user, String account) {
        return gateway.connect()
                .sends("USER " + user)
                .gets(331)
                .sends("PASS geheim")
                .gets(NEEDED)
                .sends("ACCT " + account)
                .gets(230);
    }

    private static Map<String, String> with(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(STORES);
        settings.putAll(more);
        return settings;
    }

    private static void put(TestGateway gateway, String name, String more) {
        String record = """
                {"password": {"hash": "%s"},
                 "accounts": {
                   "red": {"mounts": [{"path": "/", "prefix": "red/"}], "home": "/in"},
                   "blue": {"mounts": [{"path": "/", "prefix": "blue/", "access": "read-only"}]}
                 }%s}
                """.formatted(NewHash.of("geheim"), more);
        gateway.put("users/" + name + ".json", record.getBytes(StandardCharsets.UTF_8));
    }
}
