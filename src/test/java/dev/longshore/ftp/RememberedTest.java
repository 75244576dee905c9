package dev.longshore.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.Bytes;
import dev.longshore.testing.Fault;
import dev.longshore.testing.FtpDialogue;
import dev.longshore.testing.S3Operation;
import dev.longshore.testing.TestGateway;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a session has just listed, looked at or written, it does not ask S3 for again. Every test has names of its own; what a session
 * remembers holds five seconds, and no test takes that long.
 */
class RememberedTest {
    private static final int HUNDRED = 100;
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
        IntStream.range(0, HUNDRED).parallel().forEach(i -> gateway.put("hundred/f" + i, Bytes.random(i)));
        IntStream.range(0, 1_001).parallel().forEach(i -> gateway.put("large/f" + i, Bytes.random(1)));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void forget() {
        gateway.proxy().forget();
    }

    @ParameterizedTest
    @ValueSource(strings = {"LIST", "MLSD", "NLST"})
    void aListingTellsAllSizes(String verb) {
        try (var client = gateway.login()) {
            assertThat(client.lists(verb + " hundred"))
                    .filteredOn(line -> !line.matches("type=[cp]dir;.*"))
                    .hasSize(HUNDRED);
            for (int i = 0; i < HUNDRED; i++) {
                client.sends("SIZE hundred/f" + i).gets("213 " + i);
            }
        }
        seen(S3Operation.LIST_OBJECTS, 1);
    }

    /** As clients do that use several connections at once: what one of them makes is there for the others. */
    @Test
    void whatAnotherSessionDoesIsSeenAtOnce() {
        gateway.put("shared/old", Bytes.random(1));
        gateway.put("shared/gone", Bytes.random(1));
        try (var client = gateway.login();
                var other = gateway.login()) {
            assertThat(client.lists("NLST shared")).contains("old", "gone");
            other.sends("MKD shared/made").gets(257).stores("shared/new", Bytes.random(3));
            other.stores("shared/implied/file", Bytes.random(2))
                    .sends("DELE shared/gone")
                    .gets(250);
            client.sends("CWD shared/made")
                    .gets(250)
                    .sends("CWD /shared/implied")
                    .gets(250);
            client.sends("SIZE /shared/new").gets("213 3").sends("SIZE file").gets("213 2");
            client.sends("SIZE /shared/gone")
                    .gets(550)
                    .sends("DELE /shared/new")
                    .gets(250);
            other.sends("SIZE shared/new").gets(550);
        }
    }

    @Test
    void aListingTellsTimesFactsAndDirectories() {
        gateway.put("mixed/dir/file", Bytes.random(3));
        gateway.put("mixed/file", Bytes.random(4));
        gateway.proxy().forget();
        try (var client = gateway.login()) {
            String told = client.lists("MLSD mixed").stream()
                    .filter(line -> line.endsWith(" file"))
                    .findFirst()
                    .orElseThrow()
                    .replaceAll(".*modify=(\\d+);.*", "$1");
            client.sends("MDTM mixed/file").gets("213 " + told);
            client.sends("MLST mixed/file").gets(250);
            assertThat(client.reply().get(1)).contains("size=4;").contains("modify=" + told);
            client.sends("CWD mixed/dir").gets(250).sends("CWD ..").gets(250);
            client.sends("RNFR file").gets(350);
            client.sends("CWD absent")
                    .gets(550)
                    .sends("SIZE absent")
                    .gets(550)
                    .sends("DELE absent")
                    .gets(550);
        }
        // The second one is that of CWD absent: another gateway may have made it.
        seen(S3Operation.LIST_OBJECTS, 2);
    }

    /** As senders do that do not want to replace anything. */
    @Test
    void aScriptThatLooksBeforeEachUploadCostsOneRequestPerFile() {
        gateway.put("sent/old", Bytes.random(1));
        gateway.proxy().forget();
        try (var client = gateway.login()) {
            client.sends("CWD sent").gets(250);
            for (int i = 0; i < HUNDRED; i++) {
                client.sends("SIZE new" + i).gets(550).stores("new" + i, Bytes.random(i));
            }
        }
        Map<S3Operation, Integer> seen = gateway.proxy().seen();
        assertThat(seen).containsEntry(S3Operation.PUT_OBJECT, HUNDRED);
        int others = seen.values().stream().mapToInt(Integer::intValue).sum() - HUNDRED;
        assertThat(others).as("requests beside the uploads: %s", seen).isLessThan(HUNDRED / 4);
        assertThat(gateway.keys().stream().filter(key -> key.startsWith("sent/")))
                .hasSize(HUNDRED + 1);
    }

    @Test
    void aFewQuestionsInOneDirectoryCostOnePage() {
        try (var client = gateway.login()) {
            for (int i = 0; i < HUNDRED; i++) {
                client.sends("SIZE hundred/f" + i).gets("213 " + i);
            }
            client.sends("SIZE hundred/absent").gets(550);
        }
        assertThat(gateway.proxy().seen()).isEqualTo(Map.of(S3Operation.HEAD_OBJECT, 2, S3Operation.LIST_OBJECTS, 1));
    }

    /** A page that is not the whole directory tells nothing of what it lacks. */
    @Test
    void aLargeDirectoryIsNotTakenForItsFirstPage() {
        try (var client = gateway.login()) {
            for (int i = 0; i < 5; i++) {
                client.sends("SIZE large/f99" + i)
                        .gets("213 1")
                        .sends("SIZE large/x" + i)
                        .gets(550);
            }
            client.sends("SIZE large/f1").gets("213 1");
        }
        assertThat(gateway.proxy().seen()).containsEntry(S3Operation.LIST_OBJECTS, 1);
    }

    @Test
    void itsOwnUploadsAreSeenAtOnce() {
        try (var client = gateway.login()) {
            assertThat(client.lists("NLST hundred")).hasSize(HUNDRED);
            client.sends("SIZE hundred/mine").gets(550);
            client.stores("hundred/mine", Bytes.random(77));
            client.sends("SIZE hundred/mine").gets("213 77");
            client.stores("hundred/mine", Bytes.random(78));
            client.sends("SIZE hundred/mine").gets("213 78");
            client.stores("APPE hundred/mine", Bytes.random(2), 226);
            client.sends("SIZE hundred/mine").gets("213 80");
            client.stores("hundred/deep/er/mine", Bytes.random(1));
            client.sends("CWD hundred/deep")
                    .gets(250)
                    .sends("CWD er")
                    .gets(250)
                    .sends("CWD /")
                    .gets(250);
            client.sends("DELE hundred/mine")
                    .gets(250)
                    .sends("SIZE hundred/mine")
                    .gets(550);
            client.sends("DELE hundred/mine").gets(550);
            client.sends("DELE hundred/deep/er/mine").gets(250);
            assertThat(client.lists("NLST hundred")).hasSize(HUNDRED);
        }
    }

    @Test
    void itsOwnDirectoriesAndRenamesAreSeenAtOnce() {
        try (var client = gateway.login()) {
            client.sends("MKD own").gets(257);
            assertThat(client.lists("NLST own")).isEmpty();
            gateway.proxy().forget();
            client.sends("CWD own")
                    .gets(250)
                    .sends("MKD below")
                    .gets(257)
                    .sends("CWD below")
                    .gets(250);
            assertThat(gateway.proxy().seen()).containsEntry(S3Operation.LIST_OBJECTS, 1);
            client.sends("CWD /own")
                    .gets(250)
                    .sends("RMD below")
                    .gets(250)
                    .sends("CWD below")
                    .gets(550);
            client.stores("old", Bytes.random(3));
            client.sends("RNFR old").gets(350).sends("RNTO new").gets(250);
            client.sends("SIZE old").gets(550).sends("SIZE new").gets("213 3");
            client.sends("MFMT 20200102030405 new").gets(213).sends("MDTM new").gets("213 20200102030405");
            assertThat(client.lists("MLSD"))
                    .filteredOn(line -> line.startsWith("type=file;"))
                    .hasSize(1);
            client.sends("MDTM new").gets("213 20200102030405");
            client.stores("new", Bytes.random(3));
            assertThat(client.sends("MDTM new").gets(213).replyLine()).isNotEqualTo("213 20200102030405");
        }
    }

    @Test
    void aFailedUploadIsNotRemembered() {
        gateway.put("failing/kept", Bytes.random(5));
        try (var client = gateway.login()) {
            client.lists("NLST failing");
            gateway.proxy().failFrom(S3Operation.PUT_OBJECT, 1, Fault.ERROR_500);
            client.stores("STOR failing/kept", Bytes.random(50), 451);
            gateway.proxy().heal();
            client.sends("SIZE failing/kept").gets("213 5");
        } finally {
            gateway.proxy().heal();
        }
    }

    /** What reads or changes content never relies on what was seen before. */
    @Test
    void actionsAskAfresh() {
        gateway.put("fresh", Bytes.random(10));
        try (var client = gateway.login()) {
            client.lists("NLST");
            client.sends("SIZE fresh").gets("213 10");
            gateway.put("fresh", Bytes.random(20));
            client.sends("SIZE fresh").gets("213 10");
            assertThat(client.fetches("RETR fresh")).isEqualTo(Bytes.random(20));
            client.stores("APPE fresh", Bytes.random(1), 226);
            assertThat(gateway.get("fresh")).hasSize(21);
            gateway.put("fresh", Bytes.random(30));
            client.sends("REST 25").gets(350).stores("STOR fresh", Bytes.random(1), 226);
            assertThat(gateway.get("fresh")).hasSize(26);
            gateway.put("fresh", Bytes.random(40));
            client.sends("RNFR fresh").gets(350).sends("RNTO fresh-moved").gets(250);
            assertThat(gateway.get("fresh-moved")).isEqualTo(Bytes.random(40));
        }
    }

    @Test
    void theRequestsOfEachVerb() {
        gateway.put("costs/file", Bytes.random(10));
        gateway.put("costs/other", Bytes.random(10));
        gateway.put("costs/third", Bytes.random(10));
        gateway.put("costs/marked/", new byte[0]);
        costs("CWD costs", 250, Map.of(S3Operation.LIST_OBJECTS, 1));
        costs("CWD /", 250, Map.of());
        costs("CDUP", 200, Map.of());
        costs("SIZE costs/file", 213, Map.of(S3Operation.HEAD_OBJECT, 1));
        costs("MDTM costs/file", 213, Map.of(S3Operation.HEAD_OBJECT, 1));
        costs("MLST costs/file", 250, Map.of(S3Operation.HEAD_OBJECT, 1));
        costs("DELE costs/file", 250, Map.of(S3Operation.HEAD_OBJECT, 1, S3Operation.DELETE_OBJECT, 1));
        costs("RMD costs/marked", 250, Map.of(S3Operation.LIST_OBJECTS, 1, S3Operation.DELETE_OBJECT, 1));
        costs("RMD costs", 550, Map.of(S3Operation.LIST_OBJECTS, 1));
        costs("AVBL", 550, Map.of());
        try (var client = gateway.login()) {
            client.sends("SIZE costs/other").gets(213);
            gateway.proxy().forget();
            client.sends("DELE costs/other").gets(250);
            seen(S3Operation.DELETE_OBJECT, 1);
        }
        gateway.proxy().forget();
        try (var client = gateway.login()) {
            client.stores("costs/third", Bytes.random(4));
            client.sends("SIZE costs/third").gets("213 4");
            client.sends("CWD costs").gets(250);
        }
        seen(S3Operation.PUT_OBJECT, 1);
    }

    /** In a session that remembers nothing. */
    private static void costs(String command, int code, Map<S3Operation, Integer> requests) {
        try (FtpDialogue client = gateway.login()) {
            gateway.proxy().forget();
            client.sends(command).gets(code);
            assertThat(gateway.proxy().seen()).as(command).isEqualTo(requests);
            gateway.proxy().forget();
        }
    }

    private static void seen(S3Operation operation, int times) {
        assertThat(gateway.proxy().seen()).isEqualTo(Map.of(operation, times));
    }
}
