package dev.longshore.s3;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MetadataDirective;

/** The objects of one S3 service. Each method names the requests that it makes; all throw {@link Failure}. */
public final class ObjectStore {
    /** S3: the largest key, in bytes of UTF-8. */
    public static final int LONGEST_KEY = 1024;

    /** S3: the largest object, in bytes: 10,000 parts of 5 GiB (48.8 TiB). */
    public static final long LARGEST_OBJECT = 10_000L * 5 * 1024 * 1024 * 1024;

    private final S3Client client;
    private final UploadEngine engine;
    private final DownloadRequests downloads;

    /** @param ahead what downloads may borrow of the memory, in bytes */
    ObjectStore(UploadEngine engine, long ahead) {
        this.client = engine.client();
        this.engine = engine;
        this.downloads = new DownloadRequests(
                client,
                new AheadPolicy(
                        new FirstByteTime(),
                        new AheadMemory(engine.memory(), ahead),
                        engine.senders(),
                        engine.parallelParts()));
    }

    /** 1 HeadObject. A time in the metadata goes before the time of storing. */
    public Optional<StoredObject> find(String bucket, String key) {
        try {
            HeadObjectResponse head =
                    client.headObject(request -> request.bucket(bucket).key(key));
            Instant modified = ModifiedTime.from(head.metadata()).orElseGet(() -> orEpoch(head.lastModified()));
            return Optional.of(new StoredObject(key, head.contentLength(), modified, orEmpty(head.eTag())));
        } catch (SdkException e) {
            if (S3Failures.isNotFound(e)) {
                return Optional.empty();
            }
            throw S3Failures.of("HeadObject", bucket, key, e);
        }
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
        try {
            ListObjectsV2Response page = client.listObjectsV2(request -> request.bucket(bucket)
                    .prefix(prefix)
                    .delimiter(delimiter)
                    .maxKeys(most)
                    .encodingType(EncodingType.URL)
                    .continuationToken(token));
            List<StoredObject> objects = page.contents().stream()
                    .map(object -> new StoredObject(
                            object.key(), object.size(), orEpoch(object.lastModified()), orEmpty(object.eTag())))
                    .toList();
            List<String> prefixes =
                    page.commonPrefixes().stream().map(CommonPrefix::prefix).toList();
            boolean more = Boolean.TRUE.equals(page.isTruncated());
            return new ListingPage(objects, prefixes, more ? page.nextContinuationToken() : null);
        } catch (SdkException e) {
            throw S3Failures.of("ListObjectsV2", bucket, prefix, e);
        }
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

    /**
     * 1 CopyObject, which keeps metadata and tags, and 1 HeadObject that compares the copy's size.
     *
     * @param source as it must still be: a changed object is not copied
     */
    public void copy(String bucket, StoredObject source, String toBucket, String toKey) {
        try {
            CopyObjectResponse response = client.copyObject(request -> request.sourceBucket(bucket)
                    .sourceKey(source.key())
                    .copySourceIfMatch(source.etag().isEmpty() ? null : source.etag())
                    .destinationBucket(toBucket)
                    .destinationKey(toKey));
            if (response.copyObjectResult() == null) {
                throw new Failure(FailureKind.BACKEND_FAILED, "CopyObject to " + toKey + " was not confirmed");
            }
        } catch (SdkException e) {
            throw S3Failures.of("CopyObject", bucket, source.key(), e);
        }
        long copied = find(toBucket, toKey).map(StoredObject::size).orElse(-1L);
        if (copied != source.size()) {
            throw new Failure(
                    FailureKind.BACKEND_FAILED, "The copy " + toKey + " has " + copied + " of " + source.size());
        }
    }

    /**
     * 1 HeadObject and 1 CopyObject of the object onto itself, which keeps its content type and metadata.
     *
     * @param modified the time that {@link #find} tells from now on
     */
    public void setModified(String bucket, StoredObject object, Instant modified) {
        try {
            String etag = object.etag().isEmpty() ? null : object.etag();
            HeadObjectResponse head = client.headObject(
                    request -> request.bucket(bucket).key(object.key()).ifMatch(etag));
            Map<String, String> metadata = ModifiedTime.into(head.metadata(), modified);
            client.copyObject(request -> request.sourceBucket(bucket)
                    .sourceKey(object.key())
                    .copySourceIfMatch(etag)
                    .destinationBucket(bucket)
                    .destinationKey(object.key())
                    .metadataDirective(MetadataDirective.REPLACE)
                    .metadata(metadata)
                    .contentType(head.contentType())
                    .contentEncoding(head.contentEncoding())
                    .contentDisposition(head.contentDisposition())
                    .contentLanguage(head.contentLanguage())
                    .cacheControl(head.cacheControl())
                    .storageClass(head.storageClassAsString()));
        } catch (SdkException e) {
            throw S3Failures.of("CopyObject", bucket, object.key(), e);
        }
    }

    private static Instant orEpoch(@Nullable Instant time) {
        return time == null ? Instant.EPOCH : time;
    }

    private static String orEmpty(@Nullable String etag) {
        return etag == null ? "" : etag;
    }
}
