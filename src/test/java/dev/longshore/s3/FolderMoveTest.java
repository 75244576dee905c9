package dev.longshore.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import dev.longshore.failure.StartFailure;
import dev.longshore.testing.Bytes;
import dev.longshore.testing.Fault;
import dev.longshore.testing.S3Operation;
import dev.longshore.testing.TestGateway;
import dev.longshore.testing.TestSettings;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** Directories as S3 sees them: what is said of a rename, how copies are found, and what counts as one. */
class FolderMoveTest {
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @AfterEach
    void heal() {
        gateway.proxy().heal();
    }

    @Test
    void goesFromOneBucketToAnother() {
        String other = gateway.bucket() + "-other";
        gateway.s3().createBucket(request -> request.bucket(other));
        gateway.put("leaving/a", Bytes.random(10));
        gateway.put("leaving/b/c", Bytes.random(20));
        move(new Folder(gateway.bucket(), "leaving/"), new Folder(other, "arrived/"));
        List<String> there = gateway.s3().listObjectsV2(request -> request.bucket(other)).contents().stream()
                .map(object -> object.key())
                .toList();
        assertThat(there).containsExactlyInAnyOrder("arrived/a", "arrived/b/c");
        assertThat(gateway.keys()).isEmpty();
        there.forEach(key ->
                gateway.s3().deleteObject(request -> request.bucket(other).key(key)));
        gateway.s3().deleteBucket(request -> request.bucket(other));
    }

    /** Their ETags are not those of their copies, so another run must find out by other means. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void movesObjectsThatCameInParts(boolean brokenOff) {
        upload("parts/a", Bytes.random(100));
        upload("parts/b", Bytes.random(200));
        Folder from = new Folder(gateway.bucket(), "parts/");
        Folder to = new Folder(gateway.bucket(), "whole/");
        if (brokenOff) {
            gateway.proxy().fail(S3Operation.DELETE_OBJECTS, Fault.ERROR_500);
            assertThatThrownBy(() -> move(from, to)).isInstanceOf(Failure.class);
            gateway.proxy().heal();
        }
        move(from, to);
        assertThat(gateway.keys()).containsExactlyInAnyOrder("whole/a", "whole/b");
        assertThat(gateway.get("whole/a")).isEqualTo(Bytes.random(100));
        assertThat(gateway.get("whole/b")).isEqualTo(Bytes.random(200));
        gateway.keys().forEach(FolderMoveTest::delete);
    }

    /** As long as the copy, and another one: only its bytes tell. */
    @Test
    void doesNotTakeAnotherObjectForTheCopyOfOneInParts() {
        upload("mixed/a", Bytes.random(100));
        Folder from = new Folder(gateway.bucket(), "mixed/");
        Folder to = new Folder(gateway.bucket(), "taken/");
        gateway.proxy().fail(S3Operation.DELETE_OBJECTS, Fault.ERROR_500);
        assertThatThrownBy(() -> move(from, to)).isInstanceOf(Failure.class);
        gateway.proxy().heal();
        byte[] theirs = Bytes.random(100);
        theirs[50]++;
        upload("taken/a", theirs);
        assertThatThrownBy(() -> move(from, to))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(FailureKind.OVERWRITE_REFUSED));
        assertThat(gateway.get("mixed/a")).isEqualTo(Bytes.random(100));
        assertThat(gateway.get("taken/a")).isEqualTo(theirs);
        gateway.keys().forEach(FolderMoveTest::delete);
    }

    @Test
    void readsTheJournalThatItWrote() {
        RenameEntry entry =
                new RenameEntry(new Folder("from", "a=b\nc/ü 日本/"), new Folder("to", "%41+&/"), "me", true, 7);
        assertThat(RenameEntry.read(entry.write())).isEqualTo(entry);
        assertThat(RenameEntry.name(entry.from())).matches("[0-9a-f]{64}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "longshore rename 1\n", "longshore rename 1\nowner=%zz\n", "x"})
    void refusesOtherJournals(String text) {
        assertThatThrownBy(() -> RenameEntry.read(text)).isInstanceOf(Failure.class);
    }

    /** Its owner wrote it a moment ago. */
    @Test
    void leavesALivingRenameToItsOwner() {
        RenameEntry entry = RenameEntry.of(
                new Folder(gateway.bucket(), "theirs/"), new Folder(gateway.bucket(), "theirs-2/"), "somebody");
        String journal = ReservedNames.RENAME + "/" + RenameEntry.name(entry.from());
        gateway.put("theirs/a", Bytes.random(10));
        gateway.put(journal, entry.write().getBytes(StandardCharsets.UTF_8));
        assertThat(gateway.gateway().backend().objects().moves().sweep()).isZero();
        assertThatThrownBy(() -> move(entry.from(), entry.to()))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(FailureKind.BACKEND_BUSY));
        assertThat(gateway.keys()).containsExactlyInAnyOrder("theirs/a", journal);
        gateway.keys().forEach(FolderMoveTest::delete);
    }

    /** A journal that nobody can read is left to the operator, and holds up no other one. */
    @Test
    void sweepsPastAJournalThatCannotBeRead() {
        RenameEntry entry = RenameEntry.of(
                new Folder(gateway.bucket(), "left/"), new Folder(gateway.bucket(), "found/"), "somebody");
        String unreadable = ReservedNames.RENAME + "/!";
        String left = ReservedNames.RENAME + "/" + RenameEntry.name(entry.from());
        gateway.put(unreadable, Bytes.random(10));
        gateway.put(left, entry.write().getBytes(StandardCharsets.UTF_8));
        gateway.put("left/a", Bytes.random(10));
        try (TestGateway alone =
                TestGateway.before(gateway.storage(), Map.of("longshore.s3.janitor.older-than", "0s"))) {
            assertThat(alone.gateway().backend().objects().moves().sweep()).isEqualTo(1);
        }
        assertThat(gateway.keys()).containsExactlyInAnyOrder(unreadable, "found/a");
        gateway.keys().forEach(FolderMoveTest::delete);
    }

    @Test
    void findsCopiesPageByPage() {
        Folder folder = new Folder("bucket", "to/");
        List<List<StoredObject>> pages = List.of(stored("a", "b"), stored("c", "x"), stored("y", "z"));
        List<Integer> read = new ArrayList<>();
        TargetPages targets = new TargetPages(folder, counting(pages, read));
        assertThat(targets.find(Set.of("a", "b"), "b")).containsOnlyKeys("a", "b");
        assertThat(read).hasSize(1);
        assertThat(targets.find(Set.of("c", "d"), "d")).containsOnlyKeys("c", "x");
        assertThat(targets.find(Set.of("x", "y"), "y")).containsKeys("x", "y");
        assertThat(read).hasSize(3);
    }

    @Test
    void boundsTheLimits() {
        assertThatThrownBy(() -> limits("-1")).isInstanceOf(StartFailure.class).hasMessageContaining("most-objects");
        assertThat(limits("0").allow(new FolderSize(1, 0, 0))).isFalse();
        assertThat(limits("1").allow(new FolderSize(1, Long.MAX_VALUE, 0))).isTrue();
    }

    private static RenameLimits limits(String objects) {
        return RenameLimits.of(TestSettings.of(Map.of("longshore.transfers.rename.most-objects", objects))
                .transfers()
                .rename());
    }

    private static Iterator<List<StoredObject>> counting(List<List<StoredObject>> pages, List<Integer> read) {
        Iterator<List<StoredObject>> iterator = pages.iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return iterator.hasNext();
            }

            @Override
            public List<StoredObject> next() {
                List<StoredObject> page = iterator.next();
                read.add(page.size());
                return page;
            }
        };
    }

    private static List<StoredObject> stored(String... names) {
        List<StoredObject> objects = new ArrayList<>();
        for (String name : names) {
            objects.add(new StoredObject("to/" + name, 1, Instant.EPOCH, "\"x\""));
        }
        return objects;
    }

    private static void move(Folder from, Folder to) {
        gateway.gateway().backend().objects().moves().moveFolder(from, to, RenameWatch.NONE);
    }

    private static void upload(String key, byte[] content) {
        String id = gateway.s3()
                .createMultipartUpload(
                        request -> request.bucket(gateway.bucket()).key(key))
                .uploadId();
        String etag = gateway.s3()
                .uploadPart(
                        request -> request.bucket(gateway.bucket())
                                .key(key)
                                .uploadId(id)
                                .partNumber(1),
                        RequestBody.fromBytes(content))
                .eTag();
        CompletedPart part = CompletedPart.builder().partNumber(1).eTag(etag).build();
        gateway.s3().completeMultipartUpload(request -> request.bucket(gateway.bucket())
                .key(key)
                .uploadId(id)
                .multipartUpload(upload -> upload.parts(part)));
    }

    private static void delete(String key) {
        gateway.s3().deleteObject(request -> request.bucket(gateway.bucket()).key(key));
    }
}
