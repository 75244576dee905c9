package dev.longshore.s3;

import dev.longshore.failure.Failure;
import java.time.Duration;
import org.jboss.logging.Logger;

/** The right to work on a rename, which must be renewed, or others take its owner for dead. Used by one thread. */
final class RenameLease {
    private static final Logger LOG = Logger.getLogger(RenameLease.class);

    /** Several times in the shortest silence after which an owner is taken for dead. */
    private static final Duration BEAT = Duration.ofSeconds(15);

    private final RenameJournal journal;
    private RenameJournal.Page page;
    private long written = System.nanoTime();

    RenameLease(RenameJournal journal, RenameJournal.Page page) {
        this.journal = journal;
        this.page = page;
    }

    /** @throws Failure {@code BACKEND_BUSY} when another one has taken the rename over */
    void renewIfDue() {
        if (System.nanoTime() - written >= BEAT.toNanos()) {
            renew();
        }
    }

    /** Whether all copies have been proved, by this owner or one before. */
    boolean allCopied() {
        return page.entry().copied();
    }

    /** 1 PutObject. */
    private void renew() {
        write(page.entry().next(page.entry().owner()));
    }

    /** 1 PutObject: from here on what has no copy came later. */
    void tellAllCopied() {
        write(page.entry().allCopied());
    }

    private void write(RenameEntry entry) {
        page = journal.replace(page, entry);
        written = System.nanoTime();
    }

    /** Lets others take it over at once. Failing is not worse than letting them wait. */
    void release() {
        try {
            page = journal.replace(page, page.entry().next(""));
        } catch (RuntimeException e) {
            LOG.warnf("An unfinished rename is not free yet: %s", e.getMessage());
        }
    }

    /** Nothing is left to do. A journal that stays is found again, and then finds nothing to do. */
    void end() {
        try {
            journal.end(page);
        } catch (Failure e) {
            LOG.warnf("The journal of a rename that has ended stays for now: %s", e.getMessage());
        }
    }
}
