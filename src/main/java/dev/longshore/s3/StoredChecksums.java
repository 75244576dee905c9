package dev.longshore.s3;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * The checksums that S3 keeps of an object.
 *
 * @param composite whether they are those of parts, so that other parts of the same bytes make others
 */
record StoredChecksums(Map<ChecksumAlgorithm, String> values, boolean composite) {
    static StoredChecksums of(HeadObjectResponse head) {
        Map<ChecksumAlgorithm, String> values = new EnumMap<>(ChecksumAlgorithm.class);
        put(values, ChecksumAlgorithm.CRC32, head.checksumCRC32());
        put(values, ChecksumAlgorithm.CRC32_C, head.checksumCRC32C());
        put(values, ChecksumAlgorithm.CRC64_NVME, head.checksumCRC64NVME());
        put(values, ChecksumAlgorithm.SHA1, head.checksumSHA1());
        put(values, ChecksumAlgorithm.SHA256, head.checksumSHA256());
        return new StoredChecksums(values, head.checksumType() == ChecksumType.COMPOSITE);
    }

    /** Whether the bytes are the same; empty where the checksums do not tell. */
    Optional<Boolean> equal(StoredChecksums other) {
        for (Map.Entry<ChecksumAlgorithm, String> value : values.entrySet()) {
            String others = other.values.get(value.getKey());
            if (others != null && composite == other.composite) {
                boolean equal = others.equals(value.getValue());
                if (equal || !composite) {
                    return Optional.of(equal);
                }
            }
        }
        return Optional.empty();
    }

    /** The algorithm of a checksum of the whole object that a multipart upload can have, too (S3: the three CRCs). */
    Optional<ChecksumAlgorithm> whole() {
        return composite
                ? Optional.empty()
                : values.keySet().stream()
                        .filter(algorithm -> algorithm == ChecksumAlgorithm.CRC64_NVME
                                || algorithm == ChecksumAlgorithm.CRC32_C
                                || algorithm == ChecksumAlgorithm.CRC32)
                        .findFirst();
    }

    /** The checksum by that algorithm; null where there is none. */
    @Nullable
    String value(ChecksumAlgorithm algorithm) {
        return values.get(algorithm);
    }

    private static void put(
            Map<ChecksumAlgorithm, String> values, ChecksumAlgorithm algorithm, @Nullable String value) {
        if (value != null) {
            values.put(algorithm, value);
        }
    }
}
