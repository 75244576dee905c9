package dev.longshore.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.Bytes;
import dev.longshore.testing.FtpDialogue;
import dev.longshore.testing.TestGateway;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the lines of LIST look like, as SITE DIRSTYLE or the user's record says, and that a client can take them apart. */
class ListingStyleTest {
    private static final String MSDOS = "\\d\\d-\\d\\d-\\d\\d  \\d\\d:\\d\\d[AP]M {17}1234 a file";
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start(Map.of(
                "longshore.users.config.dos.password",
                "secret",
                "longshore.users.config.dos.listing",
                "msdos",
                "longshore.users.config.dan.password",
                "secret",
                "longshore.users.config.dan.listing",
                "eplf"));
        gateway.put("d/a file", Bytes.random(1234));
        gateway.put("d/below/x", Bytes.random(1));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void isUnixAtFirst() {
        try (var client = gateway.login()) {
            client.sends("SYST").gets("215 UNIX Type: L8");
            assertThat(client.lists("LIST d")).containsExactly(unix(client), below(client));
        }
    }

    @Test
    void siteDirstyleChooses() {
        try (var client = gateway.login()) {
            client.sends("SITE DIRSTYLE msdos").gets("200 Directory style is msdos.");
            client.sends("SYST").gets("215 Windows_NT");
            assertThat(client.lists("LIST d").get(0)).matches(MSDOS);
            assertThat(client.lists("NLST -l d").get(0)).matches(MSDOS);
            assertThat(client.lists("LIST d").get(1)).isEqualTo("03-14-06  12:00AM       <DIR>          below");
            assertThat(client.sends("STAT d").gets(213).reply().get(1)).matches("213-" + MSDOS);
            client.sends("site dirstyle EPLF").gets("200 Directory style is eplf.");
            assertThat(client.lists("LIST d").get(0)).matches("[+]i[0-9a-f]{24},m\\d+,r,s1234,\ta file");
            assertThat(client.lists("LIST d").get(1)).matches("[+]i[0-9a-f]{24},/,\tbelow");
            client.sends("SYST").gets("215 UNIX Type: L8");
            client.sends("SITE DIRSTYLE unix").gets("200 Directory style is unix.");
            assertThat(client.lists("LIST d").get(0)).isEqualTo(unix(client));
            assertThat(client.lists("NLST d")).containsExactly("a file", "below");
        }
    }

    @Test
    void siteDirstyleAloneTurnsAsIisDoes() {
        try (var client = gateway.login()) {
            client.sends("SITE DIRSTYLE").gets("200 MSDOS-like directory output is on.");
            assertThat(client.lists("LIST d").get(0)).matches(MSDOS);
            client.sends("SITE DIRSTYLE").gets("200 MSDOS-like directory output is off.");
            assertThat(client.lists("LIST d").get(0)).isEqualTo(unix(client));
            client.sends("SITE DIRSTYLE vms").gets(504);
            assertThat(client.lists("LIST d").get(0)).isEqualTo(unix(client));
        }
    }

    @Test
    void aUserMayHaveAStyle() {
        try (var client = gateway.connect().login("dos", "secret")) {
            client.sends("SYST").gets("215 Windows_NT");
            assertThat(client.lists("LIST d").get(0)).matches(MSDOS);
            client.sends("SITE DIRSTYLE").gets("200 MSDOS-like directory output is off.");
            client.sends("REIN").gets(220).sends("SYST").gets("215 UNIX Type: L8");
            client.login("dos", "secret");
            assertThat(client.lists("LIST d").get(0)).matches(MSDOS);
        }
        try (var client = gateway.connect().login("dan", "secret")) {
            assertThat(client.lists("LIST d").get(0)).startsWith("+i");
        }
    }

    /** commons-net chooses its parser by SYST. */
    @ParameterizedTest
    @ValueSource(strings = {TestGateway.USER, "dos"})
    void aClientReadsNamesSizesAndTimes(String user) throws IOException {
        gateway.put("read/2 words", Bytes.random(5));
        FTPClient client = new FTPClient();
        client.connect("127.0.0.1", gateway.port());
        client.login(user, "secret");
        client.enterLocalPassiveMode();
        FTPFile[] files = client.listFiles("d");
        assertThat(Arrays.stream(files).map(FTPFile::getName)).containsExactly("a file", "below");
        assertThat(files[0].isFile()).isTrue();
        assertThat(files[0].getSize()).isEqualTo(1234);
        assertThat(Duration.between(files[0].getTimestamp().toInstant(), Instant.now()))
                .isLessThan(Duration.ofMinutes(10));
        assertThat(files[1].isDirectory()).isTrue();
        assertThat(files[1].getTimestamp().toInstant()).isEqualTo(Instant.parse("2006-03-14T00:00:00Z"));
        assertThat(Arrays.stream(client.mlistDir("d")).map(FTPFile::getName)).contains("a file", "below");
        client.disconnect();
    }

    private static String unix(FtpDialogue client) {
        return line(client, "-rw-r--r-- 1 ftp ftp {11}1234 [A-Z][a-z]{2} \\d\\d \\d\\d:\\d\\d a file");
    }

    private static String below(FtpDialogue client) {
        return line(client, "drwxr-xr-x 1 ftp ftp {14}0 Mar 14  2006 below");
    }

    private static String line(FtpDialogue client, String form) {
        List<String> found = client.lists("LIST d").stream()
                .filter(line -> line.matches(form))
                .toList();
        assertThat(found).as(form).hasSize(1);
        return found.get(0);
    }
}
