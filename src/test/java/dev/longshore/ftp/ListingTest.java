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
import java.util.stream.Collectors;
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
    private static final String FACTS_OF_A_FILE = "modify=\\d{14};unique=[0-9a-f]{24};perm=adfrw;UNIX.mode=0644;";
    private static final String FACTS_OF_A_DIRECTORY = "unique=[0-9a-f]{24};perm=cdeflmp;UNIX.mode=0755;";
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
            assertThat(lines).anyMatch(line -> line.matches("drwxr-xr-x 1 ftp ftp +0 Mar 14  2006 below"));
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
                    .hasSize(5)
                    .anyMatch(line -> line.matches("type=file;size=12;" + FACTS_OF_A_FILE + " a file"))
                    .anyMatch(line -> line.matches("type=file;size=3456;" + FACTS_OF_A_FILE + " für 日本"))
                    .anyMatch(line -> line.matches("type=dir;" + FACTS_OF_A_DIRECTORY + " below"))
                    .anyMatch(line -> line.matches("type=cdir;modify=\\d{14};" + FACTS_OF_A_DIRECTORY + " [.]"))
                    .contains("type=pdir; ..");
        }
    }

    @Test
    void mlstTellsOfAFile() {
        try (var client = gateway.login()) {
            List<String> reply = client.sends("MLST shown/a file").gets(250).reply();
            assertThat(reply).hasSize(3);
            assertThat(reply.get(1)).matches(" type=file;size=12;" + FACTS_OF_A_FILE + " /shown/a file");
        }
    }

    @Test
    void mlstTellsOfADirectory() {
        try (var client = gateway.login()) {
            String facts = " type=dir;modify=\\d{14};" + FACTS_OF_A_DIRECTORY;
            assertThat(client.sends("MLST shown").gets(250).reply().get(1)).matches(facts + " /shown");
            client.sends("CWD shown/below").gets(250);
            assertThat(client.sends("MLST").gets(250).reply().get(1)).matches(facts + " /shown/below");
            assertThat(client.sends("MLST /").gets(250).reply().get(1))
                    .matches(" type=dir;(modify=\\d{14};)?unique=[0-9a-f]{24};perm=celmp;UNIX.mode=0755; /");
            client.sends("MLST missing").gets(550);
        }
    }

    /** RFC 3659 §7.5.3: one value for one file, wherever it is told. */
    @Test
    void uniqueIsTheSameForTheSameFile() {
        try (var client = gateway.login()) {
            client.sends("OPTS MLST type;unique;").gets(200);
            Map<String, String> shown = uniques(client.lists("MLSD shown"));
            Map<String, String> root = uniques(client.lists("MLSD /"));
            assertThat(shown.get(".")).isEqualTo(root.get("shown")).isEqualTo(unique(client, "shown"));
            assertThat(shown.get("below")).isEqualTo(unique(client, "/shown/below/"));
            assertThat(shown.get("a file")).isEqualTo(unique(client, "shown/../shown/a file"));
            assertThat(root.get(".")).isEqualTo(unique(client, "/"));
            assertThat(List.of(
                            shown.get("."),
                            shown.get("below"),
                            shown.get("a file"),
                            shown.get("für 日本"),
                            root.get(".")))
                    .doesNotHaveDuplicates()
                    .allMatch(value -> value.matches("[0-9a-f]{24}"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"LIST -l shown", "LIST -L -n shown", "LIST shown/", "LIST ./shown/.", "LIST -- shown"})
    void listTakesOptionsAndPaths(String command) {
        try (var client = gateway.login()) {
            assertThat(client.lists(command)).hasSize(3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"LIST", "LIST -l", "NLST", "NLST -1"})
    void withoutAPathTheWorkingDirectoryIsMeant(String command) {
        try (var client = gateway.login()) {
            client.sends("CWD shown").gets(250);
            assertThat(client.lists(command)).hasSize(3);
            assertThat(client.lists("MLSD")).hasSize(5);
        }
    }

    @Test
    void aFileIsItsOwnListing() {
        try (var client = gateway.login()) {
            assertThat(client.lists("LIST shown/a file"))
                    .singleElement()
                    .asString()
                    .matches(String.format(LINE_OF_LIST, 12, "a file"));
            assertThat(client.lists("NLST shown/a file")).containsExactly("shown/a file");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"LIST", "NLST", "MLSD"})
    void anEmptyDirectoryIsNoFailure(String verb) {
        try (var client = gateway.login()) {
            client.sends("MKD empty-" + verb).gets(257);
            assertThat(client.lists(verb + " empty-" + verb)).hasSize(verb.equals("MLSD") ? 2 : 0);
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
            List<String> lines = client.lists(verb + " many").stream()
                    .filter(line -> !line.endsWith("."))
                    .toList();
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
            assertThat(client.lists("MLSD " + name)).hasSize(4);
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
            assertThat(client.lists("MLSD odd")).hasSize(3);
            assertThat(client.lists("LIST odd")).hasSize(1);
        }
    }

    private static Map<String, String> uniques(List<String> lines) {
        return lines.stream()
                .map(line -> line.split(" ", 2))
                .collect(Collectors.toMap(line -> line[1], line -> line[0].replaceAll(".*unique=|;", "")));
    }

    private static String unique(FtpDialogue client, String path) {
        String facts = client.sends("MLST " + path).gets(250).reply().get(1);
        return facts.replaceAll(".*unique=|;.*", "");
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
