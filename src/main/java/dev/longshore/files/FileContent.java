package dev.longshore.files;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import dev.longshore.s3.DigestedObject;
import dev.longshore.s3.ObjectStore;
import dev.longshore.s3.ObjectUpload;
import dev.longshore.s3.StoredObject;
import java.util.Optional;
import java.util.function.Supplier;

/** What is in the file of a name, for who reads or writes it. */
record FileContent(TreeName name) implements Publishes, Hashes {
    @Override
    public Upload replace() {
        return name.permits(Permission.OVERWRITE) ? upload(true) : create();
    }

    @Override
    public Upload create() {
        return upload(false);
    }

    private Upload upload(boolean replace) {
        String key = name.writableKey();
        Tree tree = name.tree();
        return upload(key, largest(), () -> tree.amount(name.bucket(), key), () -> objects()
                .upload(name.bucket(), key, replace));
    }

    private Upload upload(String key, long room, Supplier<Amount> present, Supplier<ObjectUpload> upload) {
        Claim claim = name.tree().space().claim(name.bucket(), key, present);
        try {
            return new ObjectFileUpload(upload.get(), room, name.tree().memory(), name.bucket(), key, claim);
        } catch (RuntimeException e) {
            claim.close();
            throw e;
        }
    }

    @Override
    public Upload keep(long kept) {
        if (kept == 0) {
            return replace();
        }
        name.writableKey();
        StoredObject present = name.requireFile();
        name.require(kept == present.size() ? Permission.APPEND : Permission.OVERWRITE);
        if (kept > present.size()) {
            throw new Failure(
                    FailureKind.RESTART_BEYOND_END, name.path() + " has " + present.size() + " bytes, not " + kept);
        }
        if (kept > largest()) {
            throw new Failure(FailureKind.TOO_LARGE, name.path() + " would have more than " + largest() + " bytes");
        }
        return upload(present.key(), largest() - kept, () -> Amount.ofFile(present.size()), () -> objects()
                .uploadAfter(name.bucket(), present, kept));
    }

    @Override
    public Upload append() {
        name.writableKey();
        if (name.object().isEmpty()) {
            return replace();
        }
        name.require(Permission.APPEND);
        long size = name.requireFile().size();
        return size > 0 ? keep(size) : upload(true);
    }

    @Override
    public Download fetch(long offset) {
        name.require(Permission.READ);
        if (name.isDirectoryOnly()) {
            throw new Failure(FailureKind.NOT_A_FILE, name.path() + " is a directory");
        }
        return new ObjectFileDownload(objects().download(name.bucket(), name.key(), offset));
    }

    @Override
    public Download fetchAsSeen(long offset) {
        name.require(Permission.READ);
        return new ObjectFileDownload(objects().downloadAsSeen(name.bucket(), name.requireFile(), offset));
    }

    /** 1 HeadObject. */
    @Override
    public Recorded recorded() {
        name.require(Permission.READ);
        Optional<DigestedObject> found =
                name.isDirectoryOnly() ? Optional.empty() : objects().findWithDigests(name.bucket(), name.key());
        name.saw(found.map(DigestedObject::object));
        return new Recorded(name.requireFile().size(), found.orElseThrow().digests());
    }

    private ObjectStore objects() {
        return name.tree().objects();
    }

    private long largest() {
        return name.tree().largest();
    }
}
