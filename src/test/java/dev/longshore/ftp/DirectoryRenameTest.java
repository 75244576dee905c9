package dev.longshore.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.s3.Capability;
import dev.longshore.testing.Bytes;
import dev.longshore.testing.Eventually;
import dev.longshore.testing.Fault;
import dev.longshore.testing.FtpDialogue;
import dev.longshore.testing.S3Operation;
import dev.longshore.testing.TestGateway;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;

/** RNFR and RNTO of a directory: a journal, all copies, their proof, and only then deletions. */
class DirectoryRenameTest {
    private static final Pattern PROGRESS = Pattern.compile(" *Renaming, (\\d+) of (\\d+) files so far");
    private static final Duration NEAR = Duration.ZERO;

    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start(Map.of("longshore.transfers.rename.most-objects", "200"));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @AfterEach
    void heal() {
        gateway.proxy().heal();
        gateway.proxy().moveAway(NEAR, Long.MAX_VALUE);
        assertThat(journals()).isEmpty();
    }

    @Test
    void movesAllThatIsInIt() {
        Map<String, byte[]> content = fill("tree/", 40);
        gateway.put("tree-2/beside", Bytes.random(3));
        try (var client = gateway.login()) {
            client.sends("RNFR tree").gets(350).sends("RNTO moved/here").gets(250);
            client.sends("CWD tree").gets(550).sends("CWD moved/here/sub").gets(250);
        }
        assertThat(below("moved/here/")).isEqualTo(keys(content));
        content.forEach((name, bytes) ->
                assertThat(gateway.get("moved/here/" + name)).as(name).isEqualTo(bytes));
        assertThat(below("tree/")).isEmpty();
        assertThat(below("tree-2/")).containsExactly("beside");
    }

    /** Two listings to look, one for the copies, two for the deletions; no object comes through the gateway. */
    @Test
    void asksNoMoreThanItMust() {
        fill("counted/", 30);
        try (var client = gateway.login()) {
            client.sends("RNFR counted").gets(350);
            gateway.proxy().forget();
            client.sends("RNTO counted-2").gets(250);
            Map<S3Operation, Integer> seen = gateway.proxy().seen();
            assertThat(seen).containsEntry(S3Operation.LIST_OBJECTS, 5);
            if (gateway.can(Capability.CONDITIONAL_SOURCE)) {
                assertThat(seen).containsEntry(S3Operation.COPY_OBJECT, 30);
                assertThat(seen.getOrDefault(S3Operation.HEAD_OBJECT, 0))
                        .isEqualTo(gateway.can(Capability.CONDITIONAL_COPY) ? 0 : 30);
            } else {
                assertThat(seen).containsEntry(S3Operation.UPLOAD_PART_COPY, 29);
            }
            if (gateway.can(Capability.DELETE_OBJECTS)) {
                assertThat(seen)
                        .containsEntry(S3Operation.DELETE_OBJECTS, 1)
                        .containsEntry(S3Operation.DELETE_OBJECT, 1);
            }
        }
    }

    @Test
    void takesItsMarkerAlong() {
        try (var client = gateway.login()) {
            client.sends("MKD empty").gets(257);
            client.sends("RNFR empty").gets(350).sends("RNTO still-empty").gets(250);
            client.sends("CWD empty").gets(550).sends("CWD still-empty").gets(250);
        }
    }

    @Test
    void anEmptyDirectoryMayHaveTheNameAlready() {
        fill("full/", 3);
        try (var client = gateway.login()) {
            client.sends("MKD vacant").gets(257);
            client.sends("RNFR full").gets(350).sends("RNTO vacant").gets(250);
        }
        assertThat(below("vacant/")).hasSize(4);
        assertThat(below("full/")).isEmpty();
    }

    @Test
    void aDirectoryThatIsNotEmptyKeepsItsName() {
        Map<String, byte[]> content = fill("one/", 3);
        gateway.put("other/a", Bytes.random(10));
        try (var client = gateway.login()) {
            client.sends("RNFR one").gets(350).sends("RNTO other").gets("553 File exists or has changed.");
        }
        assertThat(below("one/")).isEqualTo(keys(content));
        assertThat(below("other/")).containsExactly("a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"self/below", "self/below/deeper", "self/../self/below", "/self/sub/x"})
    void cannotGoIntoItself(String name) {
        Map<String, byte[]> content = fill("self/", 3);
        try (var client = gateway.login()) {
            client.sends("RNFR self").gets(350).sends("RNTO " + name).gets(553);
        }
        assertThat(below("self/")).isEqualTo(keys(content));
    }

    @ParameterizedTest
    @ValueSource(strings = {"same", "same/", "/same", "x/../same"})
    void itsOwnNameChangesNothing(String name) {
        Map<String, byte[]> content = fill("same/", 3);
        try (var client = gateway.login()) {
            client.sends("RNFR same").gets(350);
            gateway.proxy().forget();
            client.sends("RNTO " + name).gets(250);
        }
        assertThat(gateway.proxy().seen()).doesNotContainKeys(S3Operation.COPY_OBJECT, S3Operation.DELETE_OBJECTS);
        assertThat(below("same/")).isEqualTo(keys(content));
    }

    @Test
    void theRootStaysWhereItIs() {
        fill("rooted/", 2);
        try (var client = gateway.login()) {
            client.sends("RNFR /").gets(350).sends("RNTO elsewhere").gets(550);
            client.sends("RNFR rooted").gets(350).sends("RNTO /").gets(553);
        }
        assertThat(below("rooted/")).hasSize(2);
    }

    @Test
    void refusesMoreThanTheLimitBeforeAnythingIsMoved() {
        fill("large/", 201);
        try (var client = gateway.login()) {
            client.sends("RNFR large").gets(350);
            gateway.proxy().forget();
            client.sends("RNTO larger").gets("550 Directory is too large to be renamed.");
        }
        assertThat(gateway.proxy().seen()).doesNotContainKeys(S3Operation.COPY_OBJECT, S3Operation.PUT_OBJECT);
        assertThat(below("large/")).hasSize(201);
    }

    @Test
    void refusesKeysThatWouldBeTooLong() {
        gateway.put("long/" + "x".repeat(200) + "/" + "y".repeat(200), Bytes.random(1));
        String target = String.join("/", List.of("z".repeat(200), "z".repeat(200), "z".repeat(230)));
        try (var client = gateway.login()) {
            client.sends("RNFR long").gets(350).sends("RNTO " + target).gets(553);
        }
        assertThat(below("long/")).hasSize(1);
    }

    @Test
    void keepsMetadataAndTypeOfEach() {
        gateway.s3()
                .putObject(
                        request -> request.bucket(gateway.bucket())
                                .key("described/a")
                                .contentType("text/csv")
                                .cacheControl("max-age=5")
                                .metadata(Map.of("origin", "erp", "mtime", "1000000000")),
                        RequestBody.fromBytes(Bytes.random(10)));
        try (var client = gateway.login()) {
            client.sends("RNFR described").gets(350).sends("RNTO described-2").gets(250);
            client.sends("MDTM described-2/a").gets("213 20010909014640");
        }
        var head = gateway.s3()
                .headObject(request -> request.bucket(gateway.bucket()).key("described-2/a"));
        assertThat(head.contentType()).isEqualTo("text/csv");
        assertThat(head.cacheControl()).isEqualTo("max-age=5");
        assertThat(head.metadata()).containsEntry("origin", "erp");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a+b", "100%", "a b", "für 日本", "a?b&c=d", "#1"})
    void keepsNamesAsTheyAre(String name) {
        gateway.put("odd " + name + "/" + name, Bytes.random(10));
        try (var client = gateway.login()) {
            client.sends("RNFR odd " + name)
                    .gets(350)
                    .sends("RNTO even " + name)
                    .gets(250);
        }
        assertThat(below("even " + name + "/")).containsExactly(name);
        assertThat(below("odd " + name + "/")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = S3Operation.class,
            names = {"COPY_OBJECT", "DELETE_OBJECTS", "PUT_OBJECT"})
    void lostAnswersAreLookedFor(S3Operation operation) {
        Map<String, byte[]> content = fill("unanswered-" + operation + "/", 5);
        try (var client = gateway.login()) {
            gateway.proxy()
                    .failOnly(
                            operation == S3Operation.COPY_OBJECT ? gateway.publishesCopies() : operation,
                            1,
                            Fault.LOST_ANSWER);
            client.sends("RNFR unanswered-" + operation).gets(350);
            client.sends("RNTO answered-" + operation).gets(250);
        }
        assertThat(below("answered-" + operation + "/")).isEqualTo(keys(content));
        assertThat(below("unanswered-" + operation + "/")).isEmpty();
    }

    /** What has failed for good is gone on with by the same names. */
    @ParameterizedTest
    @EnumSource(
            value = S3Operation.class,
            names = {"COPY_OBJECT", "DELETE_OBJECTS", "DELETE_OBJECT"})
    void theSameNamesFinishWhatFailed(S3Operation operation) {
        String name = "failing-" + operation;
        Map<String, byte[]> content = fill(name + "/", 20);
        try (var client = gateway.login()) {
            if (operation == S3Operation.COPY_OBJECT) {
                gateway.proxy().failFrom(gateway.copies(), 9, Fault.ERROR_500);
            } else {
                gateway.proxy().failFrom(operation, 1, Fault.ERROR_500);
            }
            client.sends("RNFR " + name).gets(350).sends("RNTO done-" + operation);
            client.gets(operation == S3Operation.DELETE_OBJECT && gateway.can(Capability.DELETE_OBJECTS) ? 250 : 451);
            gateway.proxy().heal();
            content.keySet().forEach(key -> assertThat(gateway.keys().contains(name + "/" + key)
                            || gateway.keys().contains("done-" + operation + "/" + key))
                    .as(key)
                    .isTrue());
            if (!below(name + "/").isEmpty()) {
                client.sends("RNFR " + name)
                        .gets(350)
                        .sends("RNTO done-" + operation)
                        .gets(250);
            }
        }
        assertThat(below("done-" + operation + "/")).isEqualTo(keys(content));
        assertThat(below(name + "/")).isEmpty();
        journals().forEach(key -> gateway.s3()
                .deleteObject(request -> request.bucket(gateway.bucket()).key(key)));
    }

    @Test
    void whatOthersWroteUnderTheNewNameStays() {
        fill("contested/", 5);
        byte[] theirs = Bytes.random(99);
        try (var client = gateway.login()) {
            gateway.proxy().failFrom(gateway.copies(), 1, Fault.ERROR_500);
            client.sends("RNFR contested").gets(350).sends("RNTO contested-2").gets(451);
            gateway.proxy().heal();
            gateway.put("contested-2/0000", theirs);
            client.sends("RNFR contested").gets(350).sends("RNTO contested-2").gets(553);
        }
        assertThat(gateway.get("contested-2/0000")).isEqualTo(theirs);
        assertThat(below("contested/")).containsExactly("0000");
        assertThat(below("contested-2/")).hasSize(5);
    }

    @Test
    void whatOthersWroteUnderTheOldNameStays() {
        fill("rewritten/", 5);
        byte[] theirs = Bytes.random(99);
        try (var client = gateway.login()) {
            gateway.proxy().failFrom(S3Operation.DELETE_OBJECTS, 1, Fault.ERROR_500);
            client.sends("RNFR rewritten").gets(350).sends("RNTO rewritten-2").gets(451);
            gateway.proxy().heal();
            gateway.put("rewritten/0000", theirs);
            client.sends("RNFR rewritten").gets(350).sends("RNTO rewritten-2").gets(553);
        }
        assertThat(gateway.get("rewritten/0000")).isEqualTo(theirs);
        assertThat(below("rewritten/")).containsExactly("0000");
    }

    @Test
    void whatCameInMeanwhileGoesAlong() {
        fill("growing/", 40);
        try (var client = gateway.login()) {
            client.sends("RNFR growing").gets(350);
            gateway.proxy().forget();
            gateway.proxy().moveAway(Duration.ofMillis(50), Long.MAX_VALUE);
            client.sends("RNTO grown");
            awaitCopies(1);
            gateway.put("growing/late", Bytes.random(7));
            client.gets(250);
        }
        assertThat(below("grown/")).hasSize(41).contains("late");
        assertThat(below("growing/")).isEmpty();
    }

    @Test
    void tellsHowFarItIsAndAnswersNoop() {
        fill("watched/", 150);
        try (var client = gateway.login()) {
            client.sends("RNFR watched").gets(350);
            gateway.proxy().forget();
            gateway.proxy().moveAway(Duration.ofMillis(100), Long.MAX_VALUE);
            client.sends("RNTO seen");
            awaitCopies(40);
            client.sends("NOOP").gets(200);
            client.sends("STAT").gets(211);
            Matcher progress = client.reply().stream()
                    .map(PROGRESS::matcher)
                    .filter(Matcher::matches)
                    .findFirst()
                    .orElseThrow();
            assertThat(Integer.parseInt(progress.group(1))).isBetween(1, 149);
            assertThat(progress.group(2)).isEqualTo("150");
            gateway.proxy().moveAway(NEAR, Long.MAX_VALUE);
            client.gets(250);
        }
    }

    @Test
    void abortStopsItAndTheSameNamesFinishIt() {
        Map<String, byte[]> content = fill("stopped/", 150);
        try (var client = gateway.login()) {
            client.sends("RNFR stopped").gets(350);
            gateway.proxy().forget();
            gateway.proxy().moveAway(Duration.ofMillis(100), Long.MAX_VALUE);
            client.sends("RNTO went-on");
            awaitCopies(40);
            client.sends("ABOR").gets(426).gets(226);
            gateway.proxy().moveAway(NEAR, Long.MAX_VALUE);
            assertThat(below("stopped/")).isEqualTo(keys(content));
            client.sends("RNFR stopped").gets(350).sends("RNTO somewhere-else").gets(450);
            client.sends("RNFR stopped").gets(350).sends("RNTO went-on").gets(250);
        }
        assertThat(below("went-on/")).isEqualTo(keys(content));
        assertThat(below("stopped/")).isEmpty();
    }

    @Test
    void twoAtOnceDoItOnce() {
        Map<String, byte[]> content = fill("twice/", 60);
        try (FtpDialogue one = gateway.login();
                FtpDialogue other = gateway.login()) {
            one.sends("RNFR twice").gets(350);
            other.sends("RNFR twice").gets(350);
            gateway.proxy().forget();
            gateway.proxy().moveAway(Duration.ofMillis(20), Long.MAX_VALUE);
            one.sends("RNTO once");
            awaitCopies(1);
            other.sends("RNTO once");
            one.gets(250);
            gateway.proxy().moveAway(NEAR, Long.MAX_VALUE);
            assertThat(other.getsRefusal().replyLine()).startsWith("550");
        }
        assertThat(below("once/")).isEqualTo(keys(content));
        assertThat(below("twice/")).isEmpty();
    }

    private static void awaitCopies(int count) {
        Eventually.holds(count + " copies", () -> gateway.proxy().seen().getOrDefault(gateway.copies(), 0) >= count);
    }

    private static Map<String, byte[]> fill(String prefix, int count) {
        Map<String, byte[]> content = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            content.put(String.format(i % 5 == 4 ? "sub/%04d" : "%04d", i), Bytes.random(i));
        }
        content.entrySet().parallelStream().forEach(file -> gateway.put(prefix + file.getKey(), file.getValue()));
        return content;
    }

    private static List<String> keys(Map<String, byte[]> content) {
        return List.copyOf(content.keySet());
    }

    private static List<String> below(String prefix) {
        return gateway.keys().stream()
                .filter(key -> key.startsWith(prefix))
                .map(key -> key.substring(prefix.length()))
                .sorted()
                .toList();
    }

    private static List<String> journals() {
        return gateway.keys().stream()
                .filter(key -> key.startsWith(".longshore-rename/"))
                .toList();
    }
}
