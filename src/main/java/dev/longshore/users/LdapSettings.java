package dev.longshore.users;

import dev.longshore.settings.StrictBoolean;
import dev.longshore.users.UserSettings.MountAccess;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Users of a directory: LDAP, Active Directory. */
public interface LdapSettings {
    /**
     * The servers, such as {@code ldaps://dc1.example.com,ldaps://dc2.example.com}; the first one that can be reached is asked. Passwords go
     * there, so it is {@code ldaps://}, or {@code ldap://} with {@code longshore.users.ldap.start-tls}; only on this machine itself plain
     * {@code ldap://} will do: “longshore.users.ldap.urls names ldap://…: passwords go there, so …”.
     *
     * @default none; needed with the store {@code ldap}
     */
    Optional<List<String>> urls();

    /** Whether connections to {@code ldap://} become encrypted before anything else is sent (StartTLS, RFC 4511 §4.14). */
    @WithDefault("false")
    @WithConverter(StrictBoolean.class)
    boolean startTls();

    /** Whether passwords may cross the network in clear text, to {@code ldap://} elsewhere without StartTLS. */
    @WithDefault("false")
    @WithConverter(StrictBoolean.class)
    boolean clearText();

    /**
     * A file in PEM with the certificates of the authorities that the servers' certificates come from, instead of those that Java trusts.
     * The name of a server must be in its certificate in any case. A file that cannot be read: “longshore.users.ldap.ca-file is "…", …”.
     *
     * @default none
     */
    Optional<Path> caFile();

    /**
     * As whom entries are searched.
     *
     * @default none, which means anonymously
     */
    Optional<String> bindDn();

    /**
     * The password of that one. It is never logged.
     *
     * @default none; needed with {@code longshore.users.ldap.bind-dn}
     */
    Optional<String> bindPassword();

    /**
     * Below which entry users are, such as {@code ou=people,dc=example,dc=com}.
     *
     * @default none; needed with the store {@code ldap}
     */
    Optional<String> base();

    /** What has a user's name: {@code uid}; with Active Directory {@code sAMAccountName}. The name that counts is as it is written there. */
    @WithDefault("uid")
    String nameAttribute();

    /**
     * How a user's entry is found, with {@code {name}} for the name that is given to USER, such as
     * {@code (&(objectClass=person)(uid={name}))}. Anything else: “longshore.users.ldap.filter must be a filter with {name}, …”.
     *
     * @default {@code longshore.users.ldap.name-attribute} alone
     */
    Optional<String> filter();

    /** The attribute of a user's entry that names its groups; any other will do, too, such as {@code departmentNumber}. */
    @WithDefault("memberOf")
    String groupAttribute();

    /**
     * Below which entry groups are, for directories whose users do not name theirs: those count whose {@code member} or
     * {@code uniqueMember} is the user.
     *
     * @default none
     */
    Optional<String> groupBase();

    /**
     * The parts of users' trees; {@code [1]}, {@code [2]} and so on are further ones. A user gets those of the groups that the entry is in;
     * the first one counts where two have the same path. Who gets none is kept out. Without any, all have
     * {@code longshore.s3.bucket} below {@code longshore.s3.prefix}.
     */
    Optional<List<GroupMount>> mounts();

    /**
     * How long connecting and an answer may each take, and how long a login waits while 16 others are being asked about. 1 second to 1
     * minute: “longshore.users.ldap.timeout is …: it must be 1s to 1m”.
     */
    @WithDefault("5s")
    Duration timeout();

    /** A part of the tree of some users. */
    interface GroupMount {
        /**
         * Whose it is: the DN of a group, or a value of the group attribute.
         *
         * @default all users
         */
        Optional<String> group();

        /**
         * Where users see it, such as {@code /in}. {@code {uid}} stands for what the entry has in {@code uid}, or any other attribute,
         * and {@code {name}} for the user's name. Who has no such value, several, or one with a slash, is kept out.
         */
        @WithDefault("/")
        String path();

        /**
         * The bucket behind it.
         *
         * @default {@code longshore.s3.bucket}
         */
        Optional<String> bucket();

        /**
         * All of what its keys begin with, as {@code path}, such as {@code home/{uid}/}. One with a value in it ends with a slash,
         * so that nobody's begins with that of another: “longshore.users.ldap.mounts[0].prefix must end with a slash”.
         *
         * @default {@code longshore.s3.prefix}; none with a {@code bucket}
         */
        Optional<String> prefix();

        /** What the users may do there, as in {@code longshore.users.config.NAME.mounts}. */
        @WithDefault("read-write")
        MountAccess access();
    }
}
