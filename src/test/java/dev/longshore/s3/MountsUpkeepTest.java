package dev.longshore.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.files.Access;
import dev.longshore.files.BucketFileSystem;
import dev.longshore.files.Mount;
import dev.longshore.files.VirtualPath;
import dev.longshore.testing.Eventually;
import dev.longshore.testing.LogLines;
import dev.longshore.testing.TestGateway;
import dev.longshore.testing.TestS3;
import dev.longshore.users.StoreUserManager;
import dev.longshore.users.config.ConfiguredUsers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.ftpserver.ftplet.FtpException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/** The janitor looks wherever users may write: in the gateway's own place and in their mounts, whichever bucket these are in. */
@Timeout(60)
class MountsUpkeepTest {
    private final String other = "test-other-" + UUID.randomUUID();
    private final Map<String, String> settings = new HashMap<>();
    private TestS3 s3;

    @BeforeEach
    void start() {
        s3 = TestS3.start();
        s3.client().createBucket(request -> request.bucket(other));
        settings.put("longshore.s3.janitor.enabled", "true");
        settings.put("longshore.s3.janitor.older-than", "0s");
    }

    @AfterEach
    void stop() {
        for (MultipartUpload upload : uploads(other)) {
            s3.client()
                    .abortMultipartUpload(
                            request -> request.bucket(other).key(upload.key()).uploadId(upload.uploadId()));
        }
        s3.client().deleteBucket(request -> request.bucket(other));
        s3.close();
    }

    @Test
    void theMountsOfTheConfigurationAreLookedAt() {
        begin(s3.bucket(), "own");
        begin(other, "drop/left");
        begin(other, "read/theirs");
        begin(other, "elsewhere");
        mount(0, other, "drop/", "write-only");
        mount(1, other, "read", "read-only");
        try (TestGateway gateway = TestGateway.before(s3, settings)) {
            Eventually.holds(
                    "both buckets are cleared",
                    () -> uploads(other).size() == 2 && gateway.openUploads().isEmpty());
            assertThat(uploads(other)).extracting(MultipartUpload::key).containsExactly("elsewhere", "read/theirs");
        }
    }

    @Test
    void aPlaceIsLookedAtWhenASessionBringsIt() {
        begin(other, "in/left");
        try (TestGateway gateway = TestGateway.before(s3, settings)) {
            gateway.gateway().backend().lookAfter(new Place(new Folder(other, "in/"), true));
            Eventually.holds("it is cleared", () -> uploads(other).isEmpty());
        }
    }

    @Test
    void aSessionTellsOfItsMounts() throws FtpException {
        List<Place> told = new ArrayList<>();
        try (TestGateway gateway = TestGateway.before(s3, Map.of())) {
            Mount mount = new Mount(VirtualPath.ROOT, other, "in", Access.READ_ONLY);
            StoreUserManager users = new StoreUserManager(List.of(ConfiguredUsers.of("carol", "secret", mount)));
            ObjectStores stores = (role, places) -> {
                told.addAll(places);
                return gateway.gateway().backend().objects();
            };
            new BucketFileSystem(stores).createFileSystemView(users.getUserByName("carol"));
        }
        assertThat(told).containsExactly(new Place(new Folder(other, "in/"), false));
    }

    /** Who has no mount there works on. */
    @Test
    void aBucketThatIsNotThereIsSaidAndKeepsNobodyElseFromWorking() {
        mount(0, s3.bucket(), "", "read-write");
        mount(1, "no-such-" + other, "", "read-write");
        begin(other, "left");
        mount(2, other, "", "read-write");
        try (LogLines log = LogLines.of(Upkeep.class);
                TestGateway gateway = TestGateway.before(s3, settings);
                var client = gateway.login()) {
            client.sends("LIST").gets(425);
            Eventually.holds("the others are cleared", () -> uploads(other).isEmpty());
            assertThat(log.all())
                    .filteredOn(line -> line.contains("no-such-" + other))
                    .singleElement()
                    .asString()
                    .contains("does not exist")
                    .contains("longshore.users.config.NAME.mounts[N].bucket");
        }
    }

    private void mount(int number, String bucket, String prefix, String access) {
        String key = "longshore.users.config.alice.mounts[" + number + "].";
        settings.put(key + "path", "/" + number);
        settings.put(key + "bucket", bucket);
        settings.put(key + "prefix", prefix);
        settings.put(key + "access", access);
    }

    private void begin(String bucket, String key) {
        s3.client().createMultipartUpload(request -> request.bucket(bucket).key(key));
    }

    private List<MultipartUpload> uploads(String bucket) {
        return s3.client()
                .listMultipartUploads(request -> request.bucket(bucket))
                .uploads();
    }
}
