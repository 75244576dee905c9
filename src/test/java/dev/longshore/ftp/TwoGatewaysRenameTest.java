package dev.longshore.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.Bytes;
import dev.longshore.testing.Eventually;
import dev.longshore.testing.FtpDialogue;
import dev.longshore.testing.S3Operation;
import dev.longshore.testing.TestGateway;
import dev.longshore.testing.TestS3;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two gateways before one bucket: what one of them renames the other leaves alone, as long as it lives. */
class TwoGatewaysRenameTest {
    private static final int FILES = 100;

    @Test
    void aLivingGatewayIsLeftAlone() {
        try (TestS3 s3 = TestS3.start();
                TestGateway one = TestGateway.before(s3, Map.of());
                TestGateway other = TestGateway.before(s3, Map.of());
                FtpDialogue client = one.login();
                FtpDialogue late = other.login()) {
            fill(s3);
            begin(one, client);
            late.sends("RNFR from").gets(350).sends("RNTO to").gets(450);
            late.sends("RNFR from").gets(350).sends("RNTO elsewhere").gets(450);
            one.proxy().moveAway(Duration.ZERO, Long.MAX_VALUE);
            client.gets(250);
            assertMoved(s3);
        }
    }

    /** It may only be slow: 450 until its silence has lasted. */
    @Test
    void aDeadGatewayIsSucceededWhenItHasBeenSilentForLong() {
        try (TestS3 s3 = TestS3.start();
                TestGateway patient = TestGateway.before(s3, Map.of());
                TestGateway alone = TestGateway.before(s3, Map.of("longshore.s3.janitor.older-than", "0s"));
                FtpDialogue waiting = patient.login();
                FtpDialogue next = alone.login()) {
            fill(s3);
            try (TestGateway dying = TestGateway.before(s3, Map.of("longshore.s3.timeout", "1s"));
                    FtpDialogue client = dying.login()) {
                begin(dying, client);
                dying.proxy().cutAfter(0);
            }
            waiting.sends("RNFR from").gets(350).sends("RNTO to").gets(450);
            next.sends("RNFR from").gets(350).sends("RNTO to").gets(250);
            assertMoved(s3);
        }
    }

    private static void fill(TestS3 s3) {
        IntStream.range(0, FILES).parallel().forEach(i -> s3.put("from/" + i, Bytes.random(i)));
    }

    private static void begin(TestGateway gateway, FtpDialogue client) {
        client.sends("RNFR from").gets(350);
        gateway.proxy().moveAway(Duration.ofMillis(300), Long.MAX_VALUE);
        gateway.proxy().forget();
        client.sends("RNTO to");
        Eventually.holds("it copies", () -> gateway.proxy().seen().getOrDefault(S3Operation.COPY_OBJECT, 0) > 0);
    }

    private static void assertMoved(TestS3 s3) {
        List<String> expected =
                IntStream.range(0, FILES).mapToObj(i -> "to/" + i).toList();
        assertThat(s3.keys()).containsExactlyInAnyOrderElementsOf(expected);
        IntStream.range(0, FILES).forEach(i -> assertThat(s3.get("to/" + i)).isEqualTo(Bytes.random(i)));
    }
}
