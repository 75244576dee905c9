package dev.longshore.s3;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One answer of ListObjectsV2.
 *
 * @param objects  the objects of the page, in key order
 * @param prefixes the common prefixes of the page, each with its delimiter at the end
 * @param next     the token of the next page, null on the last one
 */
public record ListingPage(
        List<StoredObject> objects,
        List<String> prefixes,
        @Nullable String next) {}
