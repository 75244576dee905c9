package dev.longshore.s3;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A file's own time, in the object's metadata under the key that rclone uses: seconds since 1970, with a fraction. */
final class ModifiedTime {
    private static final String KEY = "mtime";
    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);

    private ModifiedTime() {}

    /** The time that the metadata has, if it can be read. */
    static Optional<Instant> from(Map<String, String> metadata) {
        String text = metadata.get(KEY);
        if (text == null || !text.matches("-?\\d{1,12}(\\.\\d{1,9})?")) {
            return Optional.empty();
        }
        BigDecimal seconds = new BigDecimal(text);
        long whole = seconds.longValue();
        long nanos = seconds.subtract(BigDecimal.valueOf(whole)).multiply(NANOS).longValue();
        return Optional.of(Instant.ofEpochSecond(whole, nanos));
    }

    /** The metadata with this time. */
    static Map<String, String> into(Map<String, String> metadata, Instant modified) {
        Map<String, String> with = new HashMap<>(metadata);
        BigDecimal seconds =
                BigDecimal.valueOf(modified.getEpochSecond()).add(BigDecimal.valueOf(modified.getNano(), 9));
        with.put(KEY, seconds.stripTrailingZeros().toPlainString());
        return with;
    }
}
