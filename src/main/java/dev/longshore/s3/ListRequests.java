package dev.longshore.s3;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** ListObjectsV2. */
record ListRequests(S3Client client) {
    /**
     * Which keys.
     *
     * @param prefix    what they begin with
     * @param delimiter groups what follows it into common prefixes; null for none
     * @param after     the keys come behind this one, which need not be there; null for all
     * @param most      the largest number of entries of a page, 1 to 1,000
     */
    record Range(
            String bucket,
            String prefix,
            @Nullable String delimiter,
            @Nullable String after,
            int most) {}

    /**
     * 1 ListObjectsV2.
     *
     * @param token where to go on, from the page before; null for the first page
     */
    ListingPage page(Range range, @Nullable String token) {
        ListingPage page = ask(range, token);
        if (page.next() != null && page.next().equals(token)) {
            throw new Failure(FailureKind.BACKEND_FAILED, "ListObjectsV2 of " + range + " goes round in circles");
        }
        return page;
    }

    private ListingPage ask(Range range, @Nullable String token) {
        try {
            return page(client.listObjectsV2(request -> request.bucket(range.bucket())
                    .prefix(range.prefix())
                    .delimiter(range.delimiter())
                    .startAfter(token == null ? range.after() : null)
                    .maxKeys(range.most())
                    .encodingType(EncodingType.URL)
                    .continuationToken(token)));
        } catch (SdkException e) {
            throw S3Failures.of("ListObjectsV2", range.bucket(), range.prefix(), e);
        }
    }

    private static ListingPage page(ListObjectsV2Response response) {
        List<StoredObject> objects = new ArrayList<>(response.contents().size());
        for (S3Object object : response.contents()) {
            Instant modified = object.lastModified() == null ? Instant.EPOCH : object.lastModified();
            objects.add(new StoredObject(
                    object.key(),
                    object.size(),
                    modified,
                    ObjectFinder.orEmpty(object.eTag()),
                    ObjectHeaders.storageClass(object.storageClassAsString())));
        }
        List<String> prefixes =
                response.commonPrefixes().stream().map(CommonPrefix::prefix).toList();
        boolean more = Boolean.TRUE.equals(response.isTruncated());
        if (more && response.nextContinuationToken() == null) {
            throw new Failure(FailureKind.BACKEND_FAILED, "ListObjectsV2 was truncated and does not tell where");
        }
        return new ListingPage(objects, prefixes, more ? response.nextContinuationToken() : null);
    }
}
