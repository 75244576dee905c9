package dev.longshore.users.record;

import com.fasterxml.jackson.databind.JsonNode;
import dev.longshore.users.UserSettings.MountAccess;
import dev.longshore.users.UserSettings.MountSettings;
import java.util.Locale;
import java.util.Optional;

/** A mount as a record writes it. */
record RecordMount(String path, Optional<String> bucket, Optional<String> prefix, MountAccess access)
        implements MountSettings {
    static RecordMount of(JsonNode mount) {
        return new RecordMount(
                mount.path("path").asText(),
                Optional.ofNullable(mount.path("bucket").textValue()),
                Optional.ofNullable(mount.path("prefix").textValue()),
                MountAccess.valueOf(mount.path("access")
                        .asText("read-write")
                        .toUpperCase(Locale.ROOT)
                        .replace('-', '_')));
    }
}
