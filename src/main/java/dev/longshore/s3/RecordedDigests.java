package dev.longshore.s3;

import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** What the answer to a HeadObject with checksums says of the whole content of an object. */
final class RecordedDigests {
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{4,}={0,2}");

    private RecordedDigests() {}

    /**
     * Digests in hexadecimal digits. A checksum of the parts' checksums says nothing of the content; nor does the ETag of an object that
     * came in parts, or that S3 encrypted with a key of KMS or of the customer.
     */
    static Map<String, String> of(HeadObjectResponse head) {
        Map<String, String> digests = new HashMap<>();
        if (head.checksumType() != ChecksumType.COMPOSITE) {
            put(digests, "SHA-256", head.checksumSHA256(), 32);
            put(digests, "SHA-1", head.checksumSHA1(), 20);
            put(digests, "CRC32", head.checksumCRC32(), 4);
        }
        if (ETags.isMd5(head.eTag())
                && head.sseCustomerAlgorithm() == null
                && UploadProof.tellsContent(head.serverSideEncryption())) {
            digests.put("MD5", ETags.bare(head.eTag()));
        }
        return Map.copyOf(digests);
    }

    /** Services that tell no type put the number of parts behind a checksum of checksums: such a one is no base 64. */
    private static void put(Map<String, String> digests, String name, @Nullable String checksum, int length) {
        if (checksum != null && BASE64.matcher(checksum).matches() && checksum.length() % 4 == 0) {
            byte[] bytes = Base64.getDecoder().decode(checksum);
            if (bytes.length == length) {
                digests.put(name, HexFormat.of().formatHex(bytes));
            }
        }
    }
}
