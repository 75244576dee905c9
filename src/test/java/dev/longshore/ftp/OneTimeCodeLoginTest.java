package dev.longshore.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.Authenticator;
import dev.longshore.testing.Fault;
import dev.longshore.testing.FtpDialogue;
import dev.longshore.testing.LogLines;
import dev.longshore.testing.S3Operation;
import dev.longshore.testing.TestGateway;
import dev.longshore.testing.TestS3;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** 336 and the code that counts once: at one gateway, at two, and whatever else is wrong. */
class OneTimeCodeLoginTest {
    /** Of “geheim”, and quick to compare: wrong codes wait their turn, and there are many here. */
    private static final String HASH = "$5$rounds=1000$codes$tdVxJNZB3g28.yO.J8/xlotf6MU2ueiEdfFjel8UPf7";

    private static final String REFUSED = "530 Login incorrect.";
    private static final String WELCOME = "230 Logged in.";
    private static final String ASKS = "336 Password and code, please.";
    private static final String DOWN = "421 Logins are not possible now, try again later.";
    private static final Map<String, String> STORES = Map.of(
            "longshore.users.stores",
            "config,s3",
            "longshore.s3.prefix",
            "data/",
            "longshore.defender.enabled",
            "false");

    @Test
    void theCodeStandsBehindThePassword() {
        try (TestGateway gateway = TestGateway.start(STORES)) {
            totp(gateway.storage());
            String code = Authenticator.now();
            try (FtpDialogue bob = gateway.connect()) {
                bob.sends("USER bob").gets(ASKS).sends("PASS geheim").gets(REFUSED);
                bob.sends("USER bob").gets(ASKS).sends("PASS " + code).gets(REFUSED);
                bob.sends("USER bob").gets(ASKS).sends("PASS falsch" + code).gets(REFUSED);
                bob.sends("USER bob")
                        .gets(ASKS)
                        .sends("PASS geheim" + wrong(code))
                        .gets(REFUSED);
                bob.sends("PWD").gets(530);
                bob.sends("USER bob").gets(ASKS).sends("PASS geheim" + code).gets(WELCOME);
                bob.sends("PWD").gets(257);
            }
            assertThat(answer(gateway, "geheim" + code))
                    .as("the same code again")
                    .isEqualTo(REFUSED);
            assertThat(answer(gateway, "geheim"))
                    .as("the password is remembered")
                    .isEqualTo(REFUSED);
            String next = Authenticator.next();
            assertThat(answer(gateway, "geheim" + next)).isEqualTo(WELCOME);
            assertThat(answer(gateway, "geheim" + next)).isEqualTo(REFUSED);
            assertThat(answer(gateway, "geheim" + code)).as("an older one").isEqualTo(REFUSED);
            assertThat(gateway.keys().stream().filter(key -> key.startsWith("users/one-time-codes/bob/")))
                    .as("older uses are removed")
                    .hasSize(1);
        }
    }

    @Test
    void aCodeMayStandAlone() {
        try (TestGateway gateway = TestGateway.start(STORES)) {
            put(
                    gateway.storage(),
                    "bob",
                    "\"otp\": {\"kind\": \"totp\", \"with\": \"alone\", \"secret\": \"" + Authenticator.SECRET + "\"}");
            String code = Authenticator.now();
            try (FtpDialogue bob = gateway.connect()) {
                bob.sends("USER bob")
                        .gets("336 Code, please.")
                        .sends("PASS " + wrong(code))
                        .gets(REFUSED);
                bob.sends("USER bob").gets(336).sends("PASS").gets(REFUSED);
                bob.sends("USER bob").gets(336).sends("PASS " + code).gets(WELCOME);
            }
        }
    }

    @Test
    void oneTimePasswordsCountDown() {
        try (TestGateway gateway = TestGateway.start(STORES)) {
            put(gateway.storage(), "bob", sequence("alone"));
            try (FtpDialogue bob = gateway.connect()) {
                bob.sends("USER bob").gets("336 otp-md5 487 dog2 Code, please.");
                bob.sends("PASS " + response(486)).gets(REFUSED);
                bob.sends("USER bob").gets(336).sends("PASS " + response(487)).gets(WELCOME);
                bob.sends("REIN").gets(220);
                bob.sends("USER bob").gets("336 otp-md5 486 dog2 Code, please.");
                bob.sends("PASS " + response(487)).gets(REFUSED);
                bob.sends("USER bob")
                        .gets(336)
                        .sends("PASS " + response(486).toUpperCase())
                        .gets(WELCOME);
                bob.sends("REIN").gets(220);
                bob.sends("USER bob").gets("336 otp-md5 485 dog2 Code, please.");
            }
        }
    }

    /** RFC 2289 §8: who has used them up needs a new series, and the operator should know before. */
    @Test
    void theLastOneTimePasswordIsTheFirst() {
        try (TestGateway gateway = TestGateway.start(STORES);
                LogLines log = LogLines.below("dev.longshore.users")) {
            put(
                    gateway.storage(),
                    "bob",
                    "\"otp\": {\"kind\": \"otp-md5\", \"with\": \"alone\", \"number\": 1, \"seed\": \"dog2\", \"last\": \""
                            + response(2) + "\"}");
            try (FtpDialogue bob = gateway.connect()) {
                bob.sends("USER bob").gets(336).sends("PASS " + response(1)).gets(WELCOME);
                bob.sends("REIN").gets(220).sends("USER bob").gets("336 otp-md5 0 dog2 Code, please.");
                bob.sends("PASS " + response(0)).gets(REFUSED);
            }
            assertThat(log.all()).anyMatch(line -> line.contains("User bob has 0 one-time passwords left"));
        }
    }

    @Test
    void whoCannotTellTheChallengeAsksForNothing() {
        try (TestGateway gateway = TestGateway.start(STORES);
                FtpDialogue bob = gateway.connect()) {
            put(gateway.storage(), "bob", sequence("alone"));
            gateway.proxy().fail(S3Operation.LIST_OBJECTS, Fault.ERROR_500);
            bob.sends("USER bob").gets(DOWN).seesEnd();
        }
    }

    @Test
    void aOneTimePasswordMayStandBehindThePassword() {
        try (TestGateway gateway = TestGateway.start(STORES)) {
            put(gateway.storage(), "bob", "\"password\": {\"hash\": \"" + HASH + "\"}, " + sequence("password"));
            try (FtpDialogue bob = gateway.connect()) {
                bob.sends("USER bob").gets("336 otp-md5 487 dog2 Password and code, please.");
                bob.sends("PASS " + response(487)).gets(REFUSED);
                bob.sends("USER bob")
                        .gets(336)
                        .sends("PASS falsch " + response(487))
                        .gets(REFUSED);
                bob.sends("USER bob")
                        .gets(336)
                        .sends("PASS geheim " + response(487))
                        .gets(WELCOME);
            }
        }
    }

    @Test
    void ofManyLoginsWithOneCodeExactlyOneSucceeds() throws Exception {
        try (TestGateway gateway = TestGateway.start(STORES)) {
            totp(gateway.storage());
            assertThat(atOnce(50, List.of(gateway), "PASS geheim" + Authenticator.now()))
                    .containsOnly(WELCOME, REFUSED)
                    .containsOnlyOnce(WELCOME);
        }
    }

    @Test
    void ofTwoGatewaysExactlyOneTakesACode() throws Exception {
        try (TestS3 storage = TestS3.start();
                TestGateway one = TestGateway.before(storage, STORES);
                TestGateway two = TestGateway.before(storage, STORES)) {
            totp(storage);
            for (String code : List.of(Authenticator.now(), Authenticator.next())) {
                assertThat(atOnce(10, List.of(one, two), "PASS geheim" + code))
                        .containsOnly(WELCOME, REFUSED)
                        .containsOnlyOnce(WELCOME);
            }
        }
    }

    /** Else a gateway that forgets would let in again whom it has let in. */
    @Test
    void aGatewayThatStartsAgainKnowsWhatIsUsed() {
        try (TestS3 storage = TestS3.start()) {
            totp(storage);
            put(storage, "carol", sequence("alone"));
            String code = Authenticator.next();
            try (TestGateway gateway = TestGateway.before(storage, STORES)) {
                assertThat(answer(gateway, "geheim" + code)).isEqualTo(WELCOME);
                gateway.connect()
                        .sends("USER carol")
                        .gets(336)
                        .sends("PASS " + response(487))
                        .gets(230)
                        .close();
            }
            try (TestGateway gateway = TestGateway.before(storage, STORES);
                    FtpDialogue carol = gateway.connect()) {
                assertThat(answer(gateway, "geheim" + code)).isEqualTo(REFUSED);
                carol.sends("USER carol").gets("336 otp-md5 486 dog2 Code, please.");
            }
        }
    }

    @Test
    void whoCannotUseACodeUpLetsNobodyIn() {
        try (TestGateway gateway = TestGateway.start(STORES);
                LogLines log = LogLines.below("dev.longshore")) {
            totp(gateway.storage());
            assertThat(answer(gateway, "geheim")).isEqualTo(REFUSED);
            String code = Authenticator.next();
            for (S3Operation operation : List.of(S3Operation.LIST_OBJECTS, S3Operation.PUT_OBJECT)) {
                gateway.proxy().fail(operation, Fault.ERROR_500);
                assertThat(answer(gateway, "geheim" + code))
                        .as("%s fails", operation)
                        .isEqualTo(DOWN);
                gateway.proxy().heal();
            }
            assertThat(answer(gateway, "geheim" + code)).isEqualTo(WELCOME);
            assertThat(log.all())
                    .anyMatch(line -> line.contains("Nobody can tell which codes are used up"))
                    .noneMatch(line -> line.contains("geheim") || line.contains(code));
        }
    }

    /** S3 has stored the use, and its answer got lost: the client who has used the code up is let in all the same. */
    @Test
    void aLostAnswerIsNotTakenForAnotherLogin() {
        try (TestGateway gateway = TestGateway.start(STORES)) {
            totp(gateway.storage());
            assertThat(answer(gateway, "geheim")).isEqualTo(REFUSED);
            gateway.proxy().failOnly(S3Operation.PUT_OBJECT, 1, Fault.LOST_ANSWER);
            String code = Authenticator.next();
            assertThat(answer(gateway, "geheim" + code)).isEqualTo(WELCOME);
            assertThat(answer(gateway, "geheim" + code)).isEqualTo(REFUSED);
        }
    }

    @Test
    void withoutConditionalWritesThereAreNoCodes() {
        try (TestGateway gateway = TestGateway.start(with(Map.of("longshore.s3.capabilities.conditional-put", "no")));
                LogLines log = LogLines.below("dev.longshore.ftp")) {
            totp(gateway.storage());
            assertThat(answer(gateway, "geheim" + Authenticator.now())).isEqualTo(DOWN);
            assertThat(log.all()).anyMatch(line -> line.contains("does not know PutObject with If-None-Match"));
            gateway.login().close();
        }
    }

    @Test
    void withUniformChallengeEverybodyIsAskedTheSame() {
        try (TestGateway gateway = TestGateway.start(with(Map.of("longshore.users.uniform-challenge", "true")))) {
            totp(gateway.storage());
            for (String name : List.of("alice", "bob", "nobody", "al ice", "x".repeat(500))) {
                try (FtpDialogue client = gateway.connect()) {
                    client.sends("USER " + name).gets(ASKS).sends("PASS falsch").gets(REFUSED);
                    client.sends("USER " + name).gets(ASKS).sends("PASS geheim").gets(REFUSED);
                }
            }
            try (FtpDialogue alice = gateway.connect()) {
                alice.sends("USER alice").gets(ASKS).sends("PASS secret").gets(WELCOME);
            }
            assertThat(answer(gateway, "geheim" + Authenticator.now())).isEqualTo(WELCOME);
        }
    }

    @Test
    void whatIsMadeUpIsTheSameAtAllGatewaysAndAllTimes() {
        Map<String, String> uniform = with(
                Map.of("longshore.users.uniform-challenge", "true", "longshore.users.one-time-codes.kind", "otp-md5"));
        try (TestS3 storage = TestS3.start()) {
            put(storage, "bob", "\"password\": {\"hash\": \"" + HASH + "\"}, " + sequence("password"));
            List<String> first;
            try (TestGateway one = TestGateway.before(storage, uniform);
                    TestGateway two = TestGateway.before(storage, uniform)) {
                first = challenges(one);
                assertThat(challenges(two)).isEqualTo(first);
            }
            try (TestGateway later = TestGateway.before(storage, uniform)) {
                assertThat(challenges(later)).isEqualTo(first);
            }
            assertThat(first)
                    .doesNotHaveDuplicates()
                    .allMatch(line -> line.matches("336 otp-md5 \\d{3} [a-z0-9]+ Password and code, please\\."));
        }
    }

    private static List<String> challenges(TestGateway gateway) {
        List<String> lines = new ArrayList<>();
        for (String name : List.of("alice", "bob", "nobody", "nobody2")) {
            try (FtpDialogue client = gateway.connect()) {
                lines.add(client.sends("USER " + name).gets(336).replyLine());
                client.sends("PASS falsch").gets(REFUSED);
            }
        }
        return lines;
    }

    @Test
    void byDefaultOnlyThoseWithACodeAreAskedForIt() {
        try (TestGateway gateway = TestGateway.start(STORES)) {
            totp(gateway.storage());
            for (String name : List.of("alice", "nobody", "BOB")) {
                try (FtpDialogue client = gateway.connect()) {
                    client.sends("USER " + name).gets("331 Password, please.");
                }
            }
        }
    }

    /** The answers to all of these at once. */
    private static List<String> atOnce(int clients, List<TestGateway> gateways, String pass) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(clients);
        List<FtpDialogue> dialogues = new ArrayList<>();
        try {
            CountDownLatch start = new CountDownLatch(clients);
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                FtpDialogue client = gateways.get(i % gateways.size()).connect();
                dialogues.add(client.sends("USER bob").gets(336));
            }
            for (FtpDialogue client : dialogues) {
                answers.add(executor.submit(() -> {
                    start.countDown();
                    start.await();
                    return client.sends(pass).getsAny().replyLine();
                }));
            }
            List<String> said = new ArrayList<>();
            for (Future<String> answer : answers) {
                said.add(answer.get(60, TimeUnit.SECONDS));
            }
            return said;
        } finally {
            dialogues.forEach(FtpDialogue::close);
            executor.shutdownNow();
        }
    }

    private static Map<String, String> with(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(STORES);
        settings.putAll(more);
        return settings;
    }

    private static String answer(TestGateway gateway, String password) {
        try (FtpDialogue client = gateway.connect()) {
            client.sends("USER bob").getsAny();
            return client.replyLine().startsWith("336")
                    ? client.sends("PASS " + password).getsAny().replyLine()
                    : client.replyLine();
        }
    }

    private static String wrong(String code) {
        return code.substring(1) + (code.charAt(0) == '0' ? '1' : '0');
    }

    private static void totp(TestS3 storage) {
        put(
                storage,
                "bob",
                "\"password\": {\"hash\": \"" + HASH + "\"}, \"otp\": {\"kind\": \"totp\", \"secret\": \""
                        + Authenticator.SECRET + "\"}");
    }

    private static String sequence(String with) {
        return "\"otp\": {\"kind\": \"otp-md5\", \"with\": \"" + with
                + "\", \"number\": 487, \"seed\": \"dog2\", \"last\": \"" + response(488) + "\"}";
    }

    private static String response(int number) {
        return Authenticator.md5("This is a test.", "dog2", number);
    }

    private static void put(TestS3 storage, String name, String fields) {
        storage.put("users/" + name + ".json", ("{" + fields + "}").getBytes(StandardCharsets.UTF_8));
    }
}
