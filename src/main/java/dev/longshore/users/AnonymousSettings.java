package dev.longshore.users;

import dev.longshore.settings.StrictBoolean;
import dev.longshore.users.UserSettings.Limits;
import dev.longshore.users.UserSettings.MountAccess;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** The user {@code anonymous}, who is also called {@code ftp}; whom any password lets in. */
public interface AnonymousSettings {
    /**
     * Whether there is such a user. Then no store is asked for these names, and a user of the configuration cannot have them:
     * “longshore.users.config.anonymous is set, and so is longshore.users.anonymous.enabled: …”.
     */
    @WithDefault("false")
    @WithConverter(StrictBoolean.class)
    boolean enabled();

    /**
     * The bucket that anybody sees. One of {@code bucket} and {@code prefix} is needed, so that nobody shows all files by a switch:
     * “longshore.users.anonymous.enabled is true, and neither bucket nor prefix is set: …”.
     *
     * @default {@code longshore.s3.bucket}
     */
    Optional<String> bucket();

    /**
     * All of what its keys begin with, such as {@code public/}: {@code longshore.s3.prefix} does not come before it.
     *
     * @default none
     */
    Optional<String> prefix();

    /**
     * What anybody may do: {@code read-only}; {@code write-only}, which is a drop box; {@code read-write}, with which anybody may
     * replace and remove what is there.
     */
    @WithDefault("read-only")
    MountAccess access();

    /**
     * The networks that anybody may come from.
     *
     * @default all networks
     */
    Optional<List<String>> allow();

    /** What all anonymous sessions together may do at most. */
    Limits limits();
}
