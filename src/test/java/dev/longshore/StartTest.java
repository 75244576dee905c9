package dev.longshore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.failure.StartFailure;
import dev.longshore.s3.BucketCheck;
import dev.longshore.testing.TestGateway;
import dev.longshore.testing.TestSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A start that cannot go well ends with one sentence, which names the setting. */
class StartTest {
    private static TestGateway running;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        running = TestGateway.start();
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @Test
    void needsABucket() {
        refusal(Map.of("longshore.users.config.alice.password", "x"))
                .contains("longshore.s3.bucket", "LONGSHORE_S3_BUCKET", "longshore.s3.embedded=true");
    }

    @Test
    void aBucketThatDoesNotExistIsNamed() {
        BucketCheck check = listen(Map.of("longshore.s3.bucket", "no-such-bucket"));
        assertThat(check.usable()).isFalse();
        assertThat(check.sentence()).contains("no-such-bucket", "does not exist", "longshore.s3.bucket");
    }

    @ParameterizedTest
    @CsvSource({"longshore.s3.access-key, somebody-else", "longshore.s3.secret-key, a-guess"})
    void refusedKeysAreNamed(String key, String value) {
        BucketCheck check = listen(Map.of(key, value));
        assertThat(check.usable()).isFalse();
        assertThat(check.sentence())
                .contains("refused the keys", "longshore.s3.access-key", "longshore.s3.secret-key")
                .doesNotContain("a-guess", "test-secret");
    }

    @Test
    void anS3ThatIsNotThereIsNamed() throws IOException {
        int port;
        try (ServerSocket closedSoon = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closedSoon.getLocalPort();
        }
        BucketCheck check = listen(Map.of("longshore.s3.endpoint", "http://127.0.0.1:" + port));
        assertThat(check.usable()).isFalse();
        assertThat(check.sentence()).contains("cannot be reached", "longshore.s3.endpoint");
    }

    @Test
    void nothingIsListenedOnUntilTheBucketIsThere() {
        try (Gateway gateway =
                Gateway.prepare(TestSettings.of(external(Map.of("longshore.s3.bucket", "comes-late"))))) {
            assertThat(gateway.listen().usable()).isFalse();
            running.s3().createBucket(request -> request.bucket("comes-late"));
            assertThat(gateway.listen().usable()).isTrue();
            assertThat(gateway.ftp().port()).isPositive();
        }
    }

    @Test
    void keysBelongTogether() {
        Map<String, String> settings = external(Map.of());
        settings.remove("longshore.s3.secret-key");
        refusal(settings).contains("longshore.s3.access-key", "longshore.s3.secret-key");
    }

    @Test
    void needsAUser() {
        Map<String, String> settings = external(Map.of());
        settings.remove("longshore.users.config.alice.password");
        refusal(settings).contains("longshore.users.config.NAME.password", "LONGSHORE_USERS_CONFIG_ALICE_PASSWORD");
    }

    @Test
    void aCertificateThatNobodyAsksForIsNamed() {
        refusal(external(Map.of("longshore.users.config.bob.certificate", "alone")))
                .isEqualTo("longshore.users.config.bob.certificate is set, and clients are asked for none: set"
                        + " longshore.ftp.tls.client-certificate to offer or require, or remove it");
    }

    @Test
    void aPasswordHashIsNotTakenForAPassword() {
        refusal(external(Map.of("longshore.users.config.alice.password", "$2b$12$abcdefghijklmnopqrstuv")))
                .contains("longshore.users.config.alice.password")
                .doesNotContain("$2b$12$");
    }

    @Test
    void theDemoUserIsNotOfferedToANetwork() {
        refusal(embedded(Map.of("longshore.ftp.host", "0.0.0.0")))
                .contains("demo", "0.0.0.0", "longshore.users.config.NAME.password", "longshore.ftp.host");
    }

    @Test
    void embeddedS3HasADemoUserOnLoopback() {
        try (Gateway gateway = Gateway.prepare(TestSettings.of(embedded(Map.of())))) {
            assertThat(gateway.listen().usable()).isTrue();
            assertThat(gateway.hasDemoUser()).isTrue();
            assertThat(gateway.host()).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void aUserOfOnesOwnReplacesTheDemoUser() {
        try (Gateway gateway =
                Gateway.prepare(TestSettings.of(embedded(Map.of("longshore.users.config.alice.password", "x"))))) {
            assertThat(gateway.hasDemoUser()).isFalse();
        }
    }

    @Test
    void anFtpPortInUseIsNamed() {
        String port = Integer.toString(running.port());
        try (Gateway gateway = Gateway.prepare(TestSettings.of(external(Map.of("longshore.ftp.port", port))))) {
            assertThatThrownBy(gateway::listen)
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContainingAll(port, "127.0.0.1", "longshore.ftp.port");
        }
    }

    @Test
    void anEmbeddedPortInUseIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            refusal(embedded(Map.of("longshore.embedded.port", port))).contains(port, "longshore.embedded.port");
        }
    }

    @Test
    void anEmbeddedFolderThatIsAFileIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "not a folder");
        refusal(embedded(Map.of("longshore.embedded.folder", file.toString())))
                .contains(file.toString(), "longshore.embedded.folder");
        assertThat(file).hasContent("not a folder");
    }

    @Test
    void embeddedAndEndpointExcludeEachOther() {
        refusal(embedded(Map.of("longshore.s3.endpoint", "http://127.0.0.1:9000")))
                .contains("longshore.s3.endpoint", "longshore.s3.embedded");
    }

    @ParameterizedTest
    @CsvSource({
        "longshore.ftp.port, 70000",
        "longshore.ftp.port, -1",
        "longshore.ftp.threads, 0",
        "longshore.ftp.idle-timeout, 0s",
        "longshore.ftp.passive.ports, many",
        "longshore.ftp.passive.ports, 30009-30000",
        "longshore.ftp.passive.ports, 65000-70000",
        "longshore.transfers.memory, 1M",
        "longshore.transfers.part-size, 1M",
        "longshore.transfers.parallel-parts, 0",
        "longshore.s3.endpoint, minio"
    })
    void aValueOutOfItsBoundsIsNamed(String key, String value) {
        refusal(external(Map.of(key, value))).contains(key);
    }

    /** What {@link Gateway#prepare} says to these settings. */
    private static AbstractStringAssert<?> refusal(Map<String, String> settings) {
        Gateway.Settings prepared = TestSettings.of(settings);
        return assertThatThrownBy(() -> Gateway.prepare(prepared).close())
                .isInstanceOf(StartFailure.class)
                .message();
    }

    private static BucketCheck listen(Map<String, String> overrides) {
        try (Gateway gateway = Gateway.prepare(TestSettings.of(external(overrides)))) {
            return gateway.listen();
        }
    }

    /** A gateway before the S3 of the one that runs. */
    private static Map<String, String> external(Map<String, String> overrides) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "longshore.s3.endpoint", running.proxy().endpoint().toString(),
                "longshore.s3.bucket", running.bucket(),
                "longshore.s3.access-key", running.storage().accessKey(),
                "longshore.s3.secret-key", running.storage().secretKey(),
                "longshore.users.config.alice.password", "x",
                "longshore.ftp.host", "127.0.0.1",
                "longshore.ftp.port", "0"));
        settings.putAll(overrides);
        return settings;
    }

    private Map<String, String> embedded(Map<String, String> overrides) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "longshore.s3.embedded", "true",
                "longshore.embedded.folder", folder.resolve("s3").toString(),
                "longshore.embedded.port", "0",
                "longshore.ftp.port", "0"));
        settings.putAll(overrides);
        return settings;
    }
}
