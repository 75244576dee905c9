package dev.longshore.s3;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.StorageClass;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Tagging;

/**
 * What an object carries beside its bytes and its tags, which a request that does not copy it must be told.
 *
 * @param head     what HeadObject told of it
 * @param metadata the metadata that the new object gets
 */
record ObjectHeaders(HeadObjectResponse head, Map<String, String> metadata) {
    private static final int NOT_IMPLEMENTED = 501;

    static ObjectHeaders of(HeadObjectResponse head) {
        return new ObjectHeaders(head, head.metadata());
    }

    /** Into a copy that replaces the metadata. */
    void into(CopyObjectRequest.Builder request) {
        request.metadataDirective(MetadataDirective.REPLACE)
                .metadata(metadata)
                .contentType(head.contentType())
                .contentEncoding(head.contentEncoding())
                .contentDisposition(head.contentDisposition())
                .contentLanguage(head.contentLanguage())
                .cacheControl(head.cacheControl())
                .expires(expires())
                .websiteRedirectLocation(head.websiteRedirectLocation())
                .storageClass(head.storageClassAsString());
    }

    /** Into an upload whose parts are copied. */
    void into(CreateMultipartUploadRequest.Builder request) {
        request.metadata(metadata)
                .contentType(head.contentType())
                .contentEncoding(head.contentEncoding())
                .contentDisposition(head.contentDisposition())
                .contentLanguage(head.contentLanguage())
                .cacheControl(head.cacheControl())
                .expires(expires())
                .websiteRedirectLocation(head.websiteRedirectLocation())
                .storageClass(head.storageClassAsString());
    }

    /** Into an upload of no bytes. */
    void into(PutObjectRequest.Builder request) {
        request.metadata(metadata)
                .contentType(head.contentType())
                .contentEncoding(head.contentEncoding())
                .contentDisposition(head.contentDisposition())
                .contentLanguage(head.contentLanguage())
                .cacheControl(head.cacheControl())
                .expires(expires())
                .websiteRedirectLocation(head.websiteRedirectLocation())
                .storageClass(head.storageClassAsString());
    }

    /** S3's name of the storage class; S3 leaves out that of most objects. */
    static String storageClass(@Nullable String told) {
        return told == null || told.isEmpty() ? StorageClass.STANDARD.toString() : told;
    }

    /**
     * 1 GetObjectTagging, none where S3 told that there are no tags.
     *
     * @return null for no tags, which is also the answer of an S3 that knows none
     */
    @Nullable
    Tagging tags(S3Client client, String bucket, String key) {
        if (head.tagCount() != null && head.tagCount() == 0) {
            return null;
        }
        try {
            List<Tag> tags = client.getObjectTagging(
                            request -> request.bucket(bucket).key(key))
                    .tagSet();
            return tags.isEmpty() ? null : Tagging.builder().tagSet(tags).build();
        } catch (SdkException e) {
            if (S3Failures.statusOf(e) == NOT_IMPLEMENTED
                    || S3Failures.codeOf(e).equals("NoSuchTagSet")) {
                return null;
            }
            throw S3Failures.of("GetObjectTagging", bucket, key, e);
        }
    }

    /** A time that is none is not kept: S3 would refuse it. */
    @Nullable
    private Instant expires() {
        try {
            String told = head.expiresString();
            return told == null ? null : DateTimeFormatter.RFC_1123_DATE_TIME.parse(told, Instant::from);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
