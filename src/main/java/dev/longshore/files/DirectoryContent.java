package dev.longshore.files;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import dev.longshore.s3.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is in the directory of a name: what S3 lists, and mount points. */
record DirectoryContent(TreeName name) implements Lists {
    /** Where listing is not allowed, what this session has stored there lately. */
    @Override
    public Listing entries() {
        if (isUnlisted()) {
            name.requireDirectory(name.isDirectory());
            return held("", null);
        }
        DirectoryListing listing = listing("", null);
        if (listing.foundNothing() && !name.stays() && !name.wasLately()) {
            listing.close();
            name.requireDirectory(false);
        }
        return listing;
    }

    @Override
    public Listing entries(String beginning, @Nullable String after) {
        return isUnlisted() ? held(beginning, after) : listing(beginning, after);
    }

    /** HeadObject, and for a directory ListObjectsV2 of one key, where they are not remembered. */
    @Override
    public FileEntry describe() {
        Note file = name.known(true);
        if (file.present()) {
            return new DirectoryContent(name.parent()).file(name.path().name(), file);
        }
        name.requireDirectory(name.isDirectory());
        return self(time());
    }

    /** What follows a slash in the order of keys is the digit 0: the first key behind all those of a directory. */
    private DirectoryListing listing(String beginning, @Nullable String after) {
        String keys = name.prefix();
        String prefix = keys + beginning;
        if (prefix.getBytes(StandardCharsets.UTF_8).length > ObjectStore.LONGEST_KEY) {
            throw new Failure(FailureKind.NAME_NOT_ALLOWED, "No key below " + name.path() + " is so long");
        }
        Tree tree = name.tree();
        boolean whole = beginning.isEmpty() && after == null;
        return new DirectoryListing(
                new DirectoryListing.Folder(name.bucket(), keys, rights(), exceptions()),
                tree.objects().pages(name.bucket(), prefix, after == null ? null : keys + after + "0"),
                mountPoints(beginning, after),
                whole ? tree.memory().listing(name.bucket(), keys, true) : PageListener.NONE);
    }

    /** True where S3 is not asked for what is in the directory. */
    private boolean isUnlisted() {
        return name.mount().isNowhere() || !name.permits(Permission.LIST);
    }

    private Listing held(String beginning, @Nullable String after) {
        List<FileEntry> entries = new ArrayList<>(mountPoints(beginning, after));
        if (!name.mount().isNowhere()) {
            name.tree().memory().own(name.bucket(), name.prefix()).forEach((own, note) -> {
                if (!own.endsWith("/") && isBehind(own, beginning, after)) {
                    entries.add(file(own, note));
                }
            });
        }
        entries.sort(Comparator.comparing(FileEntry::name));
        return new HeldEntries(self(Instant.EPOCH), entries);
    }

    /** Directories that are there without a key, in the order of their names. */
    private List<FileEntry> mountPoints(String beginning, @Nullable String after) {
        MountTable mounts = name.tree().mounts();
        return mounts.namesIn(name.path()).stream()
                .filter(point -> isBehind(point + "/", beginning, after))
                .map(point -> {
                    EntryRights rights = EntryRights.ofFixed(name.child(point, true));
                    return new FileEntry(point, true, 0, Instant.EPOCH, name.address(), rights);
                })
                .toList();
    }

    private static boolean isBehind(String entry, String beginning, @Nullable String after) {
        return entry.startsWith(beginning) && (after == null || entry.compareTo(after + "0") > 0);
    }

    private FileEntry file(String entry, Note note) {
        return new FileEntry(entry, false, note.size(), note.modified(), name.address(), rights());
    }

    private FileEntry self(Instant modified) {
        EntryRights rights = name.isFixed() ? EntryRights.ofFixed(name) : rights();
        return new FileEntry(FileEntry.SELF, true, 0, modified, name.address(), rights);
    }

    private EntryRights rights() {
        return EntryRights.of(name.access());
    }

    /** Of the entries for which the user has rules of their own. */
    private Map<String, EntryRights> exceptions() {
        Map<String, EntryRights> rights = new HashMap<>();
        name.tree()
                .permissions()
                .in(name.path())
                .forEach((entry, access) ->
                        rights.put(entry, EntryRights.of(name.mount().access().and(access))));
        return rights;
    }

    private Instant time() {
        if (name.mount().isNowhere()) {
            return Instant.EPOCH;
        }
        Tree tree = name.tree();
        String prefix = name.prefix();
        Instant remembered = tree.directoryTime(name.bucket(), prefix);
        boolean isKnown = !remembered.equals(Instant.EPOCH) || tree.memory().of(name.bucket(), prefix) != null;
        if (isKnown || name.isFixed()) {
            return remembered;
        }
        tree.lookForDirectory(name.bucket(), prefix);
        return tree.directoryTime(name.bucket(), prefix);
    }
}
