package dev.longshore.s3;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** What an ETag tells: mostly the MD5 of the content, and for a multipart upload the MD5 of its parts' MD5s. */
final class ETags {
    private static final String MD5 = "[0-9a-f]{32}";

    private ETags() {}

    /** Without its quotes; empty for none. */
    static String bare(@Nullable String etag) {
        return etag == null ? "" : etag.replace("\"", "");
    }

    static boolean isMd5(@Nullable String etag) {
        return bare(etag).matches(MD5);
    }

    /** Whether two ETags are of one content: they are the same, or one has the form of an upload of one part, and the other is that part's. */
    static boolean sameContent(@Nullable String one, @Nullable String other) {
        String left = bare(one);
        String right = bare(other);
        return !left.isEmpty() && (left.equals(right) || isOnePart(left, right) || isOnePart(right, left));
    }

    private static boolean isOnePart(String part, String whole) {
        CompletedPart only = CompletedPart.builder().eTag(part).build();
        return ofParts(List.of(only)).filter(whole::equals).isPresent();
    }

    /** An ETag that is an MD5, as Content-MD5 writes it. */
    static String base64(@Nullable String etag) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(bare(etag)));
    }

    /** The ETag, without quotes, that S3 gives to an object of these parts; none where a part's is no MD5. */
    static Optional<String> ofParts(List<CompletedPart> parts) {
        MessageDigest digest = md5();
        for (CompletedPart part : parts) {
            if (!isMd5(part.eTag())) {
                return Optional.empty();
            }
            digest.update(HexFormat.of().parseHex(bare(part.eTag())));
        }
        return Optional.of(HexFormat.of().formatHex(digest.digest()) + "-" + parts.size());
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has MD5", e);
        }
    }
}
