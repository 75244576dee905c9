package dev.longshore.users.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.failure.Failure;
import dev.longshore.failure.StartFailure;
import dev.longshore.files.Mount;
import dev.longshore.files.VirtualPath;
import dev.longshore.testing.Eventually;
import dev.longshore.testing.LogLines;
import dev.longshore.users.CredentialStore;
import dev.longshore.users.UserRecord;
import dev.longshore.users.record.RecordReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Users of files come and go with the files, and one who is written badly keeps out nobody else. */
class FileUsersTest {
    private static final String HASH = "$5$x$1AmICfSZ6r31rEj2Qqicc2WOZIQ8LcEp.bHHaGMmvC5";
    private static final String OTHER = "$5$G5s8DI7VO6DNzlaf$joIkcg7ttpPROKgOTG69jQ1WJJrZGMKH6Oe9xj/uyaB";
    private static final RecordReader READER =
            new RecordReader(new Mount(VirtualPath.ROOT, "bucket", ""), Optional.empty());

    @TempDir
    private Path folder;

    private FileUsers users;

    @AfterEach
    void close() {
        if (users != null) {
            users.close();
        }
    }

    @Test
    void aFolderHasAFileForEachUser() throws IOException {
        write("alice.json", record("/"));
        write("bob.yaml", "password: {hash: " + HASH + "}");
        write("carol.yml", "password: {hash: " + HASH + "}");
        write("README", "not a user");
        write(".hidden.json", record("/"));
        Files.createDirectory(folder.resolve("dave.json"));
        users = open(folder);
        assertThat(List.of("alice", "bob", "carol"))
                .allMatch(name -> users.find(name).isPresent());
        assertThat(List.of("README", ".hidden", "hidden", "dave", "alice.json", "../alice", "", "Alice"))
                .allMatch(name -> users.find(name).isEmpty());
    }

    @Test
    void aFileHasManyUsers() throws IOException {
        Path file = write("users.yaml", """
                users:
                  - {name: alice, password: {hash: "%1$s"}}
                  - {name: bob, password: {hash: "%1$s"}, home: /x}
                """.formatted(HASH));
        users = open(file);
        assertThat(users.find("alice").orElseThrow().enabled()).isTrue();
        assertThat(users.find("bob").orElseThrow().tree().home()).hasToString("/x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"htpasswd", "team.htpasswd"})
    void linesOfHtpasswdAreUsersWithTheDefaultMounts(String name) throws IOException {
        Path file = write(name, "# people\nalice:" + HASH + "\r\n\nbob:$apr1$x$abcdefghijklmnopqrstuv\nhunter2\n");
        for (Path path : List.of(file, folder)) {
            try (LogLines log = LogLines.below("dev.longshore.users");
                    FileUsers store = open(path)) {
                UserRecord alice = store.find("alice").orElseThrow();
                assertThat(alice.enabled()).isTrue();
                assertThat(alice.tree().mounts()).extracting(Mount::bucket).containsExactly("bucket");
                assertThat(store.find("bob").orElseThrow().enabled()).isFalse();
                assertThat(log.all())
                        .hasSize(2)
                        .noneMatch(line -> line.contains("hunter2"))
                        .first()
                        .asString()
                        .contains("User bob cannot log in: in " + name
                                + " of the file store, line 4 is a hash of a weak form")
                        .doesNotContain("abcdefgh");
            }
        }
    }

    @Test
    void aBadRecordIsToldOnceForEachVersionAndKeepsOutItsUserAlone() throws IOException {
        write("alice.json", record("/"));
        write("bob.json", record("no path"));
        write("carol.json", "{\"name\": \"alice\", \"password\": {\"hash\": \"" + HASH + "\"}}");
        try (LogLines log = LogLines.below("dev.longshore.users")) {
            users = open(folder);
            assertThat(users.find("alice").orElseThrow().enabled()).isTrue();
            assertThat(users.find("bob").orElseThrow().enabled()).isFalse();
            assertThat(users.find("carol").orElseThrow().enabled()).isFalse();
            assertThat(log.all()).hasSize(2);
            assertThat(log.all().get(0))
                    .contains(
                            "User bob cannot log in: in bob.json of the file store, home is \"no path\": write an absolute path");
            assertThat(log.all().get(1)).contains("User carol cannot log in", "name is not that of the file");
            write("dave.json", record("/"));
            changed(() -> users.find("dave").isPresent());
            assertThat(log.all()).hasSize(2);
            write("bob.json", record("still none"));
            Eventually.holds("the next version is told", () -> log.all().size() == 3);
            write("bob.json", record("/"));
            changed(() -> users.find("bob").orElseThrow().enabled());
        }
    }

    @Test
    void aUserWhoIsThereTwiceIsKeptOut() throws IOException {
        write("alice.json", record("/"));
        write("alice.yaml", "password: {hash: " + OTHER + "}");
        write("htpasswd", "bob:" + HASH + "\nbob:" + OTHER + "\ncarol:" + HASH + "\n");
        users = open(folder);
        assertThat(users.find("alice").orElseThrow().enabled()).isFalse();
        assertThat(users.find("bob").orElseThrow().enabled()).isFalse();
        assertThat(users.find("carol").orElseThrow().enabled()).isTrue();
    }

    /** As the kubelet does it: the files are links through {@code ..data}, which is a link to the version and replaced at once. */
    @Test
    void aMountedSecretIsReplacedAtOnce() throws IOException {
        version("..2030_01", "alice.json", record("/old"));
        link("..data", "..2030_01");
        link("alice.json", "..data/alice.json");
        users = open(folder);
        long before = users.changed();
        assertThat(home("alice")).isEqualTo("/old");
        version("..2030_02", "alice.json", record("/new"));
        link("..data_tmp", "..2030_02");
        long begin = System.nanoTime();
        Files.move(folder.resolve("..data_tmp"), folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
        changed(() -> home("alice").equals("/new"));
        System.out.printf("A replaced Secret was seen after %.2f s%n", (System.nanoTime() - begin) / 1e9);
        assertThat(users.changed()).isGreaterThan(before);
    }

    @Test
    void aChangeOfEqualLengthWithinATickIsSeen() throws IOException {
        FileTime now = FileTime.from(Instant.now());
        Files.setLastModifiedTime(write("alice.json", record("/a")), now);
        users = open(folder);
        Files.setLastModifiedTime(write("alice.json", record("/b")), now);
        changed(() -> home("alice").equals("/b"));
        Files.delete(folder.resolve("alice.json"));
        changed(() -> users.find("alice").isEmpty());
    }

    @Test
    void whileTheFilesCannotBeReadTheUsersKnownBeforeLogIn() throws IOException {
        Path file =
                write("users.json", "{\"users\": [{\"name\": \"alice\", \"password\": {\"hash\": \"" + HASH + "\"}}]}");
        try (LogLines log = LogLines.below("dev.longshore.users")) {
            users = open(file);
            write("users.json", "{\"users\": [");
            Eventually.holds("the log says so", () -> !log.all().isEmpty());
            assertThat(users.find("alice")).isPresent();
            assertThat(users.find("bob")).isEmpty();
            Files.delete(file);
            write("users.json", "{\"users\": []}");
            changed(() -> users.find("alice").isEmpty());
            Eventually.holds("the log has both lines", () -> log.all().size() == 2);
            assertThat(log.all().get(0))
                    .contains("The users of file store cannot be read", "users.json: it is no JSON");
            assertThat(log.all().get(1)).contains("The users of file store can be read again");
        }
    }

    @Test
    void withoutGraceNobodyIsKnownWhileTheFilesCannotBeRead() throws IOException {
        write("alice.json", record("/"));
        users = FileUsers.open(folder, READER, Duration.ZERO);
        assertThat(users.find("alice")).isPresent();
        Files.move(folder.resolve("alice.json"), folder.resolveSibling("alice-" + System.nanoTime()));
        Files.delete(folder);
        Eventually.holds("the store is down", () -> isDown(users, "alice"));
        assertThatThrownBy(() -> users.find("nobody")).isInstanceOf(Failure.class);
        Files.createDirectory(folder);
        Eventually.holds("the store is back", () -> !isDown(users, "alice"));
    }

    @Test
    void aFileThatIsBrokenAtTheStartIsReadWhenItIsMended() throws IOException {
        Path file = write("users.json", "{");
        users = open(file);
        assertThatThrownBy(() -> users.find("alice")).isInstanceOf(Failure.class);
        write("users.json", "{\"users\": []}");
        Eventually.holds("the store answers", () -> !isDown(users, "alice"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing", "missing.json"})
    void thePathMustBeThere(String name) {
        assertThatThrownBy(() -> open(folder.resolve(name)))
                .isInstanceOf(StartFailure.class)
                .hasMessageStartingWith(
                        "longshore.users.file.path is \"" + folder.resolve(name) + "\", which is not there");
    }

    @Test
    void theFileMustBeOfAKindThatIsKnown() throws IOException {
        Path file = write("users.txt", "");
        assertThatThrownBy(() -> open(file))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("a file of users is called *.yaml, *.json, htpasswd or *.htpasswd");
    }

    private static FileUsers open(Path path) {
        return FileUsers.open(path, READER, Duration.ofHours(1));
    }

    private static boolean isDown(CredentialStore store, String name) {
        try {
            return store.find(name).isEmpty() && name.isEmpty();
        } catch (Failure e) {
            return true;
        }
    }

    private static void changed(BooleanSupplier condition) {
        Eventually.holds("the change is seen", Duration.ofSeconds(10), condition);
    }

    private String home(String name) {
        return users.find(name).orElseThrow().tree().home().toString();
    }

    private static String record(String home) {
        return "{\"password\": {\"hash\": \"" + HASH + "\"}, \"home\": \"" + home + "\"}";
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private void version(String version, String name, String content) throws IOException {
        Files.writeString(Files.createDirectory(folder.resolve(version)).resolve(name), content);
    }

    private void link(String name, String target) throws IOException {
        Files.createSymbolicLink(folder.resolve(name), Path.of(target));
    }
}
