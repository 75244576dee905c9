package dev.longshore.ftp.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.Bytes;
import dev.longshore.testing.Eventually;
import dev.longshore.testing.Fault;
import dev.longshore.testing.S3Operation;
import dev.longshore.testing.TestGateway;
import dev.longshore.testing.TlsClient;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 959 §4.1.3 STAT: a listing over the control connection, the state of a transfer, the state of the session. */
class StatTest {
    private static final int ENTRIES = 1_100;
    private static final List<String> LIARS =
            List.of("213 End", "213-", " 213 End", "226 Transfer complete.", "200 OK", "für 日本");
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
        IntStream.range(0, ENTRIES).parallel().forEach(i -> gateway.put("many/file-" + i, Bytes.random(i % 10)));
        LIARS.forEach(name -> gateway.put("liars/" + name, Bytes.random(1)));
        gateway.put("dir/sub/x", Bytes.random(1));
        gateway.put("dir/a", Bytes.random(1234));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void aLargeDirectoryIsOneReply() {
        try (var client = gateway.login()) {
            gateway.proxy().forget();
            client.sends("STAT many").gets(213);
            List<String> reply = client.reply();
            assertThat(reply.get(0)).isEqualTo("213-Status:");
            assertThat(reply.subList(1, reply.size() - 1)).allSatisfy(line -> assertThat(line)
                    .matches("213--rw-r--r-- 1 ftp ftp +\\d [A-Z][a-z]{2} \\d\\d \\d\\d:\\d\\d file-\\d+"));
            assertThat(names(reply))
                    .isEqualTo(IntStream.range(0, ENTRIES)
                            .mapToObj(i -> "file-" + i)
                            .collect(Collectors.toCollection(TreeSet::new)));
            assertThat(gateway.proxy().seen()).isEqualTo(Map.of(S3Operation.LIST_OBJECTS, 2));
            client.sends("NOOP").gets("200 OK.");
        }
    }

    @Test
    void aListingThatFailsInTheMiddleStillEnds() {
        try (var client = gateway.login()) {
            gateway.proxy().failFrom(S3Operation.LIST_OBJECTS, 2, Fault.ERROR_500);
            client.sends("STAT many").gets(213);
            assertThat(client.replyLine()).isEqualTo("213 Incomplete: the storage failed.");
            client.sends("NOOP").gets("200 OK.");
        } finally {
            gateway.proxy().heal();
        }
    }

    @Test
    void noNameIsTakenForTheEnd() {
        try (var client = gateway.login()) {
            client.sends("STAT liars").sends("NOOP").gets(213);
            List<String> reply = client.reply();
            assertThat(reply.subList(0, reply.size() - 1))
                    .allSatisfy(line -> assertThat(line).startsWith("213-"));
            assertThat(reply).hasSize(LIARS.size() + 2);
            LIARS.forEach(name -> assertThat(reply).anyMatch(line -> line.endsWith(" " + name)));
            client.gets("200 OK.");
        }
    }

    @Test
    void isWhatListShows() {
        try (var client = gateway.login()) {
            List<String> listing = client.lists("LIST dir");
            client.sends("STAT dir").gets(213);
            assertThat(client.reply())
                    .containsExactlyElementsOf(Stream.of(
                                    Stream.of("213-Status:"),
                                    listing.stream().map(line -> "213-" + line),
                                    Stream.of("213 End"))
                            .flatMap(lines -> lines)
                            .toList());
            assertThat(listing).hasSize(2);
        }
    }

    @Test
    void aFileIsItsOnlyEntry() {
        try (var client = gateway.login()) {
            client.sends("STAT dir/a").gets(213);
            assertThat(client.reply()).hasSize(3);
            assertThat(client.reply().get(1))
                    .startsWith("213--rw-r--r-- 1 ftp ftp ")
                    .endsWith(" a")
                    .contains(" 1234 ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"STAT -l dir", "STAT -lF dir", "STAT /dir", "STAT dir/", "stat dir"})
    void takesWhatListTakes(String command) {
        try (var client = gateway.login()) {
            client.sends(command).gets(213);
            assertThat(client.reply()).hasSize(4);
        }
    }

    @Test
    void whatIsMissingHasNoStatus() {
        try (var client = gateway.login()) {
            client.sends("STAT missing").gets("550 No such file or directory.");
        }
    }

    @Test
    void withoutAPathItIsOfTheSession() {
        try (var client = gateway.login()) {
            client.sends("STAT").gets(211);
            assertThat(client.reply())
                    .containsExactly(
                            "211-Status:",
                            " Logged in as alice",
                            " No transfer",
                            " Control connection in clear",
                            " Data connections in clear",
                            "211 End");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void itTellsWhatIsEncrypted(String version) {
        try (TestGateway encrypting = TestGateway.start(Map.of("longshore.ftp.tls.mode", "offer"));
                var client = new TlsClient(version).connect(encrypting).login("alice", "secret")) {
            client.sends("STAT").gets(211);
            assertThat(client.reply())
                    .contains(" Control connection encrypted by " + version, " Data connections in clear");
            client.sends("PBSZ 0").gets(200).sends("STAT").gets(211);
            assertThat(client.reply()).contains(" Data connections in clear");
            client.sends("PROT P").gets(200).sends("STAT").gets(211);
            assertThat(client.reply()).contains(" Data connections encrypted");
            client.sends("PROT C").gets(200).sends("STAT").gets(211);
            assertThat(client.reply()).contains(" Data connections in clear");
        }
    }

    @Test
    void inATransferItTellsTheBytes() throws IOException {
        try (var client = gateway.login()) {
            try (Socket data = client.passive()) {
                client.sends("STOR big").gets(150);
                data.getOutputStream().write(Bytes.random(54_321));
                Eventually.holds("all bytes are counted", () -> {
                    client.sends("STAT").gets(211);
                    assertThat(client.reply().get(2)).matches(" Transferring, \\d+ bytes so far");
                    return client.reply().get(2).equals(" Transferring, 54321 bytes so far");
                });
                client.sends("NOOP").gets(200);
                assertThat(gateway.get("big")).isNull();
            }
            client.gets(226).sends("STAT").gets(211);
            assertThat(client.reply()).contains(" No transfer");
            assertThat(gateway.get("big")).hasSize(54_321);
        }
    }

    @Test
    void needsALogin() {
        try (var client = gateway.connect()) {
            client.sends("STAT").gets(530).sends("STAT dir").gets(530);
        }
    }

    private static TreeSet<String> names(List<String> reply) {
        return reply.subList(1, reply.size() - 1).stream()
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
