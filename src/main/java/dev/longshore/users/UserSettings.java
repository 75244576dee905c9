package dev.longshore.users;

import dev.longshore.settings.StrictBoolean;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who may log in. */
@ConfigMapping(prefix = "longshore.users")
public interface UserSettings {
    /** Users that stand in the configuration itself, by name; their tree is {@code longshore.s3.bucket}. */
    Map<String, ConfiguredUser> config();

    /** A user of the configuration. */
    interface ConfiguredUser {
        /** The password, in clear text. */
        String password();

        /** Whether the user may log in. */
        @WithDefault("true")
        @WithConverter(StrictBoolean.class)
        boolean enabled();

        /** The networks the user may come from, such as {@code 10.0.0.0/8}; by default all. */
        Optional<List<String>> allow();

        /** Whether the user may log in only over TLS ({@code required}) or also without ({@code optional}). */
        @WithDefault("optional")
        Tls tls();

        /** The charset of clients that know no UTF-8, such as {@code ISO-8859-1}: names are in it until OPTS UTF8 ON. */
        @WithDefault("UTF-8")
        String charset();

        /** What TYPE A does to line ends: nothing ({@code binary}), or RFC 959's conversion ({@code convert}). */
        @WithDefault("binary")
        Ascii ascii();

        /** What the user may do at most. */
        Limits limits();
    }

    /** Limits of one user, for all sessions together. */
    interface Limits {
        /** What may be sent over data connections in a second, such as {@code 10M}; empty for no limit. */
        Optional<MemorySize> uploadRate();

        /** What may be fetched over data connections in a second, such as {@code 10M}; empty for no limit. */
        Optional<MemorySize> downloadRate();

        /** The largest file that may be stored, such as {@code 2G}; empty for the largest that S3 takes. */
        Optional<MemorySize> fileSize();
    }

    /** See {@link ConfiguredUser#tls()}. */
    enum Tls {
        OPTIONAL,
        REQUIRED
    }

    /** See {@link ConfiguredUser#ascii()}. */
    enum Ascii {
        BINARY,
        CONVERT
    }
}
