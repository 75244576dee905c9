package dev.longshore.users.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.files.Access;
import dev.longshore.files.ListingStyle;
import dev.longshore.files.Mount;
import dev.longshore.files.NameRules;
import dev.longshore.files.PathPermissions;
import dev.longshore.files.Permission;
import dev.longshore.files.Quota;
import dev.longshore.files.TransferRules;
import dev.longshore.files.UserTree;
import dev.longshore.files.VirtualPath;
import dev.longshore.users.Networks;
import dev.longshore.users.Proof;
import dev.longshore.users.SessionLimits;
import dev.longshore.users.UserRecord;
import dev.longshore.users.password.StoredPassword;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A record is a user, or one sentence that begins with the field and has no secret in it. */
class RecordReaderTest {
    private static final String HASH = "$5$x$1AmICfSZ6r31rEj2Qqicc2WOZIQ8LcEp.bHHaGMmvC5";
    private static final String PASSWORD = "\"password\": {\"hash\": \"" + HASH + "\"}";
    private static final Mount ROOT = new Mount(VirtualPath.ROOT, "bucket", "data/");
    private static final RecordReader READER = new RecordReader(
            ROOT,
            Optional.of(new RecordPlace("bucket", "users/")),
            Optional.of(new RecordPlace("bucket", "codes/")),
            false);

    @Test
    void needsNothingButAPassword() {
        assertThat(json("{" + PASSWORD + "}"))
                .isEqualTo(UserRecord.of("alice", StoredPassword.read("", HASH), UserTree.of(ROOT)));
    }

    @Test
    void readsAllThatARecordCanSay() {
        UserRecord alice = yaml("""
                name: alice
                enabled: false
                expires: 2030-12-31
                password:
                  hash: %s
                mounts:
                  - path: /in
                    prefix: alice/
                  - path: /prices/
                    bucket: shared
                    access: read-only
                home: /in
                directories: strict
                allow: [10.0.0.0/8, 192.0.2.7]
                tls: required
                truncation: lenient
                permissions:
                  /in: [write, list, make-directory]
                limits:
                  sessions: 10
                  sessions-per-address: 2
                  upload-rate: 10M
                  download-rate: 4096
                  file-size: 2G
                  names:
                    allowed: ["*.csv"]
                    denied: ["*.exe"]
                welcome: [Welcome., "Mind the step."]
                charset: windows-1252
                listing: msdos
                ascii: convert
                """.formatted(HASH));
        assertThat(alice)
                .isEqualTo(new UserRecord(
                        "alice",
                        StoredPassword.read("", HASH),
                        false,
                        Instant.parse("2031-01-01T00:00:00Z"),
                        Networks.parse("", List.of("10.0.0.0/8", "192.0.2.7")),
                        true,
                        Charset.forName("windows-1252"),
                        new TransferRules(
                                true,
                                OptionalLong.of(10 << 20),
                                OptionalLong.of(4096),
                                2L << 30,
                                ListingStyle.MSDOS,
                                Optional.of(true)),
                        new SessionLimits(10, 2),
                        new UserTree(
                                List.of(
                                        new Mount(path("/in"), "bucket", "alice/"),
                                        new Mount(path("/prices"), "shared", "", Access.READ_ONLY)),
                                path("/in"),
                                true,
                                new PathPermissions(Map.of(
                                        path("/in"),
                                        Access.of(Permission.WRITE, Permission.LIST, Permission.MAKE_DIRECTORY))),
                                new NameRules(List.of("*.csv"), List.of("*.exe"))),
                        List.of("Welcome.", "Mind the step.")));
    }

    @Test
    void aCertificateStandsAloneOrBesideSomethingElse() {
        UserRecord alone = json("{\"certificate\": \"alone\"}");
        assertThat(alone.proof()).isEqualTo(Proof.CERTIFICATE);
        assertThat(alone.password()).isNull();
        assertThat(alone.tls()).isTrue();
        UserRecord both = json("{" + PASSWORD + ", \"certificate\": \"with-password\", \"tls\": \"optional\"}");
        assertThat(both.proof()).isEqualTo(new Proof.WithCertificate(Proof.PASSWORD));
        assertThat(both.password()).isNotNull();
        assertThat(both.tls()).isTrue();
    }

    @Test
    void codesNeedAPlaceWhereTheyAreUsedUp() {
        RecordReader without = new RecordReader(ROOT, Optional.empty());
        String record = "{" + PASSWORD + ", \"otp\": {\"kind\": \"totp\", \"secret\": \"hunter2\"}}";
        assertThatThrownBy(() -> without.one("alice", record.getBytes(StandardCharsets.UTF_8), RecordFormat.JSON))
                .isInstanceOf(BadRecord.class)
                .hasMessageStartingWith("otp needs a place for used codes")
                .hasMessageContaining("longshore.users.one-time-codes.bucket");
        assertThatThrownBy(() -> json("{" + PASSWORD + ", \"mounts\": [{\"path\": \"/\", \"prefix\": \"codes/x\"}]}"))
                .hasMessageContaining("used codes");
    }

    @Test
    void accountsHaveTreesOfTheirOwn() {
        UserRecord alice = json("{\"limits\": {\"quota\": {\"files\": 5}}, \"account-change\": true, \"accounts\": {"
                + "\"red\": {\"mounts\": [{\"path\": \"/in\", \"prefix\": \"r/\"}], \"home\": \"/in\"},"
                + "\"blue\": {\"mounts\": [{\"path\": \"/\", \"prefix\": \"b/\"}]}}, " + PASSWORD + "}");
        assertThat(alice.tree().mounts()).isEmpty();
        assertThat(alice.accounts().changed()).isTrue();
        assertThat(alice.accounts().trees()).containsOnlyKeys("red", "blue");
        UserTree red = alice.accounts().trees().get("red");
        assertThat(red.mounts()).containsExactly(new Mount(path("/in"), "bucket", "r/"));
        assertThat(red.home()).isEqualTo(path("/in"));
        assertThat(red.quota()).isEqualTo(new Quota(OptionalLong.empty(), OptionalLong.of(5)));
    }

    @Test
    void aQuotaIsOfBytesOrOfFilesOrBoth() {
        assertThat(json("{\"limits\": {\"quota\": {\"bytes\": \"10M\"}}, " + PASSWORD + "}")
                        .tree()
                        .quota())
                .isEqualTo(new Quota(OptionalLong.of(10 << 20), OptionalLong.empty()));
        assertThat(json("{\"limits\": {\"quota\": {\"bytes\": 0, \"files\": 5000000000}}, " + PASSWORD + "}")
                        .tree()
                        .quota())
                .isEqualTo(new Quota(OptionalLong.of(0), OptionalLong.of(5_000_000_000L)));
        assertThat(json("{\"limits\": {\"quota\": {}}, " + PASSWORD + "}")
                        .tree()
                        .quota())
                .isEqualTo(Quota.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "2030-12-31, 2031-01-01T00:00:00Z",
        "2030-12-31T18:00:00Z, 2030-12-31T18:00:00Z",
        "2030-12-31T18:00:00+01:00, 2030-12-31T17:00:00Z"
    })
    void aDayExpiresAtItsEnd(String text, Instant expires) {
        assertThat(json("{\"expires\": \"" + text + "\", " + PASSWORD + "}").expires())
                .isEqualTo(expires);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | password is missing",
                "[] | it must be an object",
                "`` | it is empty",
                "{\"password\": {}} | password.hash is missing",
                "{\"password\": \"hunter2\"} | password must be an object",
                "{\"password\": {\"hunter2\": 1, \"hash\": \"x\"}} | password has a field that is not known",
                "{\"password\": {\"hash\": \"hunter2\"}} | password.hash is no hash: a password in clear text is not read",
                "{\"password\": {\"hash\": \"$apr1$hunter2\"}} | password.hash is a hash of a weak form",
                "{\"password\": {\"hash\": \"$argon2id$v=19$m=99999999,t=9,p=1$hunter2hunter2$hunter2hunter2hunter2\"}} | password.hash is a hash of the kind argon2id",
                "{%, \"pasword\": \"hunter2\"} | pasword is not known",
                "{%, \"a\\u0000b\": 1} | a?b is not known",
                "{%, \"name\": \"bob\"} | name is not that of the file",
                "{%, \"name\": 5} | name must be a text",
                "{%, \"enabled\": \"no\"} | enabled must be true or false",
                "{%, \"enabled\": null} | enabled must be true or false",
                "{%, \"enabled\": true, \"enabled\": false} | enabled is there twice",
                "{%, \"limits\": {\"sessions\": 1, \"sessions\": 2}} | limits.sessions is there twice",
                "{%, \"expires\": \"soon\"} | expires is not written as it must be, such as 2030-12-31",
                "{%, \"expires\": \"2030-02-30\"} | expires is no time: write it as 2030-12-31",
                "{%, \"expires\": \"2030-02-03T10:00:00\"} | expires is no time: write it as 2030-12-31",
                "{%, \"allow\": [\"10.0.0.0/8\", \"10/8\"]} | allow has \"10/8\", which is no network",
                "{%, \"allow\": []} | allow is empty",
                "{%, \"allow\": \"10.0.0.0/8\"} | allow must be a list",
                "{%, \"tls\": \"yes\"} | tls must be one of optional, required",
                "{%, \"mounts\": []} | mounts is empty",
                "{%, \"mounts\": [{\"path\": \"/\"}, {\"path\": \"in\"}]} | mounts[1].path is \"in\": write an absolute path",
                "{%, \"mounts\": [{\"path\": \"/a\"}, {\"path\": \"/a/\"}]} | mounts[1].path is \"/a/\", where another mount",
                "{%, \"mounts\": [{\"path\": \"/..\"}]} | mounts[0].path is \"/..\": write an absolute path",
                "{%, \"mounts\": [{\"bucket\": \"b\"}]} | mounts[0].path is missing",
                "{%, \"mounts\": [{\"path\": \"/\", \"bucket\": \"b\"}]} | mounts[0].bucket is \"b\", which no bucket can be called",
                "{%, \"mounts\": [{\"path\": \"/\", \"access\": \"all\"}]} | mounts[0].access must be one of read-write, read-only",
                "{%, \"mounts\": [{\"path\": \"/\", \"prefix\": \"users/\"}]} | mounts would let the user at the records of users",
                "{%, \"mounts\": [{\"path\": \"/\", \"prefix\": \"\"}]} | mounts would let the user at the records of users",
                "{%, \"home\": \"/a/../b\"} | home is \"/a/../b\"",
                "{%, \"home\": \"/.longshore-probe\"} | home is \"/.longshore-probe\", which cannot be",
                "{%, \"home\": \"/x\", \"mounts\": [{\"path\": \"/a\"}]} | home is \"/x\", which no mount of the user holds",
                "{%, \"permissions\": {\"in\": [\"read\"]}} | permissions.in is not written as it must be, such as /in",
                "{%, \"permissions\": {\"/in\": [\"read\", \"execute\"]}} | permissions[\"/in\"][1] must be one of read, write,",
                "{%, \"permissions\": {\"/in\": [], \"/in/\": []}} | permissions has /in twice",
                "{%, \"permissions\": {\"/../in\": []}} | permissions is \"/../in\": write an absolute path",
                "{%, \"limits\": {\"sessions\": 0}} | limits.sessions must be 1 to 1000000",
                "{%, \"limits\": {\"sessions\": 99999999999999999999}} | limits.sessions must be 1 to 1000000",
                "{%, \"limits\": {\"sessions\": 1.5}} | limits.sessions must be a whole number",
                "{%, \"limits\": {\"upload-rate\": \"10 MB\"}} | limits.upload-rate is not written as it must be, such as 10M",
                "{%, \"limits\": {\"upload-rate\": \"10\"}} | limits.upload-rate is 10: it must be 1K",
                "{%, \"limits\": {\"file-size\": \"9999999999G\"}} | limits.file-size is ",
                "{%, \"limits\": {\"names\": {\"allowed\": [\"\"]}}} | limits.names.allowed[0] is empty",
                "{%, \"charset\": \"UTF-16\"} | charset is \"UTF-16\", which this Java does not have or FTP cannot use",
                "{%, \"welcome\": [\"a\\r\\n230 b\"]} | welcome[0] has an unprintable character",
                "{%, \"home\": \"/a\\u0000\"} | home has an unprintable character",
                "{%, \"listing\": \"vms\"} | listing must be one of unix, msdos, eplf",
                "{%, \"otp\": {\"kind\": \"totp\", \"secret\": \"hunter2\"}} | otp.secret has 4 bytes",
                "{%, \"otp\": {\"kind\": \"totp\"}} | otp.secret is missing",
                "{%, \"otp\": {\"kind\": \"totp\", \"secret\": \"hunter2\", \"seed\": \"a\"}} | otp.seed does not go with what else",
                "{%, \"otp\": {\"kind\": \"otp-md5\", \"number\": 5, \"seed\": \"a\"}} | otp.last is missing",
                "{%, \"otp\": {\"kind\": \"otp-md5\", \"number\": 5, \"seed\": \"a\", \"last\": \"hunter2\"}} | otp has a last password",
                "{%, \"otp\": {\"kind\": \"totp\", \"secret\": \"hunter2\", \"with\": \"alone\"}} | password does not go with what else",
                "{\"otp\": {\"kind\": \"totp\", \"secret\": \"hunter2\"}} | password is missing",
                "{\"otp\": {\"kind\": \"totp\", \"secret\": \"hunter2\", \"with\": \"password\"}} | password is missing",
                "{%, \"certificate\": \"alone\"} | password does not go with what else",
                "{\"certificate\": \"alone\", \"otp\": {\"kind\": \"totp\", \"secret\": \"hunter2\"}} | otp does not go with what else",
                "{\"certificate\": \"with-password\"} | password is missing",
                "{%, \"certificate\": \"yes\"} | certificate must be one of alone, with-password",
                "{%, \"accounts\": {}} | accounts is empty",
                "{%, \"accounts\": {\"a\": {}}} | accounts.a.mounts is missing",
                "{%, \"accounts\": {\"a\": {\"mounts\": [{\"path\": \"in\"}]}}} | accounts.a.mounts[0].path is \"in\": write",
                "{%, \"accounts\": {\"a\": {\"mounts\": [{\"path\": \"/\", \"prefix\": \"users/\"}]}}} | mounts would let the user",
                "{%, \"accounts\": {\"a\": {\"mounts\": [{\"path\": \"/\"}]}}, \"home\": \"/\"} | home does not go with",
                "{%, \"accounts\": {\"a\": {\"mounts\": [{\"path\": \"/\"}]}}, \"mounts\": [{\"path\": \"/\"}]} | mounts does not go",
                "{%, \"account-change\": true} | account-change does not go with",
                "{%, \"limits\": {\"quota\": {\"files\": -1}}} | limits.quota.files must be 0 or more",
                "{%, \"limits\": {\"quota\": {\"bytes\": \"5X\"}}} | limits.quota.bytes is not written as it must be",
                "{%} {} | something follows the record",
                "{%, hunter2} | it is no JSON, which line 1 shows",
                "{% | it is no JSON, which line 1 shows",
            })
    void saysWhatIsWrong(String record, String sentence) {
        assertThatThrownBy(() -> json(record.replace("%", PASSWORD)))
                .isInstanceOf(BadRecord.class)
                .hasMessageStartingWith(sentence)
                .message()
                .doesNotContain("hunter2", HASH)
                .hasSizeLessThan(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "home: &a /in\\nwelcome: [*a] | welcome[0] uses an anchor, an alias or a tag of YAML",
                "home: !!binary L2lu | home uses an anchor, an alias or a tag of YAML",
                "home: !!javax.script.ScriptEngineManager [] | home uses an anchor, an alias or a tag of YAML",
                "home: /a\\nhome: /b | home is there twice",
                "name: no | name must be a text",
                "charset: | charset is empty",
                "home: \"/a\\0\" | home has an unprintable character",
                "---\\n{} | something follows the record",
                "home: [ | it is no YAML",
                "hunter2: x: y | it is no YAML, which line 2 shows",
            })
    void readsNoSurprisesOfYaml(String lines, String sentence) {
        String record = "password: {hash: " + HASH + "}\n" + lines.replace("\\n", "\n");
        assertThatThrownBy(() -> yaml(record))
                .isInstanceOf(BadRecord.class)
                .hasMessageStartingWith(sentence)
                .message()
                .doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"JSON", "YAML"})
    void readsNothingThatIsTooLongTooDeepOrNoUtf8(RecordFormat format) {
        assertThatThrownBy(() -> READER.one("alice", new byte[64 * 1024 + 1], format))
                .hasMessage("it has more than 65536 bytes");
        assertThatThrownBy(
                        () -> READER.one("alice", "{\"home\": \"/ü\"}".getBytes(StandardCharsets.ISO_8859_1), format))
                .hasMessage("it is not in UTF-8");
        byte[] deep = ("{" + PASSWORD + ", \"home\": " + "[".repeat(500) + "]".repeat(500) + "}")
                .getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> READER.one("alice", deep, format)).isInstanceOf(BadRecord.class);
        byte[] bomb = ("a: &a [x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n").getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> READER.one("alice", bomb, format)).isInstanceOf(BadRecord.class);
    }

    @Test
    void aMarkOfByteOrderIsNoMatter() {
        assertThat(json("\uFEFF{" + PASSWORD + "}").name()).isEqualTo("alice");
    }

    @Test
    void oneBadRecordOfAListIsItsOwnFault() {
        List<RecordReader.Entry> users =
                READER.many("""
                users:
                  - name: alice
                    password: {hash: %1$s}
                  - name: bob
                    password: {hash: %1$s}
                    home: /a
                    home: /b
                  - password: {hash: %1$s}
                  - name: a/b
                    password: {hash: %1$s}
                  - 5
                """.formatted(HASH).getBytes(StandardCharsets.UTF_8), RecordFormat.YAML);
        assertThat(users)
                .extracting(RecordReader.Entry::at)
                .containsExactly("users[0]", "users[1]", "users[2]", "users[3]", "users[4]");
        assertThat(users.get(0).record().map(UserRecord::name)).contains("alice");
        assertThat(users.get(1).name()).contains("bob");
        assertThat(users)
                .extracting(RecordReader.Entry::flaw)
                .containsExactly(
                        "",
                        "home is there twice",
                        "name is missing, or has a slash, a backslash or an unprintable character",
                        "name is missing, or has a slash, a backslash or an unprintable character",
                        "it must be an object");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{\"user\": []}", "{\"users\": {}}", "{\"users\": [], \"x\": 1}", "{\"users\": ["})
    void aListMustBeOne(String file) {
        assertThatThrownBy(() -> READER.many(file.getBytes(StandardCharsets.UTF_8), RecordFormat.JSON))
                .isInstanceOf(BadRecord.class);
    }

    private static UserRecord json(String record) {
        return READER.one("alice", record.getBytes(StandardCharsets.UTF_8), RecordFormat.JSON);
    }

    private static UserRecord yaml(String record) {
        return READER.one("alice", record.getBytes(StandardCharsets.UTF_8), RecordFormat.YAML);
    }

    private static VirtualPath path(String path) {
        return VirtualPath.ROOT.resolve(path);
    }
}
