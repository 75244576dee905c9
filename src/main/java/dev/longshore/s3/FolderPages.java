package dev.longshore.s3;

import dev.longshore.failure.Failure;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/**
 * The objects of a folder and all folders in it, page by page in the order of their keys: 1 ListObjectsV2 for each 1,000. What belongs to
 * the gateway is left out.
 */
final class FolderPages implements Iterator<List<StoredObject>> {
    private final S3Client client;
    private final Folder folder;
    private final int most;
    private boolean ended;

    @Nullable
    private String token;

    /** @param most how many objects a page has, 1 to 1,000 */
    FolderPages(S3Client client, Folder folder, int most) {
        this.client = client;
        this.folder = folder;
        this.most = most;
    }

    @Override
    public boolean hasNext() {
        return !ended;
    }

    /** @throws Failure when S3 does not tell it */
    @Override
    public List<StoredObject> next() {
        if (ended) {
            throw new NoSuchElementException();
        }
        try {
            ListObjectsV2Response page = client.listObjectsV2(request -> request.bucket(folder.bucket())
                    .prefix(folder.prefix())
                    .maxKeys(most)
                    .encodingType(EncodingType.URL)
                    .continuationToken(token));
            token = Boolean.TRUE.equals(page.isTruncated()) ? page.nextContinuationToken() : null;
            ended = token == null;
            return page.contents().stream()
                    .filter(object -> !ReservedNames.areIn(object.key()))
                    .map(object -> new StoredObject(
                            object.key(),
                            object.size(),
                            object.lastModified() == null ? Instant.EPOCH : object.lastModified(),
                            ObjectFinder.orEmpty(object.eTag()),
                            ObjectHeaders.storageClass(object.storageClassAsString())))
                    .toList();
        } catch (SdkException e) {
            throw S3Failures.of("ListObjectsV2", folder.bucket(), folder.prefix(), e);
        }
    }
}
