package dev.longshore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.Bytes;
import dev.longshore.testing.Eventually;
import dev.longshore.testing.FtpDialogue;
import dev.longshore.testing.S3Operation;
import dev.longshore.testing.TestS3;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The packaged application, ended by SIGKILL behind a random number of copies of a directory that it renames. The next one finishes it when
 * it starts. {@code -Dlongshore.kills.seed} chooses the moments.
 */
class KilledRenameIT {
    private static final long SEED = Long.getLong("longshore.kills.seed", 20_260_815L);
    private static final int KILLS = 3;
    private static final int FILES = 120;

    static Stream<Integer> moments() {
        System.out.printf("Killed renames: -Dlongshore.kills.seed=%d%n", SEED);
        return new SplittableRandom(SEED).ints(KILLS, 1, FILES).boxed();
    }

    @ParameterizedTest
    @MethodSource("moments")
    void everyFileIsInOnePlaceAtTheEnd(int copies) throws IOException {
        try (TestS3 s3 = TestS3.start()) {
            IntStream.range(0, FILES).parallel().forEach(i -> s3.put("from/" + i, Bytes.random(i)));
            try (Application application = Application.start(environment(s3, "24h"));
                    FtpDialogue client = FtpDialogue.connect(application.ftpPort())) {
                client.login("alice", "wonderland").sends("RNFR from").gets(350);
                s3.proxy().forget();
                s3.proxy().moveAway(Duration.ofMillis(100), Long.MAX_VALUE);
                client.sends("RNTO to");
                Eventually.holds(
                        copies + " copies", () -> s3.proxy().seen().getOrDefault(S3Operation.COPY_OBJECT, 0) >= copies);
                application.kill();
                application.awaitEnd();
            }
            s3.proxy().moveAway(Duration.ZERO, Long.MAX_VALUE);
            assertThat(s3.keys()).anyMatch(key -> key.startsWith(".longshore-rename/"));
            try (Application next = Application.start(environment(s3, "0s"))) {
                Eventually.holds("the janitor of port " + next.ftpPort() + " finishes it", () -> s3.keys().stream()
                        .noneMatch(key -> key.startsWith(".longshore-rename/")));
            }
            List<String> expected =
                    IntStream.range(0, FILES).mapToObj(i -> "to/" + i).toList();
            assertThat(s3.keys()).containsExactlyInAnyOrderElementsOf(expected);
            IntStream.range(0, FILES).forEach(i -> assertThat(s3.get("to/" + i)).isEqualTo(Bytes.random(i)));
        }
    }

    private static Map<String, String> environment(TestS3 s3, String olderThan) {
        return Map.ofEntries(
                Map.entry("LONGSHORE_S3_ENDPOINT", s3.proxy().endpoint().toString()),
                Map.entry("LONGSHORE_S3_BUCKET", s3.bucket()),
                Map.entry("LONGSHORE_S3_ACCESS_KEY", s3.accessKey()),
                Map.entry("LONGSHORE_S3_SECRET_KEY", s3.secretKey()),
                Map.entry("LONGSHORE_S3_JANITOR_OLDER_THAN", olderThan),
                Map.entry("LONGSHORE_USERS_CONFIG_ALICE_PASSWORD", "wonderland"),
                Map.entry("LONGSHORE_FTP_HOST", "127.0.0.1"),
                Map.entry("LONGSHORE_FTP_PORT", "0"),
                Map.entry("LONGSHORE_FTP_PASSIVE_PORTS", "0"),
                Map.entry("QUARKUS_HTTP_PORT", "0"));
    }
}
