package dev.longshore.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.Bytes;
import dev.longshore.testing.Fault;
import dev.longshore.testing.FtpDialogue;
import dev.longshore.testing.S3Operation;
import dev.longshore.testing.TestGateway;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** LIST, NLST, MLSD and MLST. */
class ListingTest {
    private static final int MANY = 1100;
    private static final String LINE_OF_LIST = "-rw-r--r-- 1 ftp ftp +%d [A-Z][a-z]{2} \\d{2} \\d{2}:\\d{2} %s";
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
        gateway.put("shown/a file", Bytes.random(12));
        gateway.put("shown/für 日本", Bytes.random(3456));
        gateway.put("shown/below/deep", Bytes.random(1));
        IntStream.range(0, MANY).parallel().forEach(i -> gateway.put("many/" + numbered(i), new byte[0]));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @AfterEach
    void heal() {
        gateway.proxy().heal();
    }

    @Test
    void listPrintsWhatLsPrints() {
        try (var client = gateway.login()) {
            List<String> lines = client.lists("LIST shown");
            assertThat(lines).hasSize(3);
            assertThat(lines).anyMatch(line -> line.matches(String.format(LINE_OF_LIST, 12, "a file")));
            assertThat(lines).anyMatch(line -> line.matches(String.format(LINE_OF_LIST, 3456, "für 日本")));
            assertThat(lines).anyMatch(line -> line.matches("drwxr-xr-x 1 ftp ftp +0 Jan 01  1970 below"));
        }
    }

    @Test
    void nlstPrintsNames() {
        try (var client = gateway.login()) {
            assertThat(client.lists("NLST shown")).containsExactlyInAnyOrder("a file", "für 日本", "below");
            client.sends("CWD shown").gets(250);
            assertThat(client.lists("NLST")).containsExactlyInAnyOrder("a file", "für 日本", "below");
            assertThat(client.lists("NLST ..")).contains("shown", "many");
        }
    }

    @Test
    void mlsdPrintsFacts() {
        try (var client = gateway.login()) {
            assertThat(client.lists("MLSD shown"))
                    .hasSize(3)
                    .anyMatch(line -> line.matches("type=file;size=12;modify=\\d{14}; a file"))
                    .anyMatch(line -> line.matches("type=file;size=3456;modify=\\d{14}; für 日本"))
                    .contains("type=dir; below");
        }
    }

    @Test
    void mlstTellsOfAFile() {
        try (var client = gateway.login()) {
            List<String> reply = client.sends("MLST shown/a file").gets(250).reply();
            assertThat(reply).hasSize(3);
            assertThat(reply.get(1)).matches(" type=file;size=12;modify=\\d{14}; /shown/a file");
        }
    }

    @Test
    void mlstTellsOfADirectory() {
        try (var client = gateway.login()) {
            assertThat(client.sends("MLST /").gets(250).reply().get(1)).isEqualTo(" type=dir; /");
            assertThat(client.sends("MLST shown").gets(250).reply().get(1)).matches(" type=dir;modify=\\d{14}; /shown");
            assertThat(client.sends("CWD shown/below")
                            .gets(250)
                            .sends("MLST")
                            .gets(250)
                            .reply()
                            .get(1))
                    .matches(" type=dir;modify=\\d{14}; /shown/below");
            client.sends("MLST missing").gets(550);
        }
    }

    /** Clients write options as if LIST were ls; they are taken and have no effect. */
    @ParameterizedTest
    @ValueSource(strings = {"LIST -la shown", "LIST -l -a shown", "LIST -aL /shown", "LIST shown/", "LIST ./shown/."})
    void listTakesOptions(String command) {
        try (var client = gateway.login()) {
            assertThat(client.lists(command)).hasSize(3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"LIST", "LIST -la", "NLST", "NLST -1", "MLSD"})
    void withoutAPathTheWorkingDirectoryIsMeant(String command) {
        try (var client = gateway.login()) {
            client.sends("CWD shown").gets(250);
            assertThat(client.lists(command)).hasSize(3);
        }
    }

    @Test
    void aFileIsItsOwnListing() {
        try (var client = gateway.login()) {
            assertThat(client.lists("LIST shown/a file"))
                    .singleElement()
                    .asString()
                    .matches(String.format(LINE_OF_LIST, 12, "a file"));
            assertThat(client.lists("NLST shown/a file")).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"LIST", "NLST", "MLSD"})
    void anEmptyDirectoryIsNoFailure(String verb) {
        try (var client = gateway.login()) {
            client.sends("MKD empty-" + verb).gets(257);
            assertThat(client.lists(verb + " empty-" + verb)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"LIST", "NLST", "MLSD"})
    void aMissingDirectoryIsAFailureWithout150(String verb) {
        try (var client = gateway.login()) {
            client.extendedPassivePort();
            client.sends(verb + " missing").gets(550);
            client.sends("NOOP").gets(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"LIST", "NLST", "MLSD"})
    void needsADataConnection(String verb) {
        try (var client = gateway.login()) {
            client.sends(verb).gets(425);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"LIST", "NLST", "MLSD"})
    void askS3OncePerThousand(String verb) {
        try (var client = gateway.login()) {
            gateway.proxy().forget();
            List<String> lines = client.lists(verb + " many");
            assertThat(gateway.proxy().seen()).isEqualTo(Map.of(S3Operation.LIST_OBJECTS, 2));
            assertThat(lines).hasSize(MANY);
            assertThat(lines.stream().map(line -> line.substring(line.length() - 6)))
                    .containsExactlyElementsOf(IntStream.range(0, MANY)
                            .mapToObj(ListingTest::numbered)
                            .toList());
        }
    }

    @Test
    void aFailingFirstPageIsAFailureWithout150() {
        try (var client = gateway.login()) {
            gateway.proxy().fail(S3Operation.LIST_OBJECTS, Fault.ERROR_500);
            client.extendedPassivePort();
            client.sends("LIST many").gets(451);
        }
    }

    @Test
    void aFailingSecondPageIsNeverASuccess() throws IOException {
        try (var client = gateway.login();
                Socket data = client.passive()) {
            gateway.proxy().failFrom(S3Operation.LIST_OBJECTS, 2, Fault.ERROR_500);
            client.sends("NLST many").gets(150);
            assertBreaksOff(data);
            client.gets(451);
            client.sends("NOOP").gets(200);
        }
    }

    @Test
    void oneFailureOfASecondPageIsSurvived() {
        try (var client = gateway.login()) {
            gateway.proxy().failOnly(S3Operation.LIST_OBJECTS, 2, Fault.ERROR_500);
            assertThat(client.lists("NLST many")).hasSize(MANY);
        }
    }

    /** RFC 3659 §7: MLST and MLSD take a name as it is; what looks like options or patterns is one. */
    @ParameterizedTest
    @ValueSource(strings = {"-la", "-", "a[1].txt", "*", "?", "[", "dir*[/x?"})
    void factsAreToldOfTheVeryName(String name) {
        gateway.put("very/" + name + "/in", Bytes.random(1));
        gateway.put("very/" + name + "/in-2", Bytes.random(2));
        gateway.put("named/" + name, Bytes.random(7));
        try (var client = gateway.login()) {
            client.sends("CWD named").gets(250);
            client.sends("MLST " + name).gets(250);
            assertThat(client.reply().get(1)).startsWith(" type=file;size=7;").endsWith(" /named/" + name);
            client.sends("CWD /very").gets(250);
            assertThat(client.lists("MLSD " + name)).hasSize(2);
            client.extendedPassivePort();
            client.sends("MLSD " + name + "?").gets(550).sends("NOOP").gets("200 OK.");
        }
    }

    /** A line end would make two entries of one. */
    @Test
    void keysThatNoLineCanHoldAreLeftOut() {
        gateway.put("odd/fine", Bytes.random(1));
        gateway.put("odd/delete\u007f", Bytes.random(1));
        gateway.put("odd/line\nend", Bytes.random(1));
        assertThat(gateway.keys()).filteredOn(key -> key.startsWith("odd/")).hasSize(3);
        try (FtpDialogue client = gateway.login()) {
            assertThat(client.lists("NLST odd")).containsExactly("fine");
            assertThat(client.lists("MLSD odd")).hasSize(1);
            assertThat(client.lists("LIST odd")).hasSize(1);
        }
    }

    private static String numbered(int number) {
        return String.format("f%05d", number);
    }

    /** The end of a listing that is not whole must not look like its end. */
    private static void assertBreaksOff(Socket data) throws IOException {
        boolean reset = false;
        try {
            data.getInputStream().readAllBytes();
        } catch (SocketException e) {
            reset = true;
        }
        assertThat(reset).as("the data connection is reset").isTrue();
    }
}
