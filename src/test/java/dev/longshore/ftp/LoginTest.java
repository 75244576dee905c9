package dev.longshore.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.Eventually;
import dev.longshore.testing.FtpDialogue;
import dev.longshore.testing.TestGateway;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Greeting, login, and what a client may say before and after it. */
class LoginTest {
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void greetsWithoutAVersion() {
        try (var client = gateway.connect()) {
            assertThat(client.reply()).containsExactly("220 Longshore ready.");
        }
    }

    @Test
    void letsAUserIn() {
        try (var client = gateway.connect()) {
            client.sends("USER alice").gets("331 Password, please.");
            client.sends("PASS secret").gets("230 Logged in.");
            client.sends("PWD").gets(257);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice", "nobody", "ALICE", "anonymous", "al ice", "ü", "%s%n"})
    void asksForAPasswordWhateverTheName(String name) {
        try (var client = gateway.connect()) {
            client.sends("USER " + name).gets("331 Password, please.");
        }
    }

    @Test
    void wrongPasswordAndUnknownUserGetTheSameBytes() {
        List<String> wrongPassword = refusal("alice", "PASS wrong");
        assertThat(wrongPassword).containsExactly("530 Login incorrect.");
        assertThat(refusal("nobody", "PASS secret")).isEqualTo(wrongPassword);
        assertThat(refusal("ALICE", "PASS secret")).isEqualTo(wrongPassword);
        assertThat(refusal("alice", "PASS Secret")).isEqualTo(wrongPassword);
        assertThat(refusal("alice", "PASS secret ")).isEqualTo(wrongPassword);
        assertThat(refusal("alice", "PASS")).isEqualTo(wrongPassword);
        assertThat(refusal("nobody", "PASS")).isEqualTo(wrongPassword);
        assertThat(refusal("anonymous", "PASS a@example.com")).isEqualTo(wrongPassword);
    }

    private static List<String> refusal(String user, String pass) {
        try (var client = gateway.connect()) {
            List<String> reply =
                    client.sends("USER " + user).gets(331).sends(pass).gets(530).reply();
            client.sends("PWD").gets(530);
            return reply;
        }
    }

    @Test
    void aRefusedPasswordNeedsUserAgain() {
        try (var client = gateway.connect()) {
            client.sends("USER alice").gets(331).sends("PASS wrong").gets(530);
            client.sends("PASS secret").gets(503);
            client.login("alice", "secret");
        }
    }

    @Test
    void theLastUserCounts() {
        try (var client = gateway.connect()) {
            client.sends("USER nobody").gets(331);
            client.login("alice", "secret");
        }
    }

    @Test
    void passNeedsUser() {
        try (var client = gateway.connect()) {
            client.sends("PASS secret").gets(503);
            client.sends("USER").gets(501);
        }
    }

    @Test
    void nobodyLogsInTwice() {
        try (var client = gateway.login()) {
            client.sends("USER alice").gets(503);
            client.sends("PASS secret").gets(503);
            client.sends("PWD").gets(257);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PWD",
                "XPWD",
                "CWD /",
                "CDUP",
                "MKD a",
                "RMD a",
                "DELE a",
                "RNFR a",
                "RNTO b",
                "SIZE a",
                "MDTM a",
                "MLST",
                "PASV",
                "EPSV",
                "PORT 127,0,0,1,200,10",
                "EPRT |1|127.0.0.1|51210|",
                "TYPE I",
                "MODE S",
                "STRU F",
                "ALLO 1",
                "REST 1",
                "RETR a",
                "STOR a",
                "APPE a",
                "LIST",
                "NLST",
                "MLSD",
                "STAT",
                "ABOR"
            })
    void asksForALoginFirst(String command) {
        try (var client = gateway.connect()) {
            client.sends(command).gets("530 Log in with USER and PASS first.");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "FEAT, 211",
        "SYST, 215",
        "NOOP, 200",
        "OPTS UTF8 ON, 200",
        "OPTS BEEP, 501",
        "HELP, 214",
        "LANG en, 200",
        "HOST example.com, 504",
        "REIN, 220",
        "ACCT a, 503",
        "AUTH TLS, 502",
        "ADAT x, 502"
    })
    void answersTheHarmlessBeforeALogin(String command, int code) {
        try (var client = gateway.connect()) {
            client.sends(command).gets(code);
            client.sends("PWD").gets(530);
        }
    }

    @Test
    void tellsUnixToThoseWhoAsk() {
        try (var client = gateway.connect()) {
            client.sends("SYST").gets("215 UNIX Type: L8");
        }
    }

    /** RFC 2389 §3.2: each feature stands on a line of its own behind one blank. */
    @Test
    void listsFeatures() {
        try (var client = gateway.connect()) {
            List<String> features = client.sends("FEAT").gets(211).reply();
            assertThat(features.get(0)).startsWith("211-");
            assertThat(features.get(features.size() - 1)).isEqualTo("211 End");
            assertThat(features)
                    .contains(" EPRT", " EPSV", " MDTM", " REST STREAM", " SIZE", " TVFS", " UTF8")
                    .anyMatch(line -> line.startsWith(" MLST type*;size*;modify*;"))
                    .noneMatch(line -> line.contains("AUTH") || line.contains("PROT"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "XYZZY",
                "",
                " ",
                "GET a",
                "user-alice",
                "ÜSER alice",
                "PASSWORD x",
                "XSTOR a",
                "XNOOP",
                "SITE_HELP",
                "SITE_CHMOD 644 a",
                "MD5 a",
                "MMD5 a"
            })
    void doesNotKnowEveryVerb(String line) {
        try (var client = gateway.connect()) {
            client.sends(line).gets("500 Unknown command.");
            client.login("alice", "secret");
            client.sends(line).gets("500 Unknown command.");
            client.sends("NOOP").gets(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"SMNT /", "AUTH KERBEROS_V4", "ADAT x", "PBSZ 0", "PROT P", "CCC", "LPRT 4", "LPSV", "MIC x"})
    void saysWhatIsNotThereYet(String command) {
        try (var client = gateway.login()) {
            client.sends(command).gets(502);
        }
    }

    @Test
    void verbsHaveNoCase() {
        try (var client = gateway.connect()) {
            client.sends("user alice").gets(331).sends("pAsS secret").gets(230);
        }
    }

    @Test
    void saysGoodbye() {
        try (var client = gateway.connect()) {
            client.sends("QUIT").gets("221 Goodbye.").seesEnd();
        }
        try (var client = gateway.login()) {
            client.sends("QUIT").gets("221 Goodbye.").seesEnd();
        }
    }

    /** Its deadline goes with a closed connection; a thousand quick sessions would else be held for seconds. */
    @Test
    void nothingIsHeldOfAClosedSession() {
        try (TestGateway fresh = TestGateway.start()) {
            for (int i = 0; i < 20; i++) {
                fresh.login().sends("QUIT").gets(221).close();
            }
            Eventually.holds("all are closed", () -> fresh.gateway().ftp().sessions() == 0);
            Eventually.holds(
                    "no deadline is left",
                    Duration.ofSeconds(2),
                    () -> fresh.gateway().ftp().deadlines() == 0);
        }
    }

    @Test
    void answersNothingBehindQuit() {
        try (FtpDialogue client = gateway.login()) {
            client.sends("QUIT\r\nNOOP").gets(221).seesEnd();
        }
    }
}
