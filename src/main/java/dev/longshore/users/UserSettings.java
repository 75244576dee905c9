package dev.longshore.users;

import io.smallrye.config.ConfigMapping;
import java.util.Map;

/** Who may log in. */
@ConfigMapping(prefix = "longshore.users")
public interface UserSettings {
    /** Users that stand in the configuration itself, by name; their tree is {@code longshore.s3.bucket}. */
    Map<String, ConfiguredUser> config();

    /** A user of the configuration. */
    interface ConfiguredUser {
        /** The password, in clear text. */
        String password();
    }
}
