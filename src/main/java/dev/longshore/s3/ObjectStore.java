package dev.longshore.s3;

import dev.longshore.failure.Failure;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/** The objects of one S3 service. Each method names the requests that it makes; all throw {@link Failure}. */
public final class ObjectStore {
    /** S3: the largest key, in bytes of UTF-8. */
    public static final int LONGEST_KEY = 1024;

    /** S3: the largest object, in bytes: 10,000 parts of 5 GiB (48.8 TiB). */
    public static final long LARGEST_OBJECT = 10_000L * 5 * 1024 * 1024 * 1024;

    /** S3: the most keys and common prefixes of a page. */
    private static final int PAGE = 1_000;

    private final S3Client client;
    private final UploadEngine engine;
    private final ListRequests lists;
    private final DownloadRequests downloads;
    private final ObjectFinder finder;
    private final ObjectMoves moves;
    private final ObjectTimes times;

    /** @param ahead when downloads are fetched ahead, and what all of them may borrow of the memory */
    ObjectStore(UploadEngine engine, AheadPolicy ahead, RenameJournal journal, RenameLimits limits) {
        this.client = engine.client();
        this.engine = engine;
        this.lists = new ListRequests(client);
        this.downloads = new DownloadRequests(client, ahead);
        CopyTools tools = CopyTools.of(engine, downloads, CopySizes.OF_S3);
        CopyLanes lanes = new CopyLanes(engine.senders().executor());
        this.finder = tools.finder();
        this.moves = new ObjectMoves(tools, lanes, journal, limits);
        this.times = new ObjectTimes(engine, tools.copies(), lanes);
    }

    /** Gives objects other keys. */
    public ObjectMoves moves() {
        return moves;
    }

    /** Sets the times of objects. */
    public ObjectTimes times() {
        return times;
    }

    /** 1 HeadObject. A time in the metadata goes before the time of storing. */
    public Optional<StoredObject> find(String bucket, String key) {
        return finder.find(bucket, key);
    }

    /** 1 HeadObject, which asks for the checksums that S3 keeps; for objects that KMS encrypts that needs its keys. */
    public Optional<DigestedObject> findWithDigests(String bucket, String key) {
        return finder.findWithDigests(bucket, key);
    }

    /** 1 ListObjectsV2: whether any key begins with {@code prefix}. */
    public boolean anyBelow(String bucket, String prefix) {
        ListingPage page = list(bucket, prefix, null, 1, null);
        return !page.objects().isEmpty();
    }

    /**
     * 1 ListObjectsV2.
     *
     * @param delimiter groups what follows it into common prefixes; null for none
     * @param most      the largest number of entries, 1 to 1,000
     * @param token     where to go on, from the page before; null for the first page
     */
    public ListingPage list(
            String bucket, String prefix, @Nullable String delimiter, int most, @Nullable String token) {
        return lists.page(new ListRequests.Range(bucket, prefix, delimiter, null, most), token);
    }

    /**
     * 1 ListObjectsV2 for each 1,000 keys and common prefixes up to the next slash; the first one is made here.
     *
     * @param after the keys come behind this one, which need not be there; null for all
     */
    public ListingPages pages(String bucket, String prefix, @Nullable String after) {
        return new ListingPages(lists, new ListRequests.Range(bucket, prefix, "/", after, PAGE), engine.senders());
    }

    /** The objects of a folder and all in it, but what belongs to the gateway: 1 ListObjectsV2 for each 1,000, made as they are taken. */
    public Iterator<List<StoredObject>> below(Folder folder) {
        return new FolderPages(client, folder, PAGE);
    }

    /**
     * 1 GetObject; its headers have come when this returns. Where S3 refuses the range without telling the size, 1 HeadObject. A stream
     * that breaks later is taken up again by further GetObjects.
     *
     * @param offset the first byte, 0 to the object's size; at the size the download is empty
     * @throws Failure {@code RESTART_BEYOND_END} when the offset is larger than the object
     */
    public ObjectDownload download(String bucket, String key, long offset) {
        return downloads.open(bucket, key, offset, () -> find(bucket, key));
    }

    /**
     * 1 GetObject of the object as it was seen.
     *
     * @param offset the first byte, less than the object's size
     * @throws Failure {@code FILE_CHANGED} when the object has changed since
     */
    public ObjectDownload downloadAsSeen(String bucket, StoredObject object, long offset) {
        return downloads.openAsSeen(bucket, object, offset);
    }

    /**
     * An upload; no request is made before there are bytes for a part, or a commit.
     *
     * @param replace whether an object of that key may be replaced
     */
    public ObjectUpload upload(String bucket, String key, boolean replace) {
        return new ObjectUpload(engine, UploadTarget.of(bucket, key, replace));
    }

    /**
     * An upload that begins with the first {@code length} bytes of the object that is there: UploadPartCopy from 5 MiB on, a
     * ranged GetObject below.
     */
    public ObjectUpload uploadAfter(String bucket, StoredObject object, long length) {
        ObjectUpload upload = new ObjectUpload(engine, UploadTarget.after(bucket, object));
        try {
            upload.keep((source, count) -> downloads.openHead(bucket, source, count), object, length);
            return upload;
        } catch (RuntimeException e) {
            upload.close();
            throw e;
        }
    }

    /** 1 PutObject of no bytes: the marker of a directory. */
    public void putEmpty(String bucket, String key) {
        try (ObjectUpload marker = upload(bucket, key, true)) {
            marker.commit();
        }
    }

    /** 1 DeleteObject. S3 says nothing about objects that were not there. */
    public void delete(String bucket, String key) {
        try {
            client.deleteObject(request -> request.bucket(bucket).key(key));
        } catch (SdkException e) {
            throw S3Failures.of("DeleteObject", bucket, key, e);
        }
    }
}
