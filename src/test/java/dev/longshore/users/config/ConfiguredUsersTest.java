package dev.longshore.users.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.failure.StartFailure;
import dev.longshore.files.ListingStyle;
import dev.longshore.files.Mount;
import dev.longshore.files.NameRules;
import dev.longshore.files.Quota;
import dev.longshore.files.TransferRules;
import dev.longshore.files.UserTree;
import dev.longshore.files.VirtualPath;
import dev.longshore.testing.TestSettings;
import dev.longshore.users.Proof;
import dev.longshore.users.UserRecord;
import dev.longshore.users.password.StoredPassword;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Users of the configuration are there, or the start says why not. */
class ConfiguredUsersTest {
    private static final String PASSWORD = "longshore.users.config.alice.password";
    private static final String CHARSET = "longshore.users.config.alice.charset";
    private static final Mount ROOT = new Mount(VirtualPath.ROOT, "bucket", "");

    @Test
    void findsAUserByName() {
        UserRecord alice = users(Map.of(PASSWORD, "secret")).find("alice").orElseThrow();
        assertThat(alice.name()).isEqualTo("alice");
        assertThat(alice.password()).isEqualTo(StoredPassword.clear("secret"));
        assertThat(alice.enabled()).isTrue();
        assertThat(alice.tls()).isFalse();
        assertThat(alice.allow().isEmpty()).isTrue();
        assertThat(alice.rules()).isEqualTo(TransferRules.NONE);
        assertThat(alice.tree()).isEqualTo(UserTree.of(ROOT));
    }

    @Test
    void findsNobodyElse() {
        ConfiguredUsers users = users(Map.of(PASSWORD, "secret"));
        assertThat(users.find("Alice")).isEmpty();
        assertThat(users.find("bob")).isEmpty();
        assertThat(users.find("")).isEmpty();
    }

    @Test
    void readsNamesWithDots() {
        assertThat(users(Map.of("longshore.users.config.\"a.b@example.com\".password", "secret"))
                        .find("a.b@example.com"))
                .isPresent();
    }

    @Test
    void aCertificateMayStandAlone() {
        UserRecord alice = users(Map.of("longshore.users.config.alice.certificate", "alone"))
                .find("alice")
                .orElseThrow();
        assertThat(alice.proof()).isEqualTo(Proof.CERTIFICATE);
        assertThat(alice.password()).isNull();
        assertThat(alice.tls()).isTrue();
        assertThatThrownBy(() -> users(Map.of(PASSWORD, "x", "longshore.users.config.alice.certificate", "alone")))
                .isInstanceOf(StartFailure.class)
                .hasMessage(PASSWORD + " is set, and the certificate stands alone: remove one of them");
    }

    @Test
    void aCertificateMayStandBesideThePassword() {
        Map<String, String> both = Map.of(PASSWORD, "x", "longshore.users.config.alice.certificate", "with-password");
        UserRecord alice = users(both).find("alice").orElseThrow();
        assertThat(alice.proof()).isEqualTo(new Proof.WithCertificate(Proof.PASSWORD));
        assertThat(alice.tls()).isTrue();
        assertThatThrownBy(() -> users(Map.of("longshore.users.config.alice.certificate", "with-password")))
                .isInstanceOf(StartFailure.class)
                .hasMessage(PASSWORD + " is needed and has no value");
        assertThatThrownBy(() -> users(Map.of("longshore.users.config.alice.enabled", "true")))
                .isInstanceOf(StartFailure.class)
                .hasMessage(PASSWORD + " is needed and has no value");
    }

    @Test
    void readsWhatElseARecordHas() {
        UserRecord alice = users(Map.of(
                        PASSWORD,
                        "secret",
                        "longshore.users.config.alice.enabled",
                        "false",
                        "longshore.users.config.alice.tls",
                        "required",
                        "longshore.users.config.alice.allow",
                        "10.0.0.0/8,192.0.2.1",
                        "longshore.users.config.alice.ascii",
                        "convert",
                        "longshore.users.config.alice.listing",
                        "msdos",
                        "longshore.users.config.alice.truncation",
                        "lenient",
                        "longshore.users.config.alice.limits.upload-rate",
                        "10K",
                        "longshore.users.config.alice.limits.file-size",
                        "2G"))
                .find("alice")
                .orElseThrow();
        assertThat(alice.rules())
                .isEqualTo(new TransferRules(
                        true,
                        OptionalLong.of(10 * 1024),
                        OptionalLong.empty(),
                        2L << 30,
                        ListingStyle.MSDOS,
                        Optional.of(true)));
        assertThat(alice.enabled()).isFalse();
        assertThat(alice.tls()).isTrue();
        assertThat(alice.allow().isEmpty()).isFalse();
    }

    @Test
    void readsTheEndTheNamesTheQuotaAndTheWelcome() {
        UserRecord alice = users(Map.of(
                        PASSWORD,
                        "secret",
                        "longshore.users.config.alice.expires",
                        "2030-12-31",
                        "longshore.users.config.alice.limits.names.allowed",
                        "*.csv,*.xml",
                        "longshore.users.config.alice.limits.names.denied",
                        "*.exe",
                        "longshore.users.config.alice.limits.quota.bytes",
                        "2K",
                        "longshore.users.config.alice.limits.quota.files",
                        "3",
                        "longshore.users.config.alice.welcome",
                        "Hello, Alice.\nBe quick."))
                .find("alice")
                .orElseThrow();
        assertThat(alice.expires()).isEqualTo(Instant.parse("2031-01-01T00:00:00Z"));
        assertThat(alice.tree().names()).isEqualTo(new NameRules(List.of("*.csv", "*.xml"), List.of("*.exe")));
        assertThat(alice.tree().quota()).isEqualTo(new Quota(OptionalLong.of(2048), OptionalLong.of(3)));
        assertThat(alice.welcome()).containsExactly("Hello, Alice.", "Be quick.");
    }

    @ParameterizedTest
    @CsvSource({
        "expires, soon, ' is no time: '",
        "expires, 2030-02-30, ' is no time: '",
        "welcome, ' ', ' is blank: a reply needs a text'",
        "limits.quota.files, -1, ' is -1: it must be 0 or more'",
        "limits.quota.bytes, 999999999999G, ' is more than 9223372036854775807'"
    })
    void namesTheFieldThatCannotBe(String field, String value, String sentence) {
        String key = "longshore.users.config.alice." + field;
        assertThatThrownBy(() -> users(Map.of(PASSWORD, "secret", key, value)))
                .isInstanceOf(StartFailure.class)
                .hasMessageStartingWith(key + sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "10.0.0.0/33", "10.0.0.0/-1", "example.com", "10.0.0.0/8/8", "/8"})
    void namesTheNetworkThatIsNone(String network) {
        Map<String, String> keys =
                Map.of(PASSWORD, "secret", "longshore.users.config.alice.allow", "192.0.2.1," + network + ",::1");
        if (network.isEmpty()) {
            assertThat(users(keys).find("alice")).isPresent();
        } else {
            assertThatThrownBy(() -> users(keys))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining("longshore.users.config.alice.allow")
                    .hasMessageContaining("\"" + network + "\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "53687091200001"})
    void namesTheFileSizeThatCannotBe(String size) {
        String key = "longshore.users.config.alice.limits.file-size";
        assertThatThrownBy(() -> users(Map.of(PASSWORD, "secret", key, size)))
                .isInstanceOf(StartFailure.class)
                .hasMessageStartingWith(key + " is " + size);
    }

    @ParameterizedTest
    @ValueSource(strings = {"upload-rate", "download-rate"})
    void namesTheRateThatIsTooSmall(String setting) {
        String key = "longshore.users.config.alice.limits." + setting;
        assertThatThrownBy(() -> users(Map.of(PASSWORD, "secret", key, "1023")))
                .isInstanceOf(StartFailure.class)
                .hasMessage(key + " is 1023: it must be 1K (a second) or more");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-1", "windows-1252", "Shift_JIS", "IBM1047", "latin1", " koi8-r ", "UTF-8"})
    void takesTheCharsetsOfTheJdk(String charset) {
        assertThat(users(Map.of(PASSWORD, "secret", CHARSET, charset))
                        .find("alice")
                        .orElseThrow()
                        .charset())
                .isEqualTo(Charset.forName(charset.strip()));
    }

    /** UTF-16 has the octets of line ends in letters; the others cannot be written. */
    @ParameterizedTest
    @ValueSource(strings = {"klingon", "ISO 8859-1", "UTF-16", "UTF-32LE", "x-JISAutoDetect", "x-MacSymbol"})
    void namesTheCharsetThatCannotBeUsed(String charset) {
        assertThatThrownBy(() -> users(Map.of(PASSWORD, "secret", CHARSET, charset)))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining(CHARSET)
                .hasMessageContaining("\"" + charset + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$argon2id$v=19$m=8192,t=2,p=1$vDvvB0KZKAaoE6WIwC4LDQ$FJUnzutrM6ySfIozk5i0pi+06OOkbR+mEliX/BZezn0",
                "$2y$05$cVcvA0T5wTQteO.b6c.fa.piS6ABFcmR5LfWLR64TuSVaOKXd1Kai",
                "pbkdf2_sha256$1000$ssqdup2JqEK7$mTXQjRtN9mfhtWgYwA/kp0fV51UyHdcNCijzHvo8CZc=",
            })
    void takesHashes(String hash) {
        ConfiguredUsers users = users(Map.of(PASSWORD, hash));
        assertThat(users.find("alice").orElseThrow().password()).isEqualTo(StoredPassword.read(PASSWORD, hash));
        assertThat(users.samples()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$argon2id$v=19$m=4194304,t=3,p=4$c2FsdA$aGFzaA",
                "$2b$12$abcdefghijklmnopqrstuv",
                "$y$j9T$salt$hash",
                "$apr1$salt$hash",
                "{SHA}5en6G6MezRroT3XKqkdPOmY/BfQ=",
                "$pbkdf2-sha256$1000000000000$c2FsdA$aGFzaA",
            })
    void refusesAHashWithASentenceThatNamesTheKeyButNotTheHash(String hash) {
        assertThatThrownBy(() -> users(Map.of(PASSWORD, hash)))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining(PASSWORD)
                .hasMessageNotContaining(hash);
    }

    @ParameterizedTest
    @ValueSource(strings = {"$", "$$", "$ecret", "a$b$c", "pa$$word", "geheim ü", "$A B$c"})
    void takesOtherPasswordsWithDollars(String password) {
        assertThat(ConfiguredUsers.of("demo", password, ROOT)
                        .find("demo")
                        .orElseThrow()
                        .password())
                .isEqualTo(StoredPassword.clear(password));
        assertThat(users(Map.of(PASSWORD, password)).find("alice").orElseThrow().password())
                .isEqualTo(StoredPassword.clear(password));
    }

    @Test
    void makesTheOneUserOfAFirstTry() {
        UserRecord demo = ConfiguredUsers.of("demo", "demo", ROOT).find("demo").orElseThrow();
        assertThat(demo.enabled()).isTrue();
        assertThat(demo.tree()).isEqualTo(UserTree.of(ROOT));
    }

    private static ConfiguredUsers users(Map<String, String> keys) {
        return ConfiguredUsers.of(TestSettings.of(keys).users(), ROOT);
    }
}
