package dev.longshore.testing;

import dev.longshore.s3.Capabilities;
import dev.longshore.s3.Capabilities.Known;
import dev.longshore.s3.Capability;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the first gateway of this process has found out about the S3 of the tests. Those behind it are told by their settings, which saves
 * each of them some forty requests.
 */
final class FoundCapabilities {
    private static final Map<String, String> FOUND = new ConcurrentHashMap<>();

    private FoundCapabilities() {}

    /** Settings for a gateway before that S3; none before the first one has found them out. */
    static Map<String, String> settings() {
        return Map.copyOf(FOUND);
    }

    /** @param capabilities that were tried; those that are set tell nothing */
    static void remember(Capabilities capabilities) {
        for (Capability capability : Capability.values()) {
            Known known = capabilities.known(capability);
            if (known == Known.CAN || known == Known.CANNOT) {
                FOUND.put(key(capability), known == Known.CAN ? "yes" : "no");
            }
        }
    }

    private static String key(Capability capability) {
        return "longshore.s3.capabilities."
                + capability.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
