package dev.longshore.ftp.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.failure.StartFailure;
import dev.longshore.testing.TestAuthority;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which user a certificate names. */
class SubjectPatternTest {
    private static final String SETTING = "longshore.ftp.tls.user-pattern";
    private static final TestAuthority AUTHORITY = new TestAuthority("Issuer");

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "CN=(.+) # CN=alice,O=Tests # alice",
                "CN=(.+) # O=Tests,CN=alice # alice",
                "CN=(.+) # CN=alice+UID=17,O=Tests # alice",
                "UID=(.+) # CN=alice+UID=17,O=Tests # 17",
                "CN=(.+) # CN=Álice Ünal # Álice Ünal",
                "CN=(.+) # CN=a\\,b # a,b",
                "CN=ftp-(\\w+) # CN=ftp-alice # alice",
                "EMAILADDRESS=(.+)@example\\.com # E=alice@example.com,CN=x # alice",
                "(?:CN|UID)=(.+) # CN=alice,UID=alice # alice",
            })
    void aPartOfTheSubjectNamesTheUser(String pattern, String subject, String user) {
        assertThat(user(pattern, AUTHORITY.issues(subject).certificate())).isEqualTo(user);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "CN=(.+) # O=Tests",
                "CN=(.+) # O=x\\,CN\\=root",
                "CN=(.+) # O=CN\\=root",
                "CN=(.+) # CN=alice,CN=bob",
                "CN=ftp-(\\w+) # CN=xftp-alice",
                "CN=ftp-(\\w+) # CN=ftp-alice@elsewhere",
                "CN=(alice)?.* # CN=bob",
                "(?:CN|UID)=(.+) # CN=alice,UID=bob",
            })
    void elseNobodyIsNamed(String pattern, String subject) {
        assertThat(user(pattern, AUTHORITY.issues(subject).certificate())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"email=(.+)@example\\.com", "DNS=(.+)\\.example\\.net", "URI=spiffe://example/(\\w+)"})
    void soDoOtherNames(String pattern) {
        X509Certificate certificate = AUTHORITY
                .issues("CN=x", "alice@example.com", "alice.example.net", "spiffe://example/alice")
                .certificate();
        assertThat(user(pattern, certificate)).isEqualTo("alice");
    }

    @Test
    void aPatternWithoutAGroupIsRefused() {
        assertThatThrownBy(() -> SubjectPattern.parse(SETTING, "CN=.+"))
                .isInstanceOf(StartFailure.class)
                .hasMessage(
                        "longshore.ftp.tls.user-pattern is \"CN=.+\": it must have one group, which is the name of the"
                                + " user, such as CN=(.+)");
        assertThatThrownBy(() -> SubjectPattern.parse(SETTING, "(CN)=(.+)")).isInstanceOf(StartFailure.class);
    }

    @Test
    void whatIsNoPatternIsRefused() {
        assertThatThrownBy(() -> SubjectPattern.parse(SETTING, "CN=(.+"))
                .isInstanceOf(StartFailure.class)
                .hasMessageStartingWith(
                        "longshore.ftp.tls.user-pattern is \"CN=(.+\", which is no regular expression: ");
    }

    private static String user(String pattern, X509Certificate certificate) {
        return SubjectPattern.parse(SETTING, pattern).user(certificate).orElse("");
    }
}
