package dev.longshore.ftp.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.Authenticator;
import dev.longshore.testing.FtpDialogue;
import dev.longshore.testing.Ranks;
import dev.longshore.testing.TestGateway;
import dev.longshore.users.password.NewHash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Who has the password and not the code does not learn so: compared by rank, as in {@link RefusedLoginTest}. */
class RefusedCodeTest {
    /** With 20 of each a series that is wholly slower has a z of 5.4; one of 4.5 is a chance of 7 in 10⁶. */
    private static final int TRIES = 20;

    private static final int WARM_UP = 2;
    private static final double BOUND = 4.5;

    /** Of the usual cost, so that a comparison that is left out is seen on a busy machine, too. */
    private static final String HASH = NewHash.of("secret");

    private static final Map<String, String> SETTINGS = Map.of(
            "longshore.users.stores",
            "config,s3",
            "longshore.s3.prefix",
            "data/",
            "longshore.users.uniform-challenge",
            "true",
            "longshore.ftp.login-timeout",
            "10m",
            "longshore.defender.enabled",
            "false");

    @Test
    void everyReasonTakesTheSameTime() {
        try (TestGateway gateway = TestGateway.start(SETTINGS)) {
            String record = "{\"password\": {\"hash\": \"" + HASH + "\"}, \"otp\": {\"kind\": \"totp\", \"secret\": \""
                    + Authenticator.SECRET + "\"}}";
            gateway.put("users/bob.json", record.getBytes(StandardCharsets.UTF_8));
            try (FtpDialogue client = gateway.connect()) {
                client.sends("USER bob")
                        .gets(336)
                        .sends("PASS secret" + Authenticator.now())
                        .gets(230);
            }
            Map<String, List<Long>> times = measure(gateway);
            List<String> reasons = new ArrayList<>(times.keySet());
            for (String one : reasons) {
                for (String other : reasons) {
                    assertThat(Math.abs(Ranks.z(times.get(one), times.get(other))))
                            .as(
                                    "|z| of %s (median %d µs) and %s (median %d µs)",
                                    one, Ranks.median(times.get(one)), other, Ranks.median(times.get(other)))
                            .isLessThan(BOUND);
                }
            }
        }
    }

    /** Each after a right password that is remembered, if any is. */
    private static Map<String, List<Long>> measure(TestGateway gateway) {
        Map<String, List<Long>> times = new HashMap<>();
        List<String> round = new ArrayList<>(List.of("right password", "wrong password", "right code alone"));
        round.forEach(reason -> times.put(reason, new ArrayList<>()));
        Random order = new Random(1);
        try (FtpDialogue client = gateway.connect()) {
            for (int i = 0; i < WARM_UP + TRIES; i++) {
                Collections.shuffle(round, order);
                for (String reason : round) {
                    String pass =
                            switch (reason) {
                                case "right password" -> "secret000000";
                                case "wrong password" -> "secrex000000";
                                default -> "secrex" + Authenticator.next();
                            };
                    client.sends("USER bob").gets(336);
                    long begin = System.nanoTime();
                    client.sends("PASS " + pass).gets("530 Login incorrect.");
                    if (i >= WARM_UP) {
                        times.get(reason).add(System.nanoTime() - begin);
                    }
                }
            }
        }
        return times;
    }
}
