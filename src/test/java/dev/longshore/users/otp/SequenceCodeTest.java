package dev.longshore.users.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One-time passwords of RFC 2289: its vectors, both ways to write them, and a state that only counts down. */
class SequenceCodeTest {
    private static final String FIELD = "otp";
    private static final String SECRET = "This is a test.";
    private static final Instant NOW = Instant.EPOCH;

    /** RFC 2289 Appendix C. */
    @ParameterizedTest
    @CsvSource({
        "md5, This is a test., TeSt, 0, 9E876134D90499DD, INCH SEA ANNE LONG AHEM TOUR",
        "md5, This is a test., TeSt, 1, 7965E05436F5029F, EASE OIL FUM CURE AWRY AVIS",
        "md5, This is a test., TeSt, 99, 50FE1962C4965880, BAIL TUFT BITS GANG CHEF THY",
        "md5, AbCdEfGhIjK, alpha1, 0, 87066DD9644BF206, FULL PEW DOWN ONCE MORT ARC",
        "md5, AbCdEfGhIjK, alpha1, 1, 7CD34C1040ADD14B, FACT HOOF AT FIST SITE KENT",
        "md5, AbCdEfGhIjK, alpha1, 99, 5AA37A81F212146C, BODE HOP JAKE STOW JUT RAP",
        "md5, OTP's are good, correct, 0, F205753943DE4CF9, ULAN NEW ARMY FUSE SUIT EYED",
        "md5, OTP's are good, correct, 1, DDCDAC956F234937, SKIM CULT LOB SLAM POE HOWL",
        "md5, OTP's are good, correct, 99, B203E28FA525BE47, LONG IVY JULY AJAR BOND LEE",
        "sha1, This is a test., TeSt, 0, BB9E6AE1979D8FF4, MILT VARY MAST OK SEES WENT",
        "sha1, This is a test., TeSt, 1, 63D936639734385B, CART OTTO HIVE ODE VAT NUT",
        "sha1, This is a test., TeSt, 99, 87FEC7768B73CCF9, GAFF WAIT SKID GIG SKY EYED",
        "sha1, AbCdEfGhIjK, alpha1, 0, AD85F658EBE383C9, LEST OR HEEL SCOT ROB SUIT",
        "sha1, AbCdEfGhIjK, alpha1, 1, D07CE229B5CF119B, RITE TAKE GELD COST TUNE RECK",
        "sha1, AbCdEfGhIjK, alpha1, 99, 27BC71035AAF3DC6, MAY STAR TIN LYON VEDA STAN",
        "sha1, OTP's are good, correct, 0, D51F3E99BF8E6F0B, RUST WELT KICK FELL TAIL FRAU",
        "sha1, OTP's are good, correct, 1, 82AEB52D943774E4, FLIT DOSE ALSO MEW DRUM DEFY",
        "sha1, OTP's are good, correct, 99, 4F296A74FE1567EC, AURA ALOE HURL WING BERG WAIT",
    })
    void areThoseOfTheRfc(String algorithm, String secret, String seed, int number, String digits, String words) {
        long password = password(algorithm, secret, seed, number);
        assertThat(hexadecimal(password)).isEqualToIgnoringCase(digits);
        assertThat(SixWords.write(password)).isEqualTo(words);
        assertThat(SixWords.read(words)).contains(password);
        if (number > 0) {
            String last = hexadecimal(password(algorithm, secret, seed, number + 1));
            SequenceCode code = SequenceCode.of(FIELD, algorithm, number, seed, last);
            assertThat(code.verify(digits, NOW)).isPresent();
            assertThat(code.verify(words.toLowerCase(Locale.ROOT), NOW)).isPresent();
            assertThat(code.verify(digits.substring(0, 4) + " " + digits.substring(4), NOW))
                    .isPresent();
        }
    }

    @Test
    void areAskedForWithNumberAndSeed() {
        assertThat(code("md5", 487, "dog2").challenge()).isEqualTo("otp-md5 487 dog2");
        assertThat(code("sha1", 99, "TeSt").challenge()).isEqualTo("otp-sha1 99 test");
    }

    @ParameterizedTest
    @ValueSource(strings = {"md5", "sha1"})
    void countDownToOneAndThenEnd(String algorithm) {
        SequenceCode code = code(algorithm, 3, "dog2");
        for (int number = 3; number >= 1; number--) {
            assertThat(code.number()).isEqualTo(number);
            String answer = hexadecimal(password(algorithm, SECRET, "dog2", number));
            SequenceCode next = code.verify(answer, NOW).orElseThrow();
            assertThat(next.last()).isEqualTo(answer);
            assertThat(next.verify(answer, NOW)).as("the same one again").isEmpty();
            code = SequenceCode.of(FIELD, algorithm, next.number(), "dog2", next.last());
        }
        assertThat(code.number()).isZero();
        assertThat(code.verify(hexadecimal(password(algorithm, SECRET, "dog2", 0)), NOW))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "0000000000000000",
                "zzzzzzzzzzzzzzzz",
                "secret",
                "INCH SEA ANNE LONG AHEM",
                "A A A A A A",
                "1 2 3 4 5 6"
            })
    void areNothingElse(String answer) {
        assertThat(code("md5", 10, "dog2").verify(answer, NOW)).isEmpty();
    }

    /** RFC 2289 §6.4: a single wrong word is mostly found without the hash; the last one of the vector has another sum. */
    @Test
    void sixWordsHaveAChecksum() {
        assertThat(SixWords.read("INCH SEA ANNE LONG AHEM TOUR")).isPresent();
        assertThat(SixWords.read("INCH SEA ANNE LONG AHEM TOUT")).isEmpty();
        assertThat(SixWords.read("INCH SEA ANNE LONG AHEM XXXX")).isEmpty();
    }

    @Test
    void sixWordsAreReadAsTheyAreWritten() {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            long value = random.nextLong();
            assertThat(SixWords.read(SixWords.write(value))).contains(value);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "md4, 1, dog2, 9E876134D90499DD, otp has an algorithm that is not known",
        "md5, -1, dog2, 9E876134D90499DD, otp has the number -1",
        "md5, 1000000, dog2, 9E876134D90499DD, otp has the number 1000000",
        "md5, 1, dog-2, 9E876134D90499DD, otp has a seed that is not",
        "md5, 1, '', 9E876134D90499DD, otp has a seed that is not",
        "md5, 1, dog2dog2dog2dog2d, 9E876134D90499DD, otp has a seed that is not",
        "md5, 1, dog2, 9E876134D90499D, otp has a last password that is neither",
    })
    void nameWhatCannotBe(String algorithm, int number, String seed, String last, String sentence) {
        assertThatThrownBy(() -> SequenceCode.of(FIELD, algorithm, number, seed, last))
                .isInstanceOf(InvalidCode.class)
                .hasMessageStartingWith(sentence)
                .hasMessageNotContaining(last);
    }

    /** One blank in front; what looks otherwise is a password without a code. */
    @ParameterizedTest
    @CsvSource({
        "secret 9E876134D90499DD, secret, 9E876134D90499DD",
        "'my secret  9e876134d90499dd', 'my secret ', 9e876134d90499dd",
        "secret INCH SEA ANNE LONG AHEM TOUR, secret, INCH SEA ANNE LONG AHEM TOUR",
        "a b c INCH SEA ANNE LONG AHEM TOUR, a b c, INCH SEA ANNE LONG AHEM TOUR",
        "' INCH SEA ANNE LONG AHEM TOUR', '', INCH SEA ANNE LONG AHEM TOUR",
        "secret9E876134D90499DD, secret9E876134D90499DD, ''",
        "secret 9E876134D90499D, secret 9E876134D90499D, ''",
        "secret, secret, ''",
    })
    void standBehindAPassword(String given, String password, String code) {
        assertThat(code("md5", 10, "dog2").behindPassword(given)).isEqualTo(new OneTimeCode.Answer(password, code));
    }

    @Test
    void knowWhatWasUsedElsewhere() {
        SequenceCode fresh = code("md5", 10, "dog2");
        String tenth = hexadecimal(password("md5", SECRET, "dog2", 10));
        SequenceCode used = fresh.verify(tenth, NOW).orElseThrow();
        SequenceCode elsewhere = code("md5", 10, "dog2").after(used.lastUse());
        assertThat(elsewhere.challenge()).isEqualTo("otp-md5 9 dog2");
        assertThat(elsewhere.verify(tenth, NOW)).isEmpty();
        assertThat(elsewhere.verify(hexadecimal(password("md5", SECRET, "dog2", 9)), NOW))
                .isPresent();
        assertThat(elsewhere.series()).isEqualTo(fresh.series());
        assertThat(used.after(fresh.lastUse()).number()).isEqualTo(9);
        assertThat(code("md5", 11, "dog2").series()).isNotEqualTo(fresh.series());
        assertThat(code("md5", 10, "dog3").series()).isNotEqualTo(fresh.series());
        assertThatThrownBy(() -> fresh.after(new OneTimeCode.Use(999_995, "xyz")))
                .isInstanceOf(InvalidCode.class);
    }

    @Test
    void printNothingSecret() {
        SequenceCode code = code("md5", 10, "dog2");
        assertThat(code).hasToString("SequenceCode[otp-md5 10 dog2]");
    }

    private static SequenceCode code(String algorithm, int number, String seed) {
        return SequenceCode.of(
                FIELD, algorithm, number, seed, hexadecimal(password(algorithm, SECRET, seed, number + 1)));
    }

    /** What the client computes. */
    private static long password(String algorithm, String secret, String seed, int number) {
        FoldedHash hash = FoldedHash.named(algorithm).orElseThrow();
        long value = hash.of((seed.toLowerCase(Locale.ROOT) + secret).getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < number; i++) {
            value = hash.of(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
        }
        return value;
    }

    private static String hexadecimal(long value) {
        return HexFormat.of().toHexDigits(value);
    }
}
