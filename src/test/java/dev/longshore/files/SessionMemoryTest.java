package dev.longshore.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.s3.ListingPage;
import dev.longshore.s3.StoredObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A session's memory tells what was true seconds ago, and nothing that never was. */
class SessionMemoryTest {
    private static final String BUCKET = "b";
    private static final int ROOM = 3_000;
    private static final Instant T1 = Instant.parse("2026-01-02T03:04:05Z");
    private static final Instant T2 = Instant.parse("2026-02-02T03:04:05Z");

    private final Semaphore room = new Semaphore(ROOM);
    private final Queue<Runnable> later = new ArrayDeque<>();
    private long now = Long.MAX_VALUE - 1;
    private final Changes changes = new Changes(() -> now);
    private final SessionMemory memory = new SessionMemory(room, changes, () -> now, later::add);

    @Test
    void knowsWhatAPageTold() {
        lists("a/", true, object("a/x", 3), object("a/y", 4));
        assertThat(memory.of(BUCKET, "a/x").size()).isEqualTo(3);
        assertThat(memory.of(BUCKET, "a/y").modified()).isEqualTo(T1);
        assertThat(memory.of("other", "a/x")).isNull();
    }

    @Test
    void aCompletePageTellsWhatIsAbsent() {
        lists("a/", true, object("a/x", 3));
        assertThat(memory.of(BUCKET, "a/z")).isEqualTo(Note.ABSENT);
        assertThat(memory.of(BUCKET, "a/dir/")).isEqualTo(Note.ABSENT);
        assertThat(memory.of(BUCKET, "a/dir/x")).isNull();
        assertThat(memory.of(BUCKET, "b")).isNull();
    }

    @Test
    void anIncompletePageTellsNothingOfWhatItLacks() {
        lists("a/", false, object("a/x", 3));
        assertThat(memory.of(BUCKET, "a/x")).isNotNull();
        assertThat(memory.of(BUCKET, "a/z")).isNull();
    }

    @Test
    void aPageTellsOfDirectoriesAndOfItsOwnMarker() {
        saw("a/", true, List.of(object("a/", 0)), List.of("a/sub/"));
        assertThat(memory.of(BUCKET, "a/sub/").present()).isTrue();
        assertThat(memory.of(BUCKET, "a/").exact()).isTrue();
        assertThat(memory.of(BUCKET, "a/").modified()).isEqualTo(T1);
        assertThat(memory.of(BUCKET, "a/sub")).isEqualTo(Note.ABSENT);
    }

    @Test
    void forgetsAfterFiveSeconds() {
        lists("a/", true, object("a/x", 3));
        pass(SessionMemory.FRESH.minusNanos(1));
        assertThat(memory.of(BUCKET, "a/x")).isNotNull();
        assertThat(memory.of(BUCKET, "a/z")).isNotNull();
        pass(Duration.ofNanos(1));
        assertThat(memory.of(BUCKET, "a/x")).isNull();
        assertThat(memory.of(BUCKET, "a/z")).isNull();
    }

    /** A page is as old as the request for it may be: as the page before it. */
    @Test
    void aPageIsAsOldAsTheOneBefore() {
        PageListener listener = memory.listing(BUCKET, "a/", true);
        pass(Duration.ofSeconds(4));
        listener.saw(new ListingPage(List.of(object("a/x", 3)), List.of(), "next"), false);
        pass(Duration.ofSeconds(1));
        assertThat(memory.of(BUCKET, "a/x")).isNull();
        listener.saw(new ListingPage(List.of(object("a/y", 3)), List.of(), null), false);
        assertThat(memory.of(BUCKET, "a/y")).isNotNull();
    }

    @Test
    void whatTheSessionDidIsNewerThanAPageOnItsWay() {
        PageListener listener = memory.listing(BUCKET, "a/", true);
        pass(Duration.ofMillis(1));
        memory.removed(BUCKET, "a/x");
        memory.stored(BUCKET, "a/y", 7);
        listener.saw(new ListingPage(List.of(object("a/x", 3), object("a/y", 3)), List.of(), null), true);
        assertThat(memory.of(BUCKET, "a/x").present()).isFalse();
        assertThat(memory.of(BUCKET, "a/y").size()).isEqualTo(7);
    }

    @Test
    void aCompletePageEndsWhatWasKnownBefore() {
        memory.found(BUCKET, object("a/x", 3));
        pass(Duration.ofMillis(1));
        lists("a/", true, object("a/y", 3));
        assertThat(memory.of(BUCKET, "a/x")).isEqualTo(Note.ABSENT);
    }

    @Test
    void whatIsBeingChangedIsNotKnown() {
        lists("a/", true, object("a/x", 3));
        memory.forget(BUCKET, "a/x");
        memory.forget(BUCKET, "a/new");
        assertThat(memory.of(BUCKET, "a/x")).isNull();
        assertThat(memory.of(BUCKET, "a/new")).isNull();
        assertThat(memory.of(BUCKET, "a/other")).isEqualTo(Note.ABSENT);
        memory.stored(BUCKET, "a/new", 5);
        assertThat(memory.of(BUCKET, "a/new").size()).isEqualTo(5);
    }

    @Test
    void aStoredFileMakesItsDirectories() {
        saw("", true, List.of(), List.of());
        memory.stored(BUCKET, "a/b/c/x", 5);
        assertThat(memory.of(BUCKET, "a/").present()).isTrue();
        assertThat(memory.of(BUCKET, "a/b/c/").present()).isTrue();
    }

    @Test
    void aRemovedDirectoryTakesAllBelow() {
        memory.stored(BUCKET, "a/b/x", 5);
        memory.removed(BUCKET, "a/");
        assertThat(memory.of(BUCKET, "a/").present()).isFalse();
        assertThat(memory.of(BUCKET, "a/b/x")).isNull();
    }

    /** A listing has S3's time, HeadObject the one that was set. */
    @Test
    void anExactTimeOutlivesAListing() {
        memory.found(BUCKET, new StoredObject("a/x", 3, T2, ""));
        lists("a/", true, object("a/x", 3));
        assertThat(memory.of(BUCKET, "a/x").modified()).isEqualTo(T2);
        pass(Duration.ofSeconds(4));
        lists("a/", true, object("a/x", 3));
        pass(Duration.ofSeconds(1));
        lists("a/", true, object("a/x", 3));
        assertThat(memory.of(BUCKET, "a/x").modified()).isEqualTo(T1);
    }

    @Test
    void aTimeIsNotThatOfAnotherFile() {
        memory.found(BUCKET, new StoredObject("a/x", 3, T2, ""));
        memory.stored(BUCKET, "a/x", 3);
        assertThat(memory.of(BUCKET, "a/x").hasTime()).isFalse();
        memory.timed(BUCKET, "a/x", 3, T2);
        lists("a/", true, object("a/x", 4));
        assertThat(memory.of(BUCKET, "a/x").modified()).isEqualTo(T1);
    }

    @Test
    void whatTheClientWasNotToldHasNoTime() {
        memory.listing(BUCKET, "a/", false).saw(new ListingPage(List.of(object("a/x", 3)), List.of(), null), true);
        assertThat(memory.of(BUCKET, "a/x").hasTime()).isFalse();
    }

    @Test
    void onlyTheSessionsOwnFilesAreItsOwn() {
        lists("a/", true, object("a/theirs", 3));
        memory.stored(BUCKET, "a/ours", 3);
        memory.stored(BUCKET, "a/gone", 3);
        memory.removed(BUCKET, "a/gone");
        assertThat(memory.own(BUCKET, "a/")).containsOnlyKeys("ours");
    }

    @Test
    void manyLooksInOneDirectoryMakeAPageWorthwhile() {
        memory.found(BUCKET, object("a/x", 3));
        assertThat(memory.isWorthAPage(BUCKET, "a/y")).isFalse();
        memory.foundNothing(BUCKET, "a/y");
        assertThat(memory.isWorthAPage(BUCKET, "a/z")).isTrue();
        assertThat(memory.isWorthAPage(BUCKET, "b/z")).isFalse();
        assertThat(memory.of(BUCKET, "a/y")).isNull();
        lists("a/", false, object("a/x", 3));
        assertThat(memory.isWorthAPage(BUCKET, "a/z")).isFalse();
    }

    @Test
    void theNewestTimeOfADirectory() {
        assertThat(memory.newestIn(BUCKET, "a/")).isEqualTo(Instant.EPOCH);
        lists("a/", true, object("a/x", 3), new StoredObject("a/y", 3, T2, ""));
        assertThat(memory.newestIn(BUCKET, "a/")).isEqualTo(T2);
    }

    /** What is left out must not be taken for absent. */
    @Test
    void rememberingLessNeverTellsMore() {
        StoredObject[] many =
                IntStream.range(0, 1_000).mapToObj(i -> object("a/" + i, i)).toArray(StoredObject[]::new);
        room.drainPermits();
        room.release(500);
        lists("a/", true, many);
        for (StoredObject object : many) {
            Note note = memory.of(BUCKET, object.key());
            assertThat(note == null || note.present()).as(object.key()).isTrue();
        }
        memory.stored(BUCKET, "a/beyond", 1);
        assertThat(memory.of(BUCKET, "a/beyond")).isNull();
        memory.clear();
        assertThat(room.availablePermits()).isEqualTo(500);
    }

    @Test
    void holdsABoundedNumberOfNames() {
        for (int directory = 0; directory < 500; directory++) {
            for (int file = 0; file < 20; file++) {
                memory.stored(BUCKET, directory + "/" + file, file);
            }
            assertThat(ROOM - room.availablePermits()).isLessThanOrEqualTo(SessionMemory.MOST_NAMES);
        }
        assertThat(memory.of(BUCKET, "499/19").size()).isEqualTo(19);
        assertThat(memory.of(BUCKET, "0/0")).isNull();
    }

    @Test
    void anIdleSessionHoldsNothing() {
        lists("a/", true, object("a/x", 3));
        memory.found(BUCKET, object("b/x", 3));
        assertThat(later).hasSize(1);
        pass(Duration.ofSeconds(1));
        memory.stored(BUCKET, "c/x", 1);
        pass(SessionMemory.FRESH.minusSeconds(1));
        later.remove().run();
        assertThat(memory.of(BUCKET, "c/x")).isNotNull();
        assertThat(later).hasSize(1);
        pass(SessionMemory.FRESH);
        later.remove().run();
        assertThat(room.availablePermits()).isEqualTo(ROOM);
        assertThat(later).isEmpty();
    }

    private void lists(String prefix, boolean complete, StoredObject... objects) {
        saw(prefix, complete, List.of(objects), List.of());
    }

    private void saw(String prefix, boolean complete, List<StoredObject> objects, List<String> prefixes) {
        memory.listing(BUCKET, prefix, true).saw(new ListingPage(objects, prefixes, null), complete);
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private static StoredObject object(String key, long size) {
        return new StoredObject(key, size, T1, "");
    }
}
