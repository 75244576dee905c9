package dev.longshore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import dev.longshore.files.Mount;
import dev.longshore.files.VirtualPath;
import dev.longshore.testing.TestGateway;
import dev.longshore.testing.TestSettings;
import dev.longshore.users.CredentialStore;
import dev.longshore.users.config.ConfiguredUsers;
import dev.longshore.users.file.FileUsers;
import dev.longshore.users.record.RecordPlace;
import dev.longshore.users.record.RecordReader;
import dev.longshore.users.s3.S3Users;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The verbs print what was asked for and no secret, and end with the code of what they found. */
class UserVerbsTest {
    /** Of “secret”. */
    private static final String HASH =
            "$argon2id$v=19$m=4096,t=1,p=1$boTKPkfJfOzXobwrKIL6UQ$jK+VfXi+yduX5eCO/PSmETNeShpl3Qmea42DvZdiG6k";

    private static final Map<String, String> USERS = Map.of(
            "longshore.users.config.alice.password",
            HASH,
            "longshore.users.config.bob.password",
            "secret",
            "longshore.users.config.bob.enabled",
            "false");

    private static final Mount ROOT = new Mount(VirtualPath.ROOT, "bucket", "data/");

    private final ByteArrayOutputStream result = new ByteArrayOutputStream();
    private final ByteArrayOutputStream messages = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"secret", "secret\n", "secret\r\n", "secret\nmore\n"})
    void hashPasswordPrintsAHashAndNothingElse(String input) throws IOException {
        assertThat(run(List.of(), input, "hash-password")).isZero();
        assertThat(result().lines()).hasSize(1);
        assertThat(result()).startsWith("$argon2id$").doesNotContain("secret");
        assertThat(messages.size()).isZero();
        Files.writeString(folder.resolve("carol.json"), "{\"password\":{\"hash\":\"" + result().strip() + "\"}}");
        try (FileUsers users = files(folder)) {
            assertThat(run(List.of(users), "secret", "user", "check", "carol")).isZero();
        }
    }

    @Test
    void hashPasswordTakesNoNonsense() {
        assertThat(run(List.of(), "", "hash-password")).isEqualTo(1);
        assertThat(run(List.of(), "\n", "hash-password")).isEqualTo(1);
        assertThat(run(List.of(), "x".repeat(8193), "hash-password")).isEqualTo(1);
        assertThat(result.size()).isZero();
        assertThat(messages()).contains("empty", "8192").doesNotContain("xxx");
    }

    @Test
    void userAddWritesARecordIntoTheFolder() throws IOException {
        Path file = folder.resolve("carol.json");
        try (FileUsers users = files(folder)) {
            assertThat(run(List.of(configured(), users), "hunter2\n", "user", "add", "carol"))
                    .isZero();
        }
        assertThat(result()).isEqualTo("User carol is in " + file + "\n");
        assertThat(Files.readString(file)).contains("\"$argon2id$").doesNotContain("hunter2");
        try (FileUsers users = files(folder);
                Stream<Path> all = Files.list(folder)) {
            assertThat(all).containsExactly(file);
            assertThat(run(List.of(users), "hunter2", "user", "check", "carol")).isZero();
            assertThat(run(List.of(users), "hunter3", "user", "check", "carol")).isEqualTo(4);
        }
        assertThat(result() + messages()).doesNotContain("hunter2", "hunter3", "$argon2id$");
    }

    @Test
    void userAddMakesASecretForAnAppAndPrintsItOnce() throws IOException {
        Path file = folder.resolve("carol k.json");
        RecordReader reader =
                new RecordReader(ROOT, Optional.empty(), Optional.of(new RecordPlace("codes", "")), false);
        try (FileUsers users = FileUsers.open(folder, reader, Duration.ofHours(1))) {
            assertThat(run(List.of(users), "hunter2\n", "user", "add", "carol k", "--totp"))
                    .isZero();
        }
        assertThat(result().lines()).hasSize(2).first().isEqualTo("User carol k is in " + file);
        assertThat(result().lines().skip(1).findFirst().orElseThrow())
                .matches("otpauth://totp/Longshore:carol%20k\\?secret=[A-Z2-7]{32}&issuer=Longshore");
        String secret = result().replaceFirst("(?s).*secret=([A-Z2-7]+)&.*", "$1");
        assertThat(Files.readString(file)).contains("\"totp\"", "\"" + secret + "\"");
        result.reset();
        try (FileUsers users = FileUsers.open(folder, reader, Duration.ofHours(1))) {
            assertThat(run(List.of(users), "hunter2", "user", "check", "carol k"))
                    .isZero();
        }
        assertThat(result()).contains("behind the password").doesNotContain(secret);
    }

    @Test
    void userCheckAsksForNoPasswordWhereThereIsNone() throws IOException {
        Files.writeString(
                folder.resolve("carol.json"),
                "{\"otp\": {\"kind\": \"otp-md5\", \"with\": \"alone\", \"number\": 487, \"seed\": \"dog2\","
                        + " \"last\": \"11b79806dcd31c7b\"}}");
        RecordReader reader =
                new RecordReader(ROOT, Optional.empty(), Optional.of(new RecordPlace("codes", "")), false);
        try (FileUsers users = FileUsers.open(folder, reader, Duration.ofHours(1))) {
            assertThat(run(List.of(users), "secret", "user", "check", "carol")).isZero();
        }
        assertThat(result())
                .contains("password  none, and none is needed\ncode      SequenceCode[otp-md5 487 dog2], alone\n")
                .doesNotContain("given", "11b7");
    }

    @Test
    void userAddReplacesNobody() throws IOException {
        Files.writeString(folder.resolve("bob.yaml"), "password: {hash: '" + HASH + "'}");
        Files.writeString(folder.resolve("dave.json"), "not yet written to its end");
        try (FileUsers users = files(folder)) {
            List<CredentialStore> stores = List.of(configured(), users);
            assertThat(run(stores, "hunter2", "user", "add", "alice")).isEqualTo(1);
            assertThat(run(List.of(users), "hunter2", "user", "add", "bob")).isEqualTo(1);
            assertThat(run(stores, "hunter2", "user", "add", "dave")).isEqualTo(1);
            assertThat(run(stores, "", "user", "add", "carol")).isEqualTo(1);
            assertThat(run(stores, "hunter2", "user", "add", "../carol")).isEqualTo(1);
        }
        try (Stream<Path> all = Files.list(folder)) {
            assertThat(all).hasSize(2);
        }
        assertThat(messages())
                .contains("The configuration has a user alice already", "The file store has a user bob already")
                .contains("No user can have that name");
        assertThat(folder.resolve("dave.json")).hasContent("not yet written to its end");
    }

    @Test
    void userAddSaysWhereItCannotWrite() throws IOException {
        Path file = Files.writeString(folder.resolve("users.yaml"), "users: []");
        try (FileUsers users = files(file)) {
            assertThat(run(List.of(configured(), users), "hunter2", "user", "add", "carol"))
                    .isEqualTo(1);
        }
        assertThat(messages()).contains("No store of longshore.users.stores can be written");
        assertThat(file).hasContent("users: []");
    }

    @Test
    void userAddWritesARecordIntoTheBucket() {
        try (TestGateway gateway = TestGateway.start();
                S3Users users = s3(gateway, "data/")) {
            assertThat(run(List.of(users), "hunter2", "user", "add", "carol")).isZero();
            assertThat(result()).isEqualTo("User carol is in s3://" + gateway.bucket() + "/users/carol.json\n");
            byte[] written = gateway.get("users/carol.json");
            assertThat(run(List.of(users), "hunter3", "user", "add", "carol")).isEqualTo(1);
            assertThat(gateway.get("users/carol.json")).isEqualTo(written);
            try (S3Users others = s3(gateway, "data/")) {
                assertThat(run(List.of(others), "hunter2", "user", "check", "carol"))
                        .isZero();
            }
        }
    }

    /** A user without mounts would see the records. */
    @Test
    void userAddWritesNoRecordThatCouldNotBeUsed() {
        try (TestGateway gateway = TestGateway.start();
                S3Users users = s3(gateway, "")) {
            assertThat(run(List.of(users), "hunter2", "user", "add", "carol")).isEqualTo(1);
            assertThat(messages()).contains("mounts would let the user at the records");
            assertThat(gateway.keys()).doesNotContain("users/carol.json");
        }
    }

    @Test
    void userCheckTellsTheRecordWithoutSecrets() {
        assertThat(run("", "user", "check", "alice")).isZero();
        assertThat(result())
                .contains("name      alice", "password  argon2id m=4096,t=1,p=1", "store     configuration")
                .contains("expires   never", "mount     / is s3://bucket/data/")
                .doesNotContain("boTKPk", "jK+VfX", "given");
    }

    @Test
    void userCheckSaysWhetherThePasswordIsRight() {
        assertThat(run("secret", "user", "check", "alice")).isZero();
        assertThat(result()).contains("given     the right password").doesNotContain("secret");
        assertThat(run("hunter2", "user", "check", "alice")).isEqualTo(4);
        assertThat(run("secret", "user", "check", "bob")).isEqualTo(5);
        assertThat(run("hunter2", "user", "check", "bob")).isEqualTo(4);
        assertThat(run("secret", "user", "check", "nobody")).isEqualTo(3);
        assertThat(result() + messages()).doesNotContain("hunter2", "secret");
    }

    @Test
    void userCheckTellsOfCodesAndAccountsWithoutASecret() throws IOException {
        Files.writeString(folder.resolve("carol.json"), """
                {"password": {"hash": "%s"}, "otp": {"kind": "totp", "secret": "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"},
                 "accounts": {"red": {"mounts": [{"path": "/in", "prefix": "r/"}]},
                              "blue": {"mounts": [{"path": "/", "prefix": "b/"}]}}}
                """.formatted(HASH));
        RecordReader reader =
                new RecordReader(ROOT, Optional.empty(), Optional.of(new RecordPlace("codes", "")), false);
        try (FileUsers users = FileUsers.open(folder, reader, Duration.ofHours(1))) {
            assertThat(run(List.of(users), "secret", "user", "check", "carol")).isZero();
        }
        assertThat(result())
                .contains("code      TimeCode[SHA1, 6 digits, 30 s], behind the password\n")
                .contains(
                        "account   blue\n  mount   / is s3://bucket/b/\naccount   red\n  mount   /in is s3://bucket/r/\n")
                .contains("given     the right password")
                .doesNotContain("GEZD", "boTKPk");
    }

    @Test
    void userCheckSaysThatAStoreIsDown() {
        CredentialStore down = name -> {
            throw new Failure(FailureKind.USER_STORE_DOWN, "S3 does not answer");
        };
        assertThat(run(List.of(down, configured()), "", "user", "check", "alice"))
                .isEqualTo(1);
        assertThat(messages()).isEqualTo("S3 does not answer\n");
        assertThat(result.size()).isZero();
    }

    @Test
    void allElseIsNoVerb() {
        assertThat(UserVerbs.of()).isEmpty();
        assertThat(UserVerbs.of("user")).isEmpty();
        assertThat(UserVerbs.of("user", "check")).isEmpty();
        assertThat(UserVerbs.of("user", "remove", "alice")).isEmpty();
        assertThat(UserVerbs.of("user", "add", " ")).isEmpty();
        assertThat(UserVerbs.of("user", "add", "alice", "--hotp")).isEmpty();
        assertThat(UserVerbs.of("user", "check", "alice", "--totp")).isEmpty();
        assertThat(UserVerbs.of("hash-password", "secret")).isEmpty();
    }

    private int run(String input, String... words) {
        return run(List.of(configured()), input, words);
    }

    private int run(List<CredentialStore> stores, String input, String... words) {
        SecretInput in =
                new SecretInput(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), TerminalEcho.none());
        Output out = new Output(
                new PrintStream(result, true, StandardCharsets.UTF_8),
                new PrintStream(messages, true, StandardCharsets.UTF_8));
        return UserVerbs.of(words).orElseThrow().run(in, out, () -> stores);
    }

    private static ConfiguredUsers configured() {
        return ConfiguredUsers.of(TestSettings.of(USERS).users(), ROOT);
    }

    private static FileUsers files(Path path) {
        return FileUsers.open(path, new RecordReader(ROOT, Optional.empty()), Duration.ofHours(1));
    }

    private static S3Users s3(TestGateway gateway, String prefix) {
        RecordPlace place = new RecordPlace(gateway.bucket(), "users/");
        Mount root = new Mount(VirtualPath.ROOT, gateway.bucket(), prefix);
        return new S3Users(
                gateway.gateway().backend().smallObjects(), place, new RecordReader(root, Optional.of(place)));
    }

    private String result() {
        return result.toString(StandardCharsets.UTF_8);
    }

    private String messages() {
        return messages.toString(StandardCharsets.UTF_8);
    }
}
