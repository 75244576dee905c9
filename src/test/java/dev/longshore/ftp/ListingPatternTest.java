package dev.longshore.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.Bytes;
import dev.longshore.testing.Fault;
import dev.longshore.testing.S3Operation;
import dev.longshore.testing.TestGateway;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wildcards in the argument of LIST and NLST. */
@Timeout(60)
class ListingPatternTest {
    private static final int MANY = 1_200;
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
        for (String key : List.of(
                "d/a.csv",
                "d/b.csv",
                "d/b.txt",
                "d/sub/x",
                "a1/b1.txt",
                "a1/b2.txt",
                "a1/c1.txt",
                "a2/b1.txt",
                "a3/in/b1.txt",
                "b1/b1.txt",
                "literal/a*",
                "literal/ab",
                "literal/[x]/in",
                "literal/x/out",
                "literal/q?/in",
                "literal/q?-more",
                "literal/q1",
                "für/日本")) {
            gateway.put(key, Bytes.random(9));
        }
        IntStream.range(0, MANY).parallel().forEach(i -> gateway.put("many/f" + (10_000 + i), new byte[0]));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @AfterEach
    void heal() {
        gateway.proxy().heal();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NLST d/*.csv | d/a.csv d/b.csv",
                "NLST /d/*.csv | /d/a.csv /d/b.csv",
                "NLST d/b.* | d/b.csv d/b.txt",
                "NLST d/?.csv | d/a.csv d/b.csv",
                "NLST d/[!a]* | d/b.csv d/b.txt d/sub",
                "NLST d/*/ | d/sub",
                "NLST -F d/s* | d/sub/",
                "NLST -d d/s* | d/sub",
                "NLST -r d/*.csv | d/b.csv d/a.csv",
                "NLST a*/b?.txt | a1/b1.txt a1/b2.txt a2/b1.txt",
                "NLST [ab]1/b1.txt | a1/b1.txt b1/b1.txt",
                "NLST a?/in/b* | a3/in/b1.txt",
                "NLST a*/in | a3/in",
                "NLST */*/b1* | a3/in/b1.txt",
                "NLST a1/../a2/b* | a1/../a2/b1.txt",
                "NLST f*/日* | für/日本",
                "NLST fü?/?? | für/日本",
                "NLST -- d/*.txt | d/b.txt",
            })
    void findsWhatMatches(String command, String found) {
        try (var client = gateway.login()) {
            assertThat(client.lists(command)).containsExactly(found.split(" "));
        }
    }

    @Test
    void isRelativeToTheWorkingDirectory() {
        try (var client = gateway.login()) {
            client.sends("CWD d").gets(250);
            assertThat(client.lists("NLST *.csv")).containsExactly("a.csv", "b.csv");
            assertThat(client.lists("NLST *")).containsExactly("a.csv", "b.csv", "b.txt", "sub");
            assertThat(client.lists("LIST *.csv"))
                    .hasSize(2)
                    .allMatch(line -> line.matches("-rw-r--r-- 1 ftp ftp +9 .* [ab][.]csv"));
            client.sends("STAT *.csv").gets(213);
            assertThat(client.reply()).hasSize(4);
        }
    }

    /** A pattern asks which files there are; that there are none is an answer. */
    @ParameterizedTest
    @ValueSource(
            strings = {"NLST *.none", "LIST d/z*", "LIST missing/*", "NLST a*/missing", "NLST d/*.csv/x", "LIST *.none"
            })
    void nothingIsNoFailure(String command) {
        try (var client = gateway.login()) {
            assertThat(client.lists(command)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NLST literal/a* | literal/a*",
                "NLST literal/[x] | in",
                "NLST literal/[x]/ | in",
                "NLST literal/q? | in",
                "NLST -d literal/q? | literal/q?",
                "NLST literal/[a]* | literal/a* literal/ab",
                "NLST literal/[[]x] | literal/[x]",
            })
    void aNameThatIsThereGoesBeforeItsPattern(String command, String found) {
        try (var client = gateway.login()) {
            assertThat(client.lists(command)).containsExactly(found.split(" "));
        }
    }

    /** One request more than the pages of what begins as the pattern does: for the name that looks like it. */
    @ParameterizedTest
    @CsvSource({
        "NLST d/*.csv, 2",
        "NLST many/f1000*, 2",
        "NLST many/*9, 3",
        "NLST a*/b?.txt, 5",
        "NLST a[12]/b1.txt, 4",
        "NLST missing/*/x, 2",
    })
    void asksForNoMoreThanTheLiteralBeginning(String command, int requests) {
        try (var client = gateway.login()) {
            gateway.proxy().forget();
            client.lists(command);
            assertThat(gateway.proxy().seen()).isEqualTo(Map.of(S3Operation.LIST_OBJECTS, requests));
        }
    }

    @Test
    void hostilePatternsDoNotHoldTheGateway() {
        gateway.put("hostile/" + "a".repeat(200), new byte[0]);
        try (var client = gateway.login()) {
            long start = System.nanoTime();
            assertThat(client.lists("NLST hostile/" + "*a".repeat(900) + "*b")).isEmpty();
            assertThat(client.lists("NLST hostile/" + "*?".repeat(190) + "*")).hasSize(1);
            assertThat(client.lists("NLST hostile/" + "[!b]".repeat(200) + "x")).isEmpty();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
            client.extendedPassivePort();
            client.sends("LIST " + "*/".repeat(500)).gets(553);
        }
    }

    @Test
    void aFailureBehindTheFirstMatchesIsNoSuccess() {
        try (var client = gateway.login()) {
            gateway.proxy().failFrom(S3Operation.LIST_OBJECTS, 4, Fault.ERROR_500);
            client.passive();
            client.sends("NLST a*/b?.txt").gets(150).gets(451).sends("NOOP").gets(200);
        }
    }
}
