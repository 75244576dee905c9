package dev.longshore.s3;

import java.util.Iterator;
import java.util.List;

/** What a rename is made of. */
record CopyTools(
        UploadEngine engine, ObjectFinder finder, CopyProof proof, ObjectCopies copies, SourceRemoval removal) {
    static CopyTools of(UploadEngine engine, DownloadRequests downloads, CopySizes sizes) {
        ObjectFinder finder = new ObjectFinder(engine.client());
        CopyProof proof = new CopyProof(engine.client(), downloads);
        SourceRemoval removal = new SourceRemoval(engine, finder);
        return new CopyTools(engine, finder, proof, new ObjectCopies(engine, finder, proof, sizes, removal), removal);
    }

    /** The objects of a folder. */
    Iterator<List<StoredObject>> pages(Folder folder, int most) {
        return new FolderPages(engine.client(), folder, most);
    }

    boolean deletesMany() {
        return engine.can(Capability.DELETE_OBJECTS);
    }
}
