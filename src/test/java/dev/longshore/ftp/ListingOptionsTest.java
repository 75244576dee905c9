package dev.longshore.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.Bytes;
import dev.longshore.testing.Eventually;
import dev.longshore.testing.KeysS3;
import dev.longshore.testing.S3Operation;
import dev.longshore.testing.TestGateway;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The options of LIST and NLST are those of ls, and have the effect that they have there. */
class ListingOptionsTest {
    private static final int DIRECTORIES = 450;
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
        gateway.put("d/large", Bytes.random(300));
        untilTheNextSecond();
        gateway.put("d/small", Bytes.random(1));
        untilTheNextSecond();
        gateway.put("d/medium", Bytes.random(20));
        gateway.put("d/.hidden", Bytes.random(3));
        gateway.put("d/sub/one", Bytes.random(5));
        gateway.put("d/sub/deep/two", Bytes.random(6));
        gateway.put("d/zoo/three", Bytes.random(7));
        gateway.put("-a", Bytes.random(11));
        gateway.put("-l/in", Bytes.random(12));
    }

    /** S3 tells the time of an object in seconds, and the clock of file systems is up to some milliseconds late. */
    private static void untilTheNextSecond() {
        Instant next = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusMillis(1_100);
        Eventually.holds("a second has gone by", () -> Instant.now().isAfter(next));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NLST d", "NLST -1 d", "NLST -A d", "NLST -n -L d"})
    void withoutThemNamesAreInTheirOrder(String command) {
        assertThat(names(command)).containsExactly(".hidden", "large", "medium", "small", "sub", "zoo");
    }

    @Test
    void aShowsTheDirectoryAndTheOneAbove() {
        assertThat(names("NLST -a d")).startsWith(".", "..", ".hidden").hasSize(8);
        assertThat(names("NLST -a /")).startsWith(".").doesNotContain("..");
        List<String> lines = names("LIST -la d");
        assertThat(lines.get(0)).matches("drwxr-xr-x 1 ftp ftp +0 [A-Z][a-z]{2} \\d\\d \\d\\d:\\d\\d [.]");
        assertThat(lines.get(1)).matches("drwxr-xr-x 1 ftp ftp +0 Mar 14  2006 [.][.]");
    }

    @Test
    void lMakesNlstLong() {
        assertThat(names("NLST -l d")).isEqualTo(names("LIST d"));
    }

    @Test
    void fMarksDirectories() {
        assertThat(names("NLST -F d")).containsExactly(".hidden", "large", "medium", "small", "sub/", "zoo/");
        assertThat(names("LIST -F d")).filteredOn(line -> line.startsWith("d")).allMatch(line -> line.endsWith("/"));
    }

    @Test
    void dShowsTheDirectoryInsteadOfItsEntries() {
        assertThat(names("NLST -d d")).containsExactly("d");
        assertThat(names("NLST -d /d/sub")).containsExactly("/d/sub");
        assertThat(names("NLST -d")).containsExactly(".");
        assertThat(names("LIST -d d"))
                .singleElement()
                .asString()
                .startsWith("drwx")
                .endsWith(" d");
        assertThat(names("NLST -d d/large")).containsExactly("d/large");
        refuses("NLST -d missing");
    }

    @Test
    void sAndTAndRSort() {
        assertThat(names("NLST -S d")).startsWith("large", "medium", ".hidden", "small");
        assertThat(names("NLST -Sr d")).endsWith("small", ".hidden", "medium", "large");
        assertThat(names("NLST -t d")).endsWith("small", "large", "sub", "zoo");
        assertThat(names("NLST -rt d")).startsWith("zoo", "sub", "large", "small");
        assertThat(names("NLST -r d")).containsExactly("zoo", "sub", "small", "medium", "large", ".hidden");
    }

    @Test
    void rShowsAllBelow() {
        assertThat(names("NLST -R d"))
                .containsExactly(
                        "d:",
                        ".hidden",
                        "large",
                        "medium",
                        "small",
                        "sub",
                        "zoo",
                        "",
                        "d/sub:",
                        "deep",
                        "one",
                        "",
                        "d/sub/deep:",
                        "two",
                        "",
                        "d/zoo:",
                        "three");
        assertThat(names("NLST -laR d/zoo")).hasSize(4).startsWith("d/zoo:");
        assertThat(names("NLST -R /d/zoo")).containsExactly("/d/zoo:", "three");
        assertThat(names("NLST -R d/large")).containsExactly("d/large");
        try (var client = gateway.login()) {
            client.sends("CWD d/sub").gets(250);
            gateway.proxy().forget();
            assertThat(client.lists("NLST -R")).containsExactly(".:", "deep", "one", "", "./deep:", "two");
            assertThat(gateway.proxy().seen()).isEqualTo(Map.of(S3Operation.LIST_OBJECTS, 2));
            client.sends("STAT -R").gets(213);
            assertThat(client.reply()).contains("213-./deep:");
        }
    }

    /** More directories in one than are held, some of them with names that sort just behind another. */
    @Test
    void rShowsEachOfManyDirectoriesOnce() {
        List<String> directories = IntStream.range(0, DIRECTORIES)
                .mapToObj(i -> String.format("n%03d", i))
                .toList();
        directories.parallelStream().forEach(name -> {
            gateway.put("wide/" + name + "/f", new byte[0]);
            gateway.put("wide/" + name + "0/f", new byte[0]);
        });
        assertThat(names("NLST -R wide").stream()
                        .filter(line -> line.endsWith(":"))
                        .skip(1))
                .doesNotHaveDuplicates()
                .hasSize(2 * DIRECTORIES)
                .containsAll(
                        directories.stream().map(name -> "wide/" + name + ":").toList())
                .containsAll(
                        directories.stream().map(name -> "wide/" + name + "0:").toList());
    }

    @Test
    void filesThatLookLikeOptionsAreReachable() {
        assertThat(names("NLST ./-a")).containsExactly("./-a");
        assertThat(names("NLST -- -a")).containsExactly("-a");
        assertThat(names("NLST -1 -- -a")).containsExactly("-a");
        assertThat(names("LIST /-a")).singleElement().asString().endsWith(" 11 " + date("LIST /-a") + " -a");
        assertThat(names("NLST -- -l")).containsExactly("in");
        assertThat(names("NLST -l -- -l"))
                .singleElement()
                .asString()
                .startsWith("-rw")
                .endsWith(" in");
    }

    /** The embedded S3 cannot have both. */
    @Test
    void aFileAndADirectoryOfOneNameAreBothShown() {
        String root = "<Contents><Key>both</Key><Size>7</Size></Contents><Contents><Key>both-</Key><Size>8</Size>"
                + "</Contents><CommonPrefixes><Prefix>both/</Prefix></CommonPrefixes>";
        String below = "<Contents><Key>both/in</Key><Size>9</Size></Contents>";
        try (KeysS3 storage = KeysS3.answering(target -> page(target.contains("both%2F") ? below : root));
                TestGateway other = storage.gateway(Map.of());
                var client = other.login()) {
            assertThat(client.lists("NLST -F")).containsExactly("both", "both-", "both/");
            assertThat(client.lists("NLST both")).containsExactly("in");
        }
    }

    private static byte[] page(String entries) {
        return ("<ListBucketResult><IsTruncated>false</IsTruncated>" + entries + "</ListBucketResult>")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aDirectoryHasTheTimeOfItsMarker() {
        try (var client = gateway.login()) {
            client.sends("MKD made").gets(257);
            assertThat(client.lists("MLSD made")).anyMatch(line -> line.matches("type=cdir;modify=20\\d{12};.* [.]"));
            gateway.put("implied/below/f", new byte[0]);
            assertThat(client.lists("MLSD implied")).noneMatch(line -> line.contains("modify"));
            assertThat(client.lists("MLSD implied/below")).anyMatch(line -> line.matches("type=cdir;modify=20.*"));
            assertThat(client.lists("MLSD /"))
                    .noneMatch(line -> line.startsWith("type=pdir"))
                    .filteredOn(line -> line.startsWith("type=dir"))
                    .noneMatch(line -> line.contains("modify"));
        }
    }

    private static String date(String command) {
        return names(command).get(0).replaceAll(".* ([A-Z][a-z]{2} .{2} .{5}) -a", "$1");
    }

    private static List<String> names(String command) {
        try (var client = gateway.login()) {
            return client.lists(command);
        }
    }

    private static void refuses(String command) {
        try (var client = gateway.login()) {
            client.extendedPassivePort();
            client.sends(command).gets(550);
        }
    }
}
