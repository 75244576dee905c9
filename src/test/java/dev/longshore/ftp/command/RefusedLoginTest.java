package dev.longshore.ftp.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.files.Mount;
import dev.longshore.files.TransferRules;
import dev.longshore.files.UserTree;
import dev.longshore.files.VirtualPath;
import dev.longshore.ftp.FtpGateway;
import dev.longshore.ftp.data.Bandwidth;
import dev.longshore.testing.FtpDialogue;
import dev.longshore.testing.LogLines;
import dev.longshore.testing.Ranks;
import dev.longshore.testing.TestGateway;
import dev.longshore.testing.TestSettings;
import dev.longshore.users.CredentialStore;
import dev.longshore.users.Networks;
import dev.longshore.users.StoreUserManager;
import dev.longshore.users.UserRecord;
import dev.longshore.users.password.NewHash;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.ftpserver.ftplet.FtpException;
import org.junit.jupiter.api.Test;

/**
 * Whatever is wrong with a login, a stranger learns nothing from the reply, neither from its bytes nor from its time.
 *
 * <p>The times are compared by rank (Mann–Whitney U, normal approximation): for two series of 200 the statistic z is about standard
 * normal when they are alike, so |z| above 6 is a chance of 2 in 10⁹; when one is wholly slower than the other it is 17.3. Ranks do not
 * mind that a busy machine now and then takes very long.
 */
class RefusedLoginTest {
    private static final int TRIES = 200;
    private static final int WARM_UP = 100;

    /** With 60 of each a series that is wholly slower has a z of 9.4. */
    private static final int HASHED_TRIES = 60;

    private static final int HASHED_WARM_UP = 15;

    /** Of “secret”: argon2id over 1 MiB. */
    private static final String HASH =
            "$argon2id$v=19$m=1024,t=1,p=1$P+wQx75RPL+EXwRT96SA+Q$1CcCUbfTnCCjpKsjAHf4SrvJIzChpcUiUOPAzD7l+gY";

    private static final double BOUND = 6;
    private static final Duration REAL_DIFFERENCE = Duration.ofMillis(1);

    private enum Reason {
        WRONG_PASSWORD("USER alice", "PASS wrong"),
        UNKNOWN_USER("USER nobody", "PASS secret"),
        DISABLED_USER("USER bob", "PASS secret"),
        ADDRESS_NOT_ALLOWED("USER carol", "PASS secret");

        private final String user;
        private final String pass;

        Reason(String user, String pass) {
            this.user = user;
            this.pass = pass;
        }
    }

    private static final Map<String, String> USERS = Map.of(
            "longshore.users.config.bob.password",
            "secret",
            "longshore.users.config.bob.enabled",
            "false",
            "longshore.users.config.carol.password",
            "secret",
            "longshore.users.config.carol.allow",
            "10.0.0.0/8");

    @Test
    void everyReasonHasTheSameReply() {
        try (TestGateway gateway = TestGateway.start(USERS)) {
            for (Reason reason : Reason.values()) {
                try (var client = gateway.connect()) {
                    client.sends(reason.user).gets("331 Password, please.");
                    client.sends(reason.pass).gets("530 Login incorrect.");
                    client.sends("PWD").gets(530).sends("PASS secret").gets(503);
                    client.login("alice", "secret");
                }
            }
        }
    }

    @Test
    void everyReasonTakesTheSameTime() {
        try (TestGateway gateway = TestGateway.start(USERS)) {
            assertSameTimes(measure(gateway.port(), WARM_UP, TRIES));
        }
    }

    /** With hashes, too: an unknown user is compared with a hash that costs the same. */
    @Test
    void everyReasonTakesTheSameTimeWithHashes() {
        Map<String, String> hashed = new HashMap<>(USERS);
        for (String user : List.of("alice", "bob", "carol")) {
            hashed.put("longshore.users.config." + user + ".password", HASH);
        }
        try (TestGateway gateway = TestGateway.start(hashed)) {
            Map<Reason, List<Long>> times = measure(gateway.port(), HASHED_WARM_UP, HASHED_TRIES);
            assertThat(Ranks.median(times.get(Reason.UNKNOWN_USER))).isGreaterThan(500);
            assertSameTimes(times);
        }
    }

    /** Neither a password nor a hash, nor a part of one that could be looked for elsewhere. */
    @Test
    void nothingOfItIsLogged() {
        String password = "correct-horse";
        String guess = "battery-staple";
        Map<String, String> hashed = new HashMap<>(USERS);
        List<String> secrets = new ArrayList<>(List.of(password, guess));
        for (String user : List.of("alice", "bob", "carol")) {
            String hash = NewHash.of(password);
            hashed.put("longshore.users.config." + user + ".password", hash);
            List<String> parts = List.of(hash.split("\\$"));
            secrets.addAll(parts.subList(parts.size() - 2, parts.size()));
        }
        try (LogLines log = LogLines.below("");
                TestGateway gateway = TestGateway.start(hashed)) {
            for (String user : List.of("alice", "nobody", "bob", "carol")) {
                try (FtpDialogue client = gateway.connect()) {
                    client.sends("USER " + user)
                            .gets(331)
                            .sends("PASS " + guess)
                            .gets(530);
                    client.sends("USER " + user).gets(331).sends("PASS " + password);
                    client.gets(user.equals("alice") ? 230 : 530);
                }
            }
            gateway.connect().login("alice", password).close();
            assertThat(log.all()).anyMatch(line -> line.contains("Login refused"));
            assertThat(log.all()).allSatisfy(line -> assertThat(line).doesNotContain(secrets));
        }
    }

    /** The same measurement sees a store that takes a millisecond longer for a name that it knows. */
    @Test
    void aMillisecondWouldBeSeen() {
        try (FtpGateway gateway = gatewayOf(RefusedLoginTest::slowForKnownNames)) {
            gateway.listen();
            Map<Reason, List<Long>> times = measure(gateway.port(), WARM_UP, TRIES);
            for (Reason known : Reason.values()) {
                if (known != Reason.UNKNOWN_USER) {
                    assertThat(Ranks.z(times.get(known), times.get(Reason.UNKNOWN_USER)))
                            .as("z of %s and an unknown user", known)
                            .isGreaterThan(BOUND);
                }
            }
        }
    }

    private static void assertSameTimes(Map<Reason, List<Long>> times) {
        for (Reason one : Reason.values()) {
            for (Reason other : Reason.values()) {
                assertThat(Math.abs(Ranks.z(times.get(one), times.get(other))))
                        .as(
                                "|z| of %s (median %d µs) and %s (median %d µs)",
                                one, Ranks.median(times.get(one)), other, Ranks.median(times.get(other)))
                        .isLessThan(BOUND);
            }
        }
    }

    private static Optional<UserRecord> slowForKnownNames(String name) {
        if (name.equals("nobody")) {
            return Optional.empty();
        }
        long until = System.nanoTime() + REAL_DIFFERENCE.toNanos();
        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }
        boolean enabled = !name.equals("bob");
        Networks allow = Networks.parse("allow", name.equals("carol") ? List.of("10.0.0.0/8") : List.of());
        return Optional.of(new UserRecord(
                name,
                "secret",
                enabled,
                allow,
                false,
                StandardCharsets.UTF_8,
                TransferRules.NONE,
                UserTree.of(new Mount(VirtualPath.ROOT, "none", ""))));
    }

    /** Nobody gets in, so there is nothing behind it. */
    private static FtpGateway gatewayOf(CredentialStore store) {
        Map<String, String> keys = Map.of("longshore.ftp.port", "0", "longshore.ftp.passive.ports", "0");
        return new FtpGateway(
                TestSettings.of(keys).ftp(),
                "127.0.0.1",
                new StoreUserManager(List.of(store)),
                user -> {
                    throw new FtpException("Nobody was to be let in");
                },
                Bandwidth.Rates.NONE);
    }

    /** How long USER and PASS took, in nanoseconds; each round has every reason once, in an order of its own. */
    private static Map<Reason, List<Long>> measure(int port, int warmUp, int tries) {
        Map<Reason, List<Long>> times = new EnumMap<>(Reason.class);
        List<Reason> round = new ArrayList<>(List.of(Reason.values()));
        round.forEach(reason -> times.put(reason, new ArrayList<>()));
        Random order = new Random(1);
        try (FtpDialogue client = FtpDialogue.connect(port)) {
            for (int i = 0; i < warmUp + tries; i++) {
                Collections.shuffle(round, order);
                for (Reason reason : round) {
                    long begin = System.nanoTime();
                    client.sends(reason.user).gets(331).sends(reason.pass).gets(530);
                    if (i >= warmUp) {
                        times.get(reason).add(System.nanoTime() - begin);
                    }
                }
            }
        }
        return times;
    }
}
