package dev.longshore.files;

import dev.longshore.s3.ListingPage;
import dev.longshore.s3.ObjectStore;
import dev.longshore.s3.StoredObject;
import java.time.Instant;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a directory, page by page: no more than one page of S3 is held. Keys that no path can name are left out,
 * counted, and logged once at the end.
 */
final class DirectoryListing implements Iterator<FileEntry> {
    private static final Logger LOG = Logger.getLogger(DirectoryListing.class);
    private static final int PAGE = 1000;

    private final ObjectStore objects;
    private final String bucket;
    private final String prefix;
    private final PageListener listener;
    private final boolean nothing;
    private Iterator<FileEntry> page = Collections.emptyIterator();
    private long skipped;

    @Nullable
    private String next;

    /** @param listener hears of each page before its entries are given out */
    DirectoryListing(ObjectStore objects, String bucket, String prefix, PageListener listener) {
        this.objects = objects;
        this.bucket = bucket;
        this.prefix = prefix;
        this.listener = listener;
        ListingPage first = fetch();
        this.nothing = first.objects().isEmpty() && first.prefixes().isEmpty();
    }

    /** True when not even a marker was found below the prefix. */
    boolean foundNothing() {
        return nothing;
    }

    @Override
    public boolean hasNext() {
        while (!page.hasNext()) {
            if (next == null) {
                reportSkipped();
                return false;
            }
            fetch();
        }
        return true;
    }

    @Override
    public FileEntry next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return page.next();
    }

    private ListingPage fetch() {
        boolean first = next == null;
        ListingPage fetched = objects.list(bucket, prefix, "/", PAGE, next);
        next = fetched.next();
        listener.saw(fetched, first && next == null);
        Stream<FileEntry> directories = fetched.prefixes().stream()
                .map(key -> new FileEntry(key.substring(prefix.length(), key.length() - 1), true, 0, Instant.EPOCH));
        Stream<FileEntry> files = fetched.objects().stream()
                .filter(object -> !object.key().equals(prefix))
                .map(this::file);
        page = Stream.concat(directories, files).filter(this::showable).iterator();
        return fetched;
    }

    private FileEntry file(StoredObject object) {
        return new FileEntry(object.key().substring(prefix.length()), false, object.size(), object.modified());
    }

    private boolean showable(FileEntry entry) {
        boolean showable = VirtualPath.isShowable(entry.name());
        if (!showable) {
            skipped++;
        }
        return showable;
    }

    private void reportSkipped() {
        if (skipped > 0) {
            LOG.warnf("%d keys below s3://%s/%s cannot be shown as files and were left out", skipped, bucket, prefix);
            skipped = 0;
        }
    }
}
