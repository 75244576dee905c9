package dev.longshore.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.ftp.reply.Replies;
import dev.longshore.testing.TestGateway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/protocol.md has every verb and every reply, and what it names is there. */
class ProtocolPageTest {
    private static final Path PAGE = Path.of("docs/protocol.md");
    private static final Path COMMANDS = Path.of("src/main/java/dev/longshore/ftp/command");
    private static final Path TESTS = Path.of("src/test/java");
    private static final Pattern CELL = Pattern.compile("(?<!\\\\)\\|");
    private static final Pattern CODE = Pattern.compile("\\b[1-5]\\d\\d\\b");
    private static final Pattern METHOD = Pattern.compile("\\b(\\w+Test)#(\\w+)");
    private static final String VALUE = "…";
    private static final int LITERAL = 3;
    private static final String LONG_DRAFT = "draft-peterson-streamlined-ftp-command-extensions";
    private static final String SHORT_DRAFT = "draft-peterson";

    /** The sources of all tests by the name of their class. */
    private static final Map<String, String> SOURCES = sources();

    /** A row of the first table. */
    private record Verb(List<String> names, String clause, String type, String replies, List<String> tests) {}

    /** A row of the second table. */
    private record Line(String name, String code, String text, String clause, String test) {}

    static List<Verb> verbs() {
        return rows("Verbs").stream()
                .map(cells ->
                        new Verb(list(cells.get(0)), cells.get(1), cells.get(2), cells.get(3), list(cells.get(4))))
                .toList();
    }

    private static final Map<String, Line> REPLIES = rows("Replies").stream()
            .map(cells -> new Line(cells.get(0), cells.get(1), cells.get(2), cells.get(3), cells.get(4)))
            .collect(Collectors.toMap(Line::name, Function.identity()));

    @Test
    void everyVerbThatIsAnsweredHasARow() {
        try (TestGateway gateway = TestGateway.start(Map.of("longshore.ftp.tls.mode", "offer"));
                var client = gateway.login()) {
            TreeSet<String> known = words(client.sends("HELP").gets(214).reply().get(1));
            words(client.sends("SITE HELP").gets(214).reply().get(1)).forEach(word -> known.add("SITE " + word));
            assertThat(verbs().stream().flatMap(verb -> verb.names().stream()))
                    .containsExactlyInAnyOrderElementsOf(known);
        }
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void namesTheClassOfAVerb(Verb verb) {
        assertThat(COMMANDS.resolve(verb.type() + ".java")).isRegularFile();
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void namesTestsThatSendTheVerb(Verb verb) {
        assertThat(verb.tests()).isNotEmpty().allSatisfy(test -> assertThat(SOURCES)
                .containsKey(test));
        for (String name : verb.names()) {
            assertThat(verb.tests()).as(name).anyMatch(test -> Pattern.compile("\\b" + name + "\\b")
                    .matcher(SOURCES.get(test))
                    .find());
        }
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void namesRepliesOfTheTable(Verb verb) {
        Matcher codes = CODE.matcher(verb.replies());
        assertThat(codes.results().map(result -> Integer.valueOf(result.group())))
                .isNotEmpty()
                .isSubsetOf(Arrays.stream(Replies.values()).map(Replies::code).toList());
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void namesTheClauseOfAVerb(Verb verb) {
        assertThat(verb.clause()).matches("(RFC \\d+ (§[\\d.]+|Appendix [IVX]+)|draft-[a-z0-9-]+).*");
    }

    @Test
    void hasNoReplyThatIsNotInTheTable() {
        assertThat(REPLIES.keySet())
                .isSubsetOf(Arrays.stream(Replies.values()).map(Enum::name).toList());
    }

    @ParameterizedTest
    @EnumSource
    void hasEveryReplyAsItIs(Replies reply) {
        Line line = REPLIES.get(reply.name());
        assertThat(line).as("a row for %s", reply).isNotNull();
        assertThat(line.code()).isEqualTo(Integer.toString(reply.code()));
        assertThat(line.clause()).isEqualTo(reply.clause().replace(LONG_DRAFT, SHORT_DRAFT));
        assertThat(line.text()).isEqualTo(reply.with().lines().get(0).replace("%s", VALUE));
    }

    /** By its text, or, where that is all of values, by its code. */
    @ParameterizedTest
    @EnumSource
    void namesATestThatGetsTheReply(Replies reply) {
        Line line = REPLIES.get(reply.name());
        assertThat(SOURCES).containsKey(line.test());
        String source = SOURCES.get(line.test()).replace("\\", "");
        String literal = Arrays.stream(line.text().split(VALUE))
                .max(Comparator.comparing(String::length))
                .orElse("");
        assertThat(source).contains(literal.length() >= LITERAL ? literal : line.code());
    }

    @Test
    void namesMethodsThatAreThere() {
        List<MatchResult> named = METHOD.matcher(read(PAGE)).results().toList();
        assertThat(named).hasSizeGreaterThan(50).allSatisfy(test -> {
            assertThat(SOURCES).containsKey(test.group(1));
            assertThat(SOURCES.get(test.group(1))).contains("void " + test.group(2) + "(");
        });
    }

    private static TreeSet<String> words(String line) {
        return new TreeSet<>(List.of(line.strip().split(" ")));
    }

    private static List<String> list(String cell) {
        return List.of(cell.split(", "));
    }

    /** The cells of the rows of the table below a heading, without its head. */
    private static List<List<String>> rows(String heading) {
        List<List<String>> rows = new ArrayList<>();
        String section = read(PAGE).split("(?m)^## ")[index(heading)];
        for (String line : section.lines().filter(each -> each.startsWith("|")).toList()) {
            String[] cells = CELL.split(line);
            rows.add(Arrays.stream(cells, 1, cells.length)
                    .map(cell -> cell.strip().replace("\\|", "|"))
                    .toList());
        }
        assertThat(rows).as(heading).hasSizeGreaterThan(2);
        return rows.subList(2, rows.size());
    }

    private static int index(String heading) {
        List<String> sections = List.of(read(PAGE).split("(?m)^## "));
        return sections.indexOf(sections.stream()
                .filter(section -> section.startsWith(heading + "\n"))
                .findFirst()
                .orElseThrow());
    }

    private static Map<String, String> sources() {
        try (Stream<Path> files = Files.walk(TESTS)) {
            return files.filter(file -> file.toString().endsWith("Test.java"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""), ProtocolPageTest::read));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
