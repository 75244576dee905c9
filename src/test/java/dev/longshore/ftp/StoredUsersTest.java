package dev.longshore.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.Bytes;
import dev.longshore.testing.Eventually;
import dev.longshore.testing.Fault;
import dev.longshore.testing.FtpDialogue;
import dev.longshore.testing.LogLines;
import dev.longshore.testing.S3Operation;
import dev.longshore.testing.TestGateway;
import dev.longshore.users.StoreHealth;
import dev.longshore.users.password.NewHash;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Users who are objects of a bucket: they log in, they change while the gateway runs, and an S3 that is down turns nobody's password wrong. */
class StoredUsersTest {
    private static final String HASH = NewHash.of("geheim");
    private static final String OTHER = NewHash.of("other");
    private static final String DOWN = "421 Logins are not possible now, try again later.";
    private static final Map<String, String> STORES = Map.of(
            "longshore.users.stores",
            "config,s3",
            "longshore.s3.prefix",
            "data/",
            "longshore.defender.enabled",
            "false");

    @Test
    void aUserOfTheBucketLogsInBesideOneOfTheConfiguration() {
        try (TestGateway gateway = TestGateway.start(STORES)) {
            put(gateway, "bob", HASH, "");
            try (FtpDialogue bob = gateway.connect().login("bob", "geheim");
                    FtpDialogue alice = gateway.login()) {
                bob.stores("a", Bytes.random(10));
                alice.sends("SIZE a").gets("213 10");
                bob.sends("CWD /users")
                        .gets(550)
                        .sends("SIZE /../users/bob.json")
                        .gets(550);
            }
            assertThat(gateway.keys()).containsExactlyInAnyOrder("data/a", "users/bob.json");
            refused(gateway, "bob", "wrong");
            refused(gateway, "carol", "geheim");
            refused(gateway, "../users/bob", "geheim");
        }
    }

    /** The bucket has a record with the name of a user of the configuration, who goes first. */
    @Test
    void theFirstStoreDecides() {
        try (TestGateway gateway = TestGateway.start(STORES)) {
            put(gateway, "alice", HASH, "");
            refused(gateway, "alice", "geheim");
            gateway.login().close();
        }
        try (TestGateway gateway = TestGateway.start(with("longshore.users.stores", "s3,config"))) {
            put(gateway, "alice", HASH, ", \"home\": 5");
            refused(gateway, "alice", "geheim");
            refused(gateway, "alice", "secret");
        }
    }

    @Test
    void aChangeIsSeenWithinSeconds() {
        try (TestGateway gateway = TestGateway.start(STORES)) {
            refused(gateway, "bob", "geheim");
            put(gateway, "bob", HASH, "");
            seen("A new user", () -> isLetIn(gateway, "bob", "geheim"));
            put(gateway, "bob", OTHER, "");
            seen("A new password", () -> isLetIn(gateway, "bob", "other"));
            refused(gateway, "bob", "geheim");
            put(gateway, "bob", OTHER, ", \"enabled\": false");
            seen("A disabled user", () -> !isLetIn(gateway, "bob", "other"));
            put(gateway, "bob", OTHER, "");
            seen("An enabled user", () -> isLetIn(gateway, "bob", "other"));
            gateway.s3()
                    .deleteObject(request -> request.bucket(gateway.bucket()).key("users/bob.json"));
            seen("A removed user", () -> !isLetIn(gateway, "bob", "other"));
        }
    }

    @Test
    void manyLoginsAskOnce() {
        try (TestGateway gateway = TestGateway.start(STORES)) {
            put(gateway, "bob", HASH, "");
            gateway.connect().login("bob", "geheim").close();
            gateway.proxy().forget();
            long begin = System.nanoTime();
            for (int i = 0; i < 20; i++) {
                gateway.connect().login("bob", "geheim").close();
            }
            long rounds = (System.nanoTime() - begin) / 2_000_000_000L + 1;
            assertThat(gateway.proxy().seen("users/bob.json", S3Operation.GET_OBJECT))
                    .isLessThanOrEqualTo((int) rounds);
        }
    }

    @Test
    void aStormOfUnknownNamesMakesBoundedRequests() {
        try (TestGateway gateway = TestGateway.start(STORES);
                FtpDialogue storm = gateway.connect()) {
            put(gateway, "bob", HASH, "");
            gateway.connect().login("bob", "geheim").close();
            gateway.proxy().forget();
            for (int i = 0; i < 40; i++) {
                storm.sends("USER nobody").gets(331);
            }
            assertThat(gateway.proxy().seen("users/nobody.json", S3Operation.GET_OBJECT))
                    .isLessThan(5);
            gateway.proxy().forget();
            long begin = System.nanoTime();
            int held = 0;
            for (int i = 0; i < 1_000; i++) {
                try (FtpDialogue client = gateway.connect()) {
                    client.sends("USER nobody-" + i).getsAny();
                    held += client.replyLine().equals(DOWN) ? 1 : 0;
                }
            }
            long seconds = (System.nanoTime() - begin) / 1_000_000_000L + 1;
            System.out.printf("Of 1000 unknown names in %d s, %d were looked up%n", seconds, 1_000 - held);
            assertThat(gateway.proxy().seen().getOrDefault(S3Operation.GET_OBJECT, 0))
                    .isLessThanOrEqualTo((int) (500 + 51 * (seconds + 1)));
            assertThat(isLetIn(gateway, "bob", "geheim"))
                    .as("who is known logs in")
                    .isTrue();
        }
    }

    @Test
    void whileS3IsDownKnownUsersLogInAndOthersAreToldToComeBack() {
        try (TestGateway gateway = TestGateway.start(with("longshore.s3.timeout", "1s"));
                LogLines log = LogLines.of(StoreHealth.class)) {
            put(gateway, "bob", HASH, "");
            put(gateway, "carol", HASH, "");
            gateway.connect().login("bob", "geheim").close();
            for (Fault fault : List.of(Fault.ERROR_500, Fault.NO_ANSWER)) {
                gateway.proxy().fail(S3Operation.GET_OBJECT, fault);
                Eventually.holds("carol cannot be known", () -> answer(gateway, "carol", "geheim")
                        .equals(DOWN));
                assertThat(answer(gateway, "nobody-" + fault, "geheim")).isEqualTo(DOWN);
                assertThat(isLetIn(gateway, "bob", "geheim")).isTrue();
                assertThat(answer(gateway, "bob", "wrong")).startsWith("530");
                gateway.login().close();
                gateway.proxy().heal();
                Eventually.holds("the store is back", () -> answer(gateway, "nobody-" + fault, "geheim")
                        .startsWith("530"));
            }
            assertThat(log.all().stream().filter(line -> line.contains("cannot be read")))
                    .hasSize(2);
            assertThat(log.all().stream().filter(line -> line.contains("can be read again")))
                    .hasSize(2);
        }
    }

    @Test
    void withoutGraceAnS3ThatIsDownLetsNobodyIn() {
        try (TestGateway gateway = TestGateway.start(with("longshore.users.grace", "0s"))) {
            put(gateway, "bob", HASH, "");
            gateway.connect().login("bob", "geheim").close();
            gateway.proxy().fail(S3Operation.GET_OBJECT, Fault.ERROR_500);
            Eventually.holds("bob is told to come back", () -> answer(gateway, "bob", "geheim")
                    .equals(DOWN));
        }
    }

    @Test
    void aBadRecordIsAsAWrongPasswordAndToldInTheLog() {
        try (TestGateway gateway = TestGateway.start(STORES);
                LogLines log = LogLines.below("dev.longshore.users.record")) {
            put(gateway, "bob", HASH, ", \"mounts\": [{\"path\": \"/\", \"prefix\": \"users/\"}]");
            put(gateway, "carol", HASH, ", \"otp\": {\"kind\": \"totp\"}");
            refused(gateway, "bob", "geheim");
            refused(gateway, "bob", "geheim");
            refused(gateway, "carol", "geheim");
            assertThat(log.all()).hasSize(2);
            assertThat(log.all().get(0))
                    .contains("User bob cannot log in: in s3://" + gateway.bucket()
                            + "/users/bob.json of the S3 store, mounts would let the user at the records");
            assertThat(log.all().get(1)).contains("otp.secret is missing").doesNotContain(HASH);
        }
    }

    @Test
    void anExpiredUserIsAsAnUnknownOne() {
        try (TestGateway gateway = TestGateway.start(STORES)) {
            put(gateway, "bob", HASH, ", \"expires\": \"2020-01-01\"");
            put(gateway, "carol", HASH, ", \"expires\": \"2999-01-01\"");
            refused(gateway, "bob", "geheim");
            assertThat(isLetIn(gateway, "carol", "geheim")).isTrue();
        }
    }

    @Test
    void aUserIsWelcomedAsTheRecordSays() {
        try (TestGateway gateway = TestGateway.start(STORES)) {
            put(gateway, "bob", HASH, ", \"welcome\": [\"Hello, Bob.\", \"230 is a number.\"]");
            try (FtpDialogue bob = gateway.connect().login("bob", "geheim")) {
                assertThat(bob.reply()).hasSize(2).last().isEqualTo("230 230 is a number.");
                assertThat(bob.reply().get(0)).endsWith("Hello, Bob.");
            }
        }
    }

    @Test
    void namesThatAreNotAllowedAreAnswered553() {
        try (TestGateway gateway = TestGateway.start(STORES)) {
            gateway.put("data/old.exe", Bytes.random(5));
            gateway.put("data/dir/x", Bytes.random(5));
            put(
                    gateway,
                    "bob",
                    HASH,
                    ", \"limits\": {\"names\": {\"allowed\": [\"*.csv\", \"*.exe\"], \"denied\": [\"*.exe\", \".*\"]}}");
            try (FtpDialogue bob = gateway.connect().login("bob", "geheim")) {
                bob.stores("a.csv", Bytes.random(10));
                for (String line : List.of("STOR a.pdf", "STOR a.EXE", "APPE a.exe", "STOR .ssh/a.csv", "STOU")) {
                    bob.extendedPassivePort();
                    bob.sends(line).gets(553);
                }
                bob.sends("MKD x.exe").gets(553).sends("MKD .ssh").gets(553);
                bob.sends("RNFR a.csv").gets(350).sends("RNTO a.exe").gets(553);
                bob.sends("RNFR a.csv").gets(350).sends("RNTO a.pdf").gets(553);
                bob.sends("RNFR dir").gets(350).sends("RNTO dir.exe").gets(553);
                bob.sends("RNFR a.csv").gets(350).sends("RNTO b.CSV").gets(250);
                bob.sends("MKD 2030").gets(257);
                assertThat(bob.fetches("RETR old.exe")).hasSize(5);
                bob.sends("DELE old.exe").gets(250);
            }
            assertThat(gateway.keys())
                    .containsExactlyInAnyOrder("data/b.CSV", "data/dir/x", "data/2030/", "users/bob.json");
        }
    }

    @Test
    void permissionsHoldBelowTheirDirectories() {
        try (TestGateway gateway = TestGateway.start(STORES)) {
            gateway.put("data/in/a", Bytes.random(5));
            gateway.put("data/in/done/b", Bytes.random(5));
            gateway.put("data/c", Bytes.random(5));
            put(
                    gateway,
                    "bob",
                    HASH,
                    ", \"permissions\": {\"/\": [\"read\", \"list\", \"rename\", \"write\", \"make-directory\"],"
                            + " \"/in\": [\"write\"], \"/in/done\": [\"list\", \"delete\"]}");
            try (FtpDialogue bob = gateway.connect().login("bob", "geheim")) {
                bob.sends("DELE c").gets(550);
                assertThat(bob.fetches("RETR c")).hasSize(5);
                bob.stores("/in/new", Bytes.random(5));
                bob.stores("STOR in/a", Bytes.random(6), 553).stores("STOR c", Bytes.random(6), 553);
                for (String line : List.of("RETR in/a", "APPE in/a", "RETR in/done/b", "STOR in/done/c")) {
                    bob.extendedPassivePort();
                    bob.sends(line).gets(550);
                }
                bob.sends("DELE in/a").gets(550).sends("MKD in/x").gets(550);
                assertThat(bob.lists("NLST /in/done")).containsExactly("b");
                assertThat(bob.lists("NLST /in")).doesNotContain("a");
                bob.sends("RNFR in").gets(350).sends("RNTO out").gets(550);
                assertThat(bob.lists("MLSD /")).anyMatch(line -> line.endsWith(" in") && line.contains("perm=ce;"));
                bob.sends("DELE in/done/b").gets(250);
            }
            assertThat(gateway.keys())
                    .containsExactlyInAnyOrder("data/in/a", "data/in/new", "data/c", "users/bob.json");
        }
    }

    /** Else the rule would hold for the old name alone, and what it keeps could be read under the new one. */
    @Test
    void aDirectoryWithARuleBelowItKeepsItsName() {
        try (TestGateway gateway = TestGateway.start(STORES)) {
            gateway.put("data/a/secret/x", Bytes.random(5));
            gateway.put("data/b/secret/x", Bytes.random(5));
            put(gateway, "bob", HASH, ", \"permissions\": {\"/a/secret\": [\"list\"]}");
            try (FtpDialogue bob = gateway.connect().login("bob", "geheim")) {
                bob.sends("RNFR a").gets(350).sends("RNTO c").gets(550);
                bob.sends("RNFR a/secret").gets(350).sends("RNTO c").gets(550);
                bob.sends("RNFR b/secret").gets(350).sends("RNTO d").gets(250);
                bob.sends("RNFR d").gets(350).sends("RNTO a").gets(550);
            }
            assertThat(gateway.keys()).containsExactlyInAnyOrder("data/a/secret/x", "data/d/x", "users/bob.json");
        }
    }

    private static Map<String, String> with(String key, String value) {
        Map<String, String> settings = new HashMap<>(STORES);
        settings.put(key, value);
        return settings;
    }

    private static void put(TestGateway gateway, String name, String hash, String more) {
        String record = "{\"password\": {\"hash\": \"" + hash + "\"}" + more + "}";
        gateway.put("users/" + name + ".json", record.getBytes(StandardCharsets.UTF_8));
    }

    private static void refused(TestGateway gateway, String name, String password) {
        assertThat(answer(gateway, name, password)).isEqualTo("530 Login incorrect.");
    }

    private static boolean isLetIn(TestGateway gateway, String name, String password) {
        return answer(gateway, name, password).startsWith("230");
    }

    private static String answer(TestGateway gateway, String name, String password) {
        try (FtpDialogue client = gateway.connect()) {
            client.sends("USER " + name).getsAny();
            if (client.replyLine().startsWith("331")) {
                client.sends("PASS " + password).getsAny();
            }
            return client.replyLine();
        }
    }

    private static void seen(String what, BooleanSupplier change) {
        long begin = System.nanoTime();
        Eventually.holds(what, Duration.ofSeconds(10), change);
        System.out.printf("%s was seen after %.2f s%n", what, (System.nanoTime() - begin) / 1e9);
    }
}
