package dev.longshore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.longshore.failure.StartFailure;
import dev.longshore.testing.TestSettings;
import io.quarkus.runtime.QuarkusBindException;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stops the start is said in a sentence where the operator can mend it. */
class StartReportTest {
    @Test
    void repeatsTheSentenceOfAStartFailure() {
        assertThat(StartReport.sentence(new StartFailure("Set longshore.s3.bucket")))
                .contains("Set longshore.s3.bucket");
    }

    @Test
    void findsTheSentenceUnderTheFailuresOfOthers() {
        Throwable failure = new RuntimeException("outer", new IllegalStateException(new StartFailure("Set it")));
        assertThat(StartReport.sentence(failure)).contains("Set it");
    }

    @Test
    void namesTheCertificateThatCannotBeUsed() {
        Throwable failure = new RuntimeException(
                "Failed to start quarkus",
                new IllegalStateException(
                        "Unable to load P12 key store 'ftps', verify the password.",
                        new IOException("keystore password was incorrect")));
        assertThat(StartReport.sentence(failure))
                .hasValueSatisfying(sentence ->
                        assertThat(sentence).contains("quarkus.tls.ftps").contains("password was incorrect"));
    }

    @Test
    void hasNoneForWhatTheOperatorCannotMend() {
        assertThat(StartReport.sentence(new NullPointerException("x"))).isEmpty();
        assertThat(StartReport.sentence(new OutOfMemoryError())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "longshore.ftp.port, abc",
        "longshore.ftp.idle-timeout, soon",
        "longshore.ftp.active, perhaps",
        "longshore.s3.embedded, yes",
        "longshore.s3.path-style, sometimes",
        "longshore.transfers.memory, much",
        "longshore.transfers.part-size, 8Q",
    })
    void namesTheKeyAndTheValueThatCannotBeRead(String key, String value) {
        assertThat(sentenceOf(Map.of(key, value)))
                .startsWith(key + " is \"" + value + "\", which cannot be read")
                .endsWith("docs/configuration.md shows its values")
                .doesNotContain("SRCFG")
                .doesNotContain("Exception");
    }

    @ParameterizedTest
    @CsvSource({"longshore.ftp.port", "longshore.s3.region", "longshore.ftp.tls.user-pattern"})
    void namesTheKeyThatIsEmpty(String key) {
        assertThat(sentenceOf(Map.of(key, ""))).isEqualTo(key + " is empty: give it a value, or remove it");
    }

    @Test
    void namesTheKeyThatNobodyReads() {
        assertThat(sentenceOf(Map.of("longshore.s3.buket", "x")))
                .contains("Unknown setting longshore.s3.buket in ")
                .contains("docs/configuration.md");
    }

    @Test
    void saysAllThatIsWrongAtOnce() {
        assertThat(sentenceOf(Map.of("longshore.ftp.port", "abc", "longshore.s3.embedded", "yes")))
                .contains("longshore.ftp.port is \"abc\"")
                .contains("longshore.s3.embedded is \"yes\"")
                .contains("; ");
    }

    @Test
    void namesTheHttpPortThatIsInUse() {
        assertThat(StartReport.sentence(
                        new RuntimeException(new QuarkusBindException("localhost", 8080, new BindException("in use")))))
                .hasValueSatisfying(
                        sentence -> assertThat(sentence).contains("Port 8080").contains("quarkus.http.port"));
    }

    /** As Quarkus fails where a list of revoked certificates is not there. */
    @Test
    void namesTheFileThatCannotBeRead() {
        UncheckedIOException failure =
                new UncheckedIOException("Unable to read file /etc/x.crl", new NoSuchFileException("/etc/x.crl"));
        assertThat(StartReport.sentence(new RuntimeException("Failed to start quarkus", failure)))
                .contains("The file /etc/x.crl, which a setting of quarkus.tls names, cannot be read");
    }

    @Test
    void repeatsWhatQuarkusSaysOfItsOwnSettings() {
        assertThat(StartReport.sentence(new ConfigurationException("quarkus.x is wrong")))
                .contains("quarkus.x is wrong");
    }

    private static String sentenceOf(Map<String, String> keys) {
        Throwable failure = catchThrowable(() -> TestSettings.of(keys));
        assertThat(failure).as("%s is refused", keys).isNotNull();
        return StartReport.sentence(failure).orElseThrow(() -> new AssertionError("No sentence", failure));
    }
}
