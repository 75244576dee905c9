package dev.longshore.users.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.users.otp.TimeCode.Algorithm;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Codes of the time are those of RFC 6238, count once, and near their time only. */
class TimeCodeTest {
    private static final String FIELD = "otp.secret";

    /** 12345678901234567890, and the same repeated, in base32. */
    private static final String SHA1 = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    private static final String SHA256 = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZA====";
    private static final String SHA512 = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ".repeat(3) + "GEZDGNA";

    /** RFC 6238 Appendix B. */
    @ParameterizedTest
    @CsvSource({
        "59, 94287082, 46119246, 90693936",
        "1111111109, 07081804, 68084774, 25091201",
        "1111111111, 14050471, 67062674, 99943326",
        "1234567890, 89005924, 91819424, 93441116",
        "2000000000, 69279037, 90698825, 38618901",
        "20000000000, 65353130, 77737706, 47863826",
    })
    void areThoseOfTheRfc(long time, String sha1, String sha256, String sha512) {
        Instant now = Instant.ofEpochSecond(time);
        assertThat(code(SHA1, Algorithm.SHA1, 8).verify(sha1, now)).isPresent();
        assertThat(code(SHA256, Algorithm.SHA256, 8).verify(sha256, now)).isPresent();
        assertThat(code(SHA512, Algorithm.SHA512, 8).verify(sha512, now)).isPresent();
        assertThat(code(SHA1, Algorithm.SHA1, 6).verify(sha1.substring(2), now)).isPresent();
        assertThat(code(SHA1, Algorithm.SHA1, 8).verify(sha256, now)).isEmpty();
        assertThat(code(SHA1, Algorithm.SHA1, 6).verify(sha1, now)).isEmpty();
        assertThat(code(SHA1, Algorithm.SHA1, 8).verify(sha1.substring(2), now)).isEmpty();
    }

    /** 94287082 is the code of the seconds 30 to 59. */
    @ParameterizedTest
    @CsvSource({"0, true", "29, true", "30, true", "59, true", "60, true", "89, true", "90, false", "100000, false"})
    void countInTheirStepAndTheOneBesideIt(long time, boolean right) {
        assertThat(code(SHA1, Algorithm.SHA1, 8)
                        .verify("94287082", Instant.ofEpochSecond(time))
                        .isPresent())
                .isEqualTo(right);
    }

    @Test
    void doNotCountTwice() {
        Instant now = Instant.ofEpochSecond(59);
        TimeCode next = code(SHA1, Algorithm.SHA1, 8).verify("94287082", now).orElseThrow();
        assertThat(next.lastStep()).isEqualTo(1);
        for (long time = 0; time < 100; time += 10) {
            assertThat(next.verify("94287082", Instant.ofEpochSecond(time))).isEmpty();
        }
    }

    /** 07081804 is of the step before 14050471. */
    @Test
    void doNotCountAfterALaterOne() {
        Instant now = Instant.ofEpochSecond(1111111111);
        TimeCode fresh = code(SHA1, Algorithm.SHA1, 8);
        TimeCode earlier = fresh.verify("07081804", now).orElseThrow();
        TimeCode later = earlier.verify("14050471", now).orElseThrow();
        assertThat(later.verify("07081804", now)).isEmpty();
        assertThat(fresh.verify("14050471", now).orElseThrow().verify("07081804", now))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {" 94287082 ", "9428 7082", "942 870 82"})
    void mayHaveSpaces(String answer) {
        assertThat(code(SHA1, Algorithm.SHA1, 8).verify(answer, Instant.ofEpochSecond(59)))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "9428708", "94287083", "094287082", "+94287082", "９４２８７０８２", "secret"})
    void areNothingElse(String answer) {
        assertThat(code(SHA1, Algorithm.SHA1, 8).verify(answer, Instant.ofEpochSecond(59)))
                .isEmpty();
    }

    @Test
    void areAskedForWithoutASecret() {
        TimeCode code = code(SHA1, Algorithm.SHA1, 6);
        assertThat(code.challenge()).isEmpty();
        assertThat(code.series()).matches("[0-9a-f]{32}");
        assertThat(code.series()).isNotEqualTo(code(SHA1, Algorithm.SHA1, 8).series());
        assertThat(code.series()).isNotEqualTo(code(SHA256, Algorithm.SHA1, 6).series());
        assertThat(code.toString()).doesNotContain(SHA1).isEqualTo("TimeCode[SHA1, 6 digits, 30 s]");
    }

    /** The last digits, whatever stands in front of them. */
    @ParameterizedTest
    @CsvSource({
        "secret123456, secret, 123456",
        "secret1234567, secret1, 234567",
        "'secret 123456', 'secret ', 123456",
        "123456, '', 123456",
        "12345, 12345, ''",
        "secret12345x, secret12345x, ''",
        "secret１23456, secret１23456, ''",
        "'', '', ''"
    })
    void standBehindAPassword(String given, String password, String code) {
        assertThat(code(SHA1, Algorithm.SHA1, 6).behindPassword(given))
                .isEqualTo(new OneTimeCode.Answer(password, code));
    }

    @Test
    void knowWhatWasUsedElsewhere() {
        Instant now = Instant.ofEpochSecond(59);
        OneTimeCode fresh = code(SHA1, Algorithm.SHA1, 8);
        OneTimeCode used = fresh.verify("94287082", now).orElseThrow();
        OneTimeCode elsewhere = code(SHA1, Algorithm.SHA1, 8).after(used.lastUse());
        assertThat(elsewhere.verify("94287082", now)).isEmpty();
        assertThat(elsewhere.series()).isEqualTo(fresh.series());
        assertThat(used.after(new OneTimeCode.Use(0, "")).verify("94287082", now))
                .isEmpty();
    }

    @Test
    void takeSecretsAsAppsShowThem() {
        assertThat(TimeCode.of(FIELD, "gezd gnbv gy3t qojq gezd gnbv gy3t qojq", Algorithm.SHA1, 8, 30, TimeCode.UNUSED)
                        .verify("94287082", Instant.ofEpochSecond(59)))
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "GEZDGNBVGY3TQOJ1GEZDGNBVGY3TQOJQ, 6, 30, otp.secret is not base32",
        "GEZDGNBVGY3TQOJQ, 6, 30, otp.secret has 10 bytes: it must have 16 to 128",
        "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ, 7, 30, otp.secret is used for codes of 7 digits",
        "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ, 6, 0, otp.secret is used for codes of 0 seconds",
        "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ, 6, 3601, otp.secret is used for codes of 3601 seconds",
    })
    void nameWhatCannotBe(String secret, int digits, int period, String sentence) {
        assertThatThrownBy(() -> TimeCode.of(FIELD, secret, Algorithm.SHA1, digits, period, TimeCode.UNUSED))
                .isInstanceOf(InvalidCode.class)
                .hasMessageStartingWith(sentence)
                .hasMessageNotContaining(secret);
    }

    private static TimeCode code(String secret, Algorithm algorithm, int digits) {
        return TimeCode.of(FIELD, secret, algorithm, digits, 30, TimeCode.UNUSED);
    }
}
