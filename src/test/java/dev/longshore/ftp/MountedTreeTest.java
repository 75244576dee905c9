package dev.longshore.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.Bytes;
import dev.longshore.testing.S3Operation;
import dev.longshore.testing.TestGateway;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;

/** Several buckets and prefixes in one tree: users see directories, and nothing of where one ends and another begins. */
class MountedTreeTest {
    private static final String OTHER_BUCKET = "test-other-" + UUID.randomUUID();
    private static final byte[] CONTENT = Bytes.random(17);
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        Map<String, String> settings = new HashMap<>();
        mount(settings, "alice", 0, "/", "", "root/", "read-write");
        mount(settings, "alice", 1, "/in", "", "incoming", "read-write");
        mount(settings, "alice", 2, "/deep/down/pub", OTHER_BUCKET, "", "read-only");
        settings.put("longshore.users.config.bob.password", "secret");
        settings.put("longshore.users.config.bob.home", "/far");
        mount(settings, "bob", 0, "/far/away", "", "incoming/", "read-write");
        mount(settings, "bob", 1, "/far/off/pub", OTHER_BUCKET, "shared/", "read-only");
        gateway = TestGateway.start(settings);
        gateway.s3().createBucket(request -> request.bucket(OTHER_BUCKET));
        putOther("shared/one", CONTENT);
        putOther("top", CONTENT);
    }

    @AfterAll
    static void stop() {
        for (String key : otherKeys()) {
            gateway.s3().deleteObject(request -> request.bucket(OTHER_BUCKET).key(key));
        }
        gateway.s3().deleteBucket(request -> request.bucket(OTHER_BUCKET));
        gateway.close();
    }

    @Test
    void eachPartIsKeptInItsOwnPlace() {
        try (var client = gateway.login()) {
            client.stores("plain", CONTENT).stores("in/parcel", CONTENT);
            assertThat(client.fetches("RETR /in/parcel")).isEqualTo(CONTENT);
            assertThat(client.fetches("RETR deep/down/pub/shared/one")).isEqualTo(CONTENT);
        }
        assertThat(gateway.keys()).contains("root/plain", "incoming/parcel");
    }

    @Test
    void aMountPointShowsInTheDirectoryAboveIt() {
        try (var client = gateway.login()) {
            assertThat(client.lists("NLST /")).contains("in", "deep");
            assertThat(client.lists("NLST /deep")).containsExactly("down");
            assertThat(client.lists("MLSD /deep/down"))
                    .filteredOn(line -> line.startsWith("type=dir;"))
                    .singleElement()
                    .asString()
                    .endsWith(" pub");
            assertThat(client.lists("LIST /")).anyMatch(line -> line.startsWith("d") && line.endsWith(" in"));
            assertThat(client.lists("NLST /deep/down/pub")).containsExactlyInAnyOrder("shared", "top");
        }
    }

    /** What the bucket has of that name cannot be reached, so it is not shown. */
    @Test
    void aMountWinsOverAKeyOfItsName() {
        gateway.put("root/in/hidden", CONTENT);
        try (var client = gateway.login()) {
            assertThat(client.lists("NLST /")).containsOnlyOnce("in");
            assertThat(client.lists("NLST /in")).doesNotContain("hidden");
            client.sends("SIZE /in/hidden").gets(550);
        }
        assertThat(gateway.get("root/in/hidden")).isEqualTo(CONTENT);
    }

    @Test
    void aDirectoryAboveAMountMayHoldFilesToo() {
        try (var client = gateway.login()) {
            client.stores("/deep/file", CONTENT);
            assertThat(client.lists("NLST /deep")).containsExactlyInAnyOrder("down", "file");
            client.sends("DELE /deep/file").gets(250);
            assertThat(client.lists("NLST /deep")).containsExactly("down");
        }
    }

    @Test
    void withoutAMountAtTheRootItIsAVirtualDirectory() {
        try (var bob = gateway.connect().login("bob", "secret")) {
            bob.sends("PWD").gets("257 \"/far\" is the current directory.");
            assertThat(bob.lists("NLST")).containsExactlyInAnyOrder("away", "off");
            assertThat(bob.lists("NLST /")).containsExactly("far");
            assertThat(bob.lists("NLST /far/off")).containsExactly("pub");
            bob.sends("CWD off")
                    .gets(250)
                    .sends("CWD pub")
                    .gets(250)
                    .sends("CDUP")
                    .gets(200);
            bob.sends("PWD").gets("257 \"/far/off\" is the current directory.");
            bob.sends("MLST /far").gets(250);
            assertThat(bob.reply().get(1)).isEqualTo(" type=dir;perm=el;UNIX.mode=0555; /far");
            bob.stores("/far/away/parcel-of-bob", CONTENT);
        }
        assertThat(gateway.get("incoming/parcel-of-bob")).isEqualTo(CONTENT);
    }

    @Test
    void nothingIsWhereNoMountIs() {
        try (var bob = gateway.connect().login("bob", "secret")) {
            bob.sends("CWD /nowhere").gets(550);
            bob.sends("SIZE /nowhere/file").gets(550);
            bob.sends("MKD /nowhere").gets(550);
            bob.sends("MKD /far/nowhere").gets(550);
            bob.sends("DELE /nowhere").gets(550);
            bob.sends("RMD /far/nowhere").gets(550);
            bob.sends("RNFR /nowhere").gets(550);
            bob.extendedPassivePort();
            bob.sends("STOR /nowhere").gets(550);
            bob.extendedPassivePort();
            bob.sends("RETR /nowhere").gets(550);
            bob.extendedPassivePort();
            bob.sends("LIST /nowhere").gets(550);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/in", "/deep", "/deep/down", "/deep/down/pub"})
    void mountPointsAndWhatLeadsToThemStay(String path) {
        gateway.put("root/mover", CONTENT);
        List<String> before = gateway.keys();
        try (var client = gateway.login()) {
            client.sends("RMD " + path).gets(550);
            client.sends("DELE " + path).gets(550);
            client.sends("MKD " + path).gets(550);
            client.sends("SIZE " + path).gets(550);
            client.extendedPassivePort();
            client.sends("STOR " + path).gets(553);
            client.extendedPassivePort();
            client.sends("APPE " + path).gets(553);
            client.sends("RNFR mover").gets(350).sends("RNTO " + path).gets(553);
            client.sends("RNFR " + path).gets(350).sends("RNTO elsewhere").gets(550);
            client.sends("CWD " + path).gets(250);
        }
        assertThat(gateway.keys()).isEqualTo(before);
    }

    @Test
    void whatIsReadOnlyIsNotChanged() {
        List<String> before = otherKeys();
        try (var client = gateway.login()) {
            client.sends("CWD /deep/down/pub").gets(250);
            client.sends("SIZE top").gets("213 17");
            client.sends("DELE top").gets(550);
            client.sends("MKD new").gets(550);
            client.sends("RMD shared").gets(550);
            client.sends("RNFR top").gets(350).sends("RNTO moved").gets(550);
            client.sends("RNFR top").gets(350).sends("RNTO /moved").gets(550);
            client.sends("MFMT 20200102030405 top").gets(550);
            client.extendedPassivePort();
            client.sends("STOR new").gets(550);
            client.extendedPassivePort();
            client.sends("APPE top").gets(550);
            client.sends("REST 3").gets(350).extendedPassivePort();
            client.sends("STOR top").gets(550);
            client.extendedPassivePort();
            client.sends("STOU").gets(550);
        }
        assertThat(otherKeys()).isEqualTo(before);
    }

    @Test
    void aFileMovesFromMountToMount() {
        gateway.put("root/traveller", CONTENT);
        try (var client = gateway.login()) {
            client.sends("RNFR traveller").gets(350).sends("RNTO in/arrived").gets(250);
            client.sends("SIZE in/arrived")
                    .gets("213 17")
                    .sends("SIZE traveller")
                    .gets(550);
        }
        assertThat(gateway.get("incoming/arrived")).isEqualTo(CONTENT);
        assertThat(gateway.get("root/traveller")).isNull();
    }

    @Test
    void whatIsFixedIsNotAskedFor() {
        try (var client = gateway.login()) {
            gateway.proxy().forget();
            client.sends("CWD /deep")
                    .gets(250)
                    .sends("CWD down")
                    .gets(250)
                    .sends("CWD pub")
                    .gets(250);
            client.sends("CDUP")
                    .gets(200)
                    .sends("MLST")
                    .gets(250)
                    .sends("RMD /in")
                    .gets(550);
            assertThat(gateway.proxy().seen()).isEmpty();
            client.lists("NLST /in");
            assertThat(gateway.proxy().seen()).isEqualTo(Map.of(S3Operation.LIST_OBJECTS, 1));
        }
    }

    private static void mount(
            Map<String, String> settings,
            String user,
            int number,
            String path,
            String bucket,
            String prefix,
            String access) {
        String key = "longshore.users.config." + user + ".mounts[" + number + "].";
        settings.put(key + "path", path);
        settings.put(key + "prefix", prefix);
        settings.put(key + "access", access);
        if (!bucket.isEmpty()) {
            settings.put(key + "bucket", bucket);
        }
    }

    private static void putOther(String key, byte[] content) {
        gateway.s3().putObject(request -> request.bucket(OTHER_BUCKET).key(key), RequestBody.fromBytes(content));
    }

    private static List<String> otherKeys() {
        return gateway.s3().listObjectsV2(request -> request.bucket(OTHER_BUCKET)).contents().stream()
                .map(object -> object.key())
                .toList();
    }
}
