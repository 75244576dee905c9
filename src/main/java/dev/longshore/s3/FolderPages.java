package dev.longshore.s3;

import dev.longshore.failure.Failure;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The objects of a folder and all folders in it, page by page in the order of their keys: 1 ListObjectsV2 for each 1,000. What belongs to
 * the gateway is left out.
 */
final class FolderPages implements Iterator<List<StoredObject>> {
    private final ListRequests requests;
    private final ListRequests.Range range;
    private boolean ended;

    @Nullable
    private String token;

    /** @param most how many objects a page has, 1 to 1,000 */
    FolderPages(S3Client client, Folder folder, int most) {
        this.requests = new ListRequests(client);
        this.range = new ListRequests.Range(folder.bucket(), folder.prefix(), null, null, most);
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
        ListingPage page = requests.page(range, token);
        token = page.next();
        ended = token == null;
        return page.objects().stream()
                .filter(object -> !ReservedNames.areIn(object.key()))
                .toList();
    }
}
