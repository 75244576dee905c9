package dev.longshore.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.failure.StartFailure;
import dev.longshore.files.Mount;
import dev.longshore.files.VirtualPath;
import dev.longshore.testing.FtpDialogue;
import dev.longshore.testing.LogLines;
import dev.longshore.testing.TestGateway;
import dev.longshore.testing.TestSettings;
import dev.longshore.users.config.ConfiguredUsers;
import dev.longshore.users.password.NewHash;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** No password gets into the log, however it was sent, and be it as hexadecimal digits. */
class PasswordsInLogsTest {
    private static final String PASSWORD = "hunter2";
    private static final String HEXADECIMAL = HexFormat.of().formatHex(PASSWORD.getBytes(StandardCharsets.US_ASCII));

    private static final List<String> LINES = List.of(
            "PASS hunter2",
            "pAsS hunter2",
            "PASS  hunter2",
            "PASS\thunter2",
            "PASSWORD hunter2",
            "ACCT hunter2",
            "SITE PSWD hunter2 hunter2",
            "ADAT hunter2",
            "CWD hunter2",
            "PASS hunter2" + "x".repeat(9_000));

    @Test
    void neitherOfRightNorOfWrongOnes() {
        try (LogLines log = LogLines.below("dev.longshore.ftp");
                LogLines users = LogLines.below("dev.longshore.users");
                LogLines mina = LogLines.below("org.apache");
                TestGateway gateway = TestGateway.start(Map.of("longshore.users.config.bob.password", PASSWORD))) {
            try (FtpDialogue client = gateway.connect()) {
                client.sends("USER bob").gets(331).sends("PASS hunter2").gets(230);
                client.sends("USER bob").gets(503).sends("PASS hunter2").gets(503);
            }
            for (String user : List.of("alice", "nobody")) {
                for (String line : LINES) {
                    try (FtpDialogue client = gateway.connect()) {
                        client.sends("USER " + user)
                                .gets(331)
                                .sends(line)
                                .sends("QUIT")
                                .getsRefusal();
                    }
                }
                try (FtpDialogue client = gateway.connect()) {
                    client.sends("USER " + user).gets(331);
                    client.sendsRaw("PASS hunter2\u00FC\r\n".getBytes(StandardCharsets.ISO_8859_1))
                            .gets("501 Not UTF-8.");
                }
            }
            assertThat(log.all()).isNotEmpty();
            for (LogLines lines : List.of(log, users, mina)) {
                assertThat(lines.all()).allSatisfy(line -> assertThat(line.toLowerCase(Locale.ROOT))
                        .doesNotContain(PASSWORD)
                        .doesNotContain(HEXADECIMAL));
            }
        }
    }

    /** Nor a hash that cannot be used, whatever is wrong with it. */
    @Test
    void norOfBrokenHashes() {
        String hash = NewHash.of(PASSWORD);
        String[] parts = hash.split("\\$");
        for (String broken : List.of(hash + "!", hash.replace("m=19456", "m=9999999"), hash.replace("argon2id", "x"))) {
            Map<String, String> keys = Map.of("longshore.users.config.bob.password", broken);
            assertThatThrownBy(() ->
                            ConfiguredUsers.of(TestSettings.of(keys).users(), new Mount(VirtualPath.ROOT, "none", "")))
                    .isInstanceOf(StartFailure.class)
                    .satisfies(failure -> {
                        StringWriter trace = new StringWriter();
                        failure.printStackTrace(new PrintWriter(trace, true));
                        assertThat(trace.toString())
                                .contains("longshore.users.config.bob.password")
                                .doesNotContain(PASSWORD, parts[parts.length - 1], parts[parts.length - 2]);
                    });
        }
    }
}
