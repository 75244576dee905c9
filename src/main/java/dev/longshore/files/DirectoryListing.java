package dev.longshore.files;

import dev.longshore.s3.ListingPage;
import dev.longshore.s3.ListingPages;
import dev.longshore.s3.ReservedNames;
import dev.longshore.s3.StoredObject;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a directory out of the pages of S3: its objects and common prefixes, merged in the order of their keys. Keys that no
 * path can name are left out, counted, and logged once at the end.
 */
final class DirectoryListing implements Listing {
    private static final Logger LOG = Logger.getLogger(DirectoryListing.class);

    private final Folder folder;
    private final String address;
    private final ListingPages pages;
    private final PageListener listener;
    private final Deque<FileEntry> added;
    private final Set<String> addedNames;
    private final FileEntry self;
    private final boolean nothing;

    private List<StoredObject> objects = List.of();
    private List<String> prefixes = List.of();
    private int object;
    private int prefix;
    private long skipped;
    private boolean given;

    @Nullable
    private FileEntry next;

    /**
     * What is listed.
     *
     * @param bucket where it is
     * @param keys   what the keys below it begin with
     * @param rights what the user may do with its entries
     * @param others the same for entries with rules of their own, by name
     */
    record Folder(String bucket, String keys, EntryRights rights, Map<String, EntryRights> others) {
        EntryRights rightsOf(String entry) {
            return others.isEmpty() ? rights : others.getOrDefault(entry, rights);
        }
    }

    /**
     * @param added    directories that are there without a key, in the order of their names; they hide what S3 has under their names
     * @param listener hears of each page before its entries are given out
     */
    DirectoryListing(Folder folder, ListingPages pages, List<FileEntry> added, PageListener listener) {
        this.folder = folder;
        this.address = "s3://" + folder.bucket() + "/" + folder.keys();
        this.pages = pages;
        this.listener = listener;
        this.added = new ArrayDeque<>(added);
        this.addedNames = added.stream().map(FileEntry::name).collect(Collectors.toSet());
        ListingPage first = pages.first();
        this.nothing = first.objects().isEmpty() && first.prefixes().isEmpty();
        this.self = new FileEntry(FileEntry.SELF, true, 0, timeOf(first.objects()), address, folder.rights());
        take(first, first.next() == null);
    }

    /** True when not even a marker was found. */
    boolean foundNothing() {
        return nothing;
    }

    @Override
    public FileEntry self() {
        return self;
    }

    /** False also behind the first entry of several pages: it goes to the client before S3 and the processor are busy with the next page. */
    @Override
    public boolean isReady() {
        boolean here = next != null || object < objects.size() || prefix < prefixes.size() || pages.isNextHere();
        return here && !(given && pages.waitsForGo());
    }

    @Override
    public boolean hasNext() {
        if (given) {
            pages.goOn();
        }
        while (next == null) {
            if (object < objects.size() || prefix < prefixes.size()) {
                next = fromPage();
            } else if (pages.hasNext()) {
                take(pages.next(), false);
            } else if (added.isEmpty()) {
                reportSkipped();
                return false;
            } else {
                next = added.poll();
            }
        }
        return true;
    }

    @Override
    public FileEntry next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        FileEntry found = next;
        next = null;
        given = true;
        return found;
    }

    @Override
    public void close() {
        pages.close();
        reportSkipped();
    }

    private void take(ListingPage page, boolean complete) {
        listener.saw(page, complete);
        objects = page.objects();
        prefixes = page.prefixes();
        object = 0;
        prefix = 0;
    }

    /** The entry whose key is the least; null for one that is left out. */
    @Nullable
    private FileEntry fromPage() {
        boolean isPrefix = object == objects.size()
                || prefix < prefixes.size()
                        && prefixes.get(prefix).compareTo(objects.get(object).key()) < 0;
        String key = isPrefix ? prefixes.get(prefix) : objects.get(object).key();
        FileEntry before = added.peek();
        if (before != null && (folder.keys() + before.name() + "/").compareTo(key) <= 0) {
            return added.poll();
        }
        int start = folder.keys().length();
        if (isPrefix) {
            prefix++;
            String name = key.substring(start, key.length() - 1);
            return addedNames.contains(name) ? null : entry(name, true, 0, Instant.EPOCH);
        }
        StoredObject file = objects.get(object++);
        String name = key.substring(start);
        return name.isEmpty() || addedNames.contains(name) ? null : entry(name, false, file.size(), file.modified());
    }

    @Nullable
    private FileEntry entry(String name, boolean directory, long size, Instant modified) {
        if (!VirtualPath.isShowable(name)) {
            skipped += ReservedNames.holds(name) ? 0 : 1;
            return null;
        }
        return new FileEntry(name, directory, size, modified, address, folder.rightsOf(name));
    }

    private Instant timeOf(List<StoredObject> found) {
        Instant newest = Instant.EPOCH;
        for (StoredObject one : found) {
            if (one.key().equals(folder.keys())) {
                return one.modified();
            }
            newest = one.modified().isAfter(newest) ? one.modified() : newest;
        }
        return newest;
    }

    private void reportSkipped() {
        if (skipped > 0) {
            LOG.warnf("%d keys below %s cannot be shown as files and were left out", skipped, address);
            skipped = 0;
        }
    }
}
