package dev.longshore.users;

import dev.longshore.files.ListingStyle;
import dev.longshore.settings.StrictBoolean;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Who may log in.
 *
 * <p>Without any user the start ends with “Nobody could log in: set longshore.users.config.NAME.password …”. Only with
 * the embedded S3 there is then a user {@code demo} with the password {@code demo}, on the loopback alone.
 */
@ConfigMapping(prefix = "longshore.users")
public interface UserSettings {
    /**
     * Where users are kept: the stores are asked in this order, and the first one that has a name decides, though it may only say that
     * the user is kept out. docs/users.md describes them. One twice: “longshore.users.stores names … twice”. Settings of a store that
     * is not named here are refused, because nobody would read them: “longshore.users.file.path is set, but longshore.users.stores
     * does not name file”.
     */
    @WithDefault("config")
    List<Store> stores();

    /**
     * For how long users of any store but {@code config} may go on logging in when their store can no longer be read: a record is used for so long
     * after the store has told it last, which for S3 was at the latest when it was asked for at a login, and for files a second before.
     * Others get 421. 0 stops all logins at once; a user who is removed while the store is down can log in for so long. At most
     * {@code 168h}; beyond it: “longshore.users.grace is …: it must be 0s to 168h”.
     */
    @WithDefault("1h")
    Duration grace();

    /**
     * How long a right password is remembered that the record has as a hash, so that a sender that logs in for each file does not pay for
     * the hash each time. What is remembered is in memory alone, and as a digest under a key of this process; it lets nobody in whose
     * record was changed, switched off or has expired. {@code 0} for never. Outside of 0 to 24 hours:
     * “longshore.users.remember-passwords is …: it must be 0s to 24h”.
     */
    @WithDefault("5m")
    Duration rememberPasswords();

    /**
     * Whether USER is answered with 336 whoever it names, so that 336 tells nobody who has a one-time code: users without one send their
     * password, and the others their code with it. The words are those for a password and a code. It needs a place for used codes
     * ({@code longshore.users.one-time-codes}): “longshore.users.uniform-challenge is true, and there is no place for used codes: …”.
     */
    @WithDefault("false")
    @WithConverter(StrictBoolean.class)
    boolean uniformChallenge();

    /** One-time codes, which count once at all gateways together. */
    CodeSettings oneTimeCodes();

    /** Logins without a password that means anything. */
    AnonymousSettings anonymous();

    /** The store {@code file}. */
    FileStore file();

    /** The store {@code s3}. */
    S3Store s3();

    /** The store {@code http}. */
    HttpSettings http();

    /** The store {@code secrets-manager}. */
    SecretsSettings secretsManager();

    /** The store {@code sql}. */
    SqlSettings sql();

    /** The store {@code ldap}. */
    LdapSettings ldap();

    /**
     * The user NAME. Names differ in case. Through the environment a name can have only letters and digits, and it
     * becomes lower case: {@code LONGSHORE_USERS_CONFIG_ALICE_PASSWORD} is the password of {@code alice}. Other names
     * stand in the file; one with a dot is put in quotes ({@code "print.room"}).
     */
    Map<String, ConfiguredUser> config();

    /** Users in a file or folder. */
    interface FileStore {
        /**
         * A folder with a file for each user ({@code NAME.json}, {@code NAME.yaml}), or one file with many ({@code *.json},
         * {@code *.yaml}, {@code htpasswd}); see docs/users.md. It is looked at each second, and read when it has changed. One that is
         * missing at the start ends it: “longshore.users.file.path is "…", which is not there: …”.
         *
         * @default none; needed with the store {@code file}
         */
        Optional<Path> path();
    }

    /** Users as objects of a bucket. */
    interface S3Store {
        /**
         * The bucket of the records. Nobody may get at them over FTP: a user of the configuration whose mounts meet them ends the
         * start, and a record whose mounts do is refused.
         *
         * @default {@code longshore.s3.bucket}
         */
        Optional<String> bucket();

        /** What the keys of the records begin with: {@code users/} is for {@code users/alice.json}. */
        @WithDefault("users/")
        String prefix();
    }

    /** See {@link #stores()}. */
    enum Store {
        CONFIG,
        S3,
        FILE,
        HTTP,
        SECRETS_MANAGER,
        SQL,
        LDAP
    }

    /** A user of the configuration. */
    interface ConfiguredUser {
        /**
         * The password of the user, in clear text or as a hash. A hash is made by
         * {@code java -jar quarkus-run.jar hash-password}, which asks for the password; those of other programs can be copied:
         *
         * <ul>
         * <li>argon2id, {@code $argon2id$v=19$m=19456,t=2,p=1$…};
         * <li>bcrypt, {@code $2a$}, {@code $2b$} and {@code $2y$} ({@code htpasswd -B}); as elsewhere, it sees the first 72 bytes of a
         *     password;
         * <li>scrypt, {@code $scrypt$ln=16,r=8,p=1$…} and {@code $7$…};
         * <li>PBKDF2, {@code $pbkdf2-sha256$…} and {@code $pbkdf2-sha512$…} of passlib, {@code pbkdf2_sha256$…} of Django;
         * <li>SHA-crypt of {@code /etc/shadow}, {@code $5$…} and {@code $6$…}.
         * </ul>
         *
         * <p>In a shell and in files of variables, put a hash between single quotes, because of its dollar signs. MD5 and SHA-1, which
         * {@code htpasswd -m} and {@code -s} write, are refused: “… is a hash of a weak form …”; so is what looks like a hash of another
         * form. A hash that needs more than a quarter of the heap, or some seconds of a processor, is refused by the name of its parameter:
         * “… is a hash of the kind argon2id whose m needs … MiB of memory …”. Where users have hashes of different costs, the time of a
         * refused login tells who is not of the most common one.
         *
         * <p>A user without {@code mounts} has the whole bucket, or what is below {@code longshore.s3.prefix}.
         *
         * <p>Without a password: “longshore.users.config.….password is needed and has no value”. A user whose
         * {@code certificate} stands {@code alone} has none: “longshore.users.config.….password is set, and the certificate
         * stands alone: remove one of them”.
         *
         * @default none; needed but where {@code certificate} is {@code alone}
         */
        Optional<String> password();

        /** Whether the user may log in. {@code false} is answered as a wrong password is, 530. */
        @WithDefault("true")
        @WithConverter(StrictBoolean.class)
        boolean enabled();

        /**
         * From when on the user may not log in: a day such as {@code 2030-12-31}, which is the last one, in UTC, or a time such as
         * {@code 2030-12-31T18:00:00+01:00}. It is answered as a wrong password is, 530; a session that is open goes on. Anything else:
         * “longshore.users.config.….expires is no time: …”.
         *
         * @default none, which means never
         */
        Optional<String> expires();

        /**
         * The networks that the user may come from, such as {@code 10.0.0.0/8,192.0.2.7}. From elsewhere the right
         * password is answered as a wrong one is, 530.
         *
         * @default all networks
         */
        Optional<List<String>> allow();

        /**
         * {@code optional}, or {@code required}: the user does not log in without TLS. USER is answered 530 at once, so
         * that no password is sent in clear; whoever asks can therefore tell that the name exists. Data connections must
         * be TLS, too, unless {@code longshore.ftp.tls.require-data-protection} is {@code false}.
         */
        @WithDefault("optional")
        Tls tls();

        /**
         * The certificate of the client that the user needs: {@code alone}, without any password, or {@code with-password}.
         * It is one that names the user ({@code longshore.ftp.tls.user-pattern}), and {@code tls} is {@code required}
         * then. Needs {@code longshore.ftp.tls.client-certificate}: “longshore.users.config.….certificate is set, and clients
         * are asked for none: …”.
         *
         * @default none, which means that the password is enough
         */
        Optional<Certificate> certificate();

        /**
         * As {@code longshore.ftp.tls.truncation}, for this user.
         *
         * @default what {@code longshore.ftp.tls.truncation} says
         */
        Optional<Truncation> truncation();

        /**
         * The charset in which this user's clients write names, for clients that know no UTF-8: {@code ISO-8859-1},
         * {@code windows-1252}, {@code Shift_JIS}, or any other that the JDK has and that writes a letter as one byte.
         * Else: “longshore.users.config.….charset is "…", which this Java does not have or FTP cannot use: …”. Objects
         * are named in UTF-8 in any case.
         *
         * <ul>
         * <li>It begins with the login; before it, and for users without it, lines are UTF-8, and what is none is
         *     answered 501. So user names and passwords are UTF-8, too.
         * <li>From then on lines are read, and replies and listings written, in that charset. A line that is not of it
         *     is answered 501. A character that it lacks is written as a question mark. Such a name cannot be sent
         *     back: with question marks in it, it is another name, and never means the file that was shown with them.
         * <li>{@code OPTS UTF8 ON} switches a session to UTF-8, also before the login; {@code OPTS UTF8 OFF} switches
         *     back. FEAT lists {@code UTF8} while names are in UTF-8, and does not while they are in the user's
         *     charset.
         * <li>The byte 255, which is a letter in some charsets (ÿ, я) and begins commands of Telnet, is a letter within
         *     a line. Replies have it doubled, as RFC 854 demands; a doubled one of a client counts once.
         * <li>In charsets without ASCII, such as {@code IBM1047}, commands and replies stay ASCII, and only names are
         *     in the charset.
         * </ul>
         */
        @WithDefault("UTF-8")
        String charset();

        /**
         * What TYPE A does: {@code binary} moves bytes unchanged, as TYPE I does, so that a forgotten TYPE I corrupts
         * nothing. {@code convert} is what RFC 959 says: an upload is stored with LF where the client sent CRLF, and a
         * download has CRLF where the object has LF. A CR alone stays, and a CRLF that is in the object is not doubled.
         * It is for clients that know text files, such as mainframes; a session begins in TYPE A, so their binary files
         * need TYPE I. In TYPE A, SIZE is then answered 550 and REST 504, since the object would have to be read to
         * know what they mean.
         */
        @WithDefault("binary")
        Ascii ascii();

        /**
         * How the lines of LIST look at first; SITE DIRSTYLE chooses for a session. {@code unix} is what {@code ls -l} prints, which
         * nearly every client reads. {@code msdos} is what IIS prints, with years of two digits and times of 12 hours; SYST is then
         * answered {@code Windows_NT}, because clients choose their parser by it. {@code eplf} is the easily parsed list format, whose
         * times are seconds since 1970.
         */
        @WithDefault("unix")
        ListingStyle listing();

        /**
         * The text of 230 for this user; a line end in it begins another line of the reply. One without a letter:
         * “longshore.users.config.….welcome is blank: a reply needs a text”.
         *
         * @default {@code longshore.ftp.texts.welcome}
         */
        Optional<String> welcome();

        /** What all sessions of the user together may do at most. */
        Limits limits();

        /**
         * The parts of the user's tree, each of them a bucket or what is below a prefix of one; {@code [1]}, {@code [2]} and so on
         * are further ones. Without any, the tree is {@code longshore.s3.bucket} below {@code longshore.s3.prefix}.
         *
         * <pre class="yaml">{@code
         * longshore:
         *   users:
         *     config:
         *       alice:
         *         password: change-me
         *         home: /in
         *         mounts:
         *           - path: /in
         *             prefix: alice/incoming/
         *           - path: /price lists
         *             bucket: shared
         *             prefix: prices/
         *             access: read-only
         * }</pre>
         */
        Optional<List<MountSettings>> mounts();

        /**
         * Where the user's sessions begin, an absolute path. It need not exist: the first file that is stored there makes it. One that
         * is in no mount: “longshore.users.config.….home is "…", which no mount of the user holds”.
         */
        @WithDefault("/")
        String home();

        /**
         * What becomes of a file or directory whose parent directory does not exist: {@code implicit} stores it, and the parent is
         * there with it; {@code strict} refuses it with 550, as servers with disks do, for clients that find their mistakes in this
         * way. It costs up to one more request for an upload.
         */
        @WithDefault("implicit")
        Directories directories();
    }

    /** A part of a user's tree that is kept in a bucket. */
    interface MountSettings {
        /**
         * Where the user sees it, such as {@code /in}; {@code /} is the whole tree. A mount may lie in another one, and no two at the
         * same path. What is above a mount is a directory; where no mount is at {@code /}, nothing else is in it, and nothing can be
         * stored there. What a bucket has at the path of another mount cannot be reached. Anything else: “….path is "…": write an
         * absolute path such as /in, …”, “… is "…", where another mount of the user is: …”.
         */
        String path();

        /**
         * The bucket behind it. It must exist, and the gateway's keys must be allowed to use it; that is not checked at start. What
         * cannot be one: “….bucket is "…", which no bucket can be called: …”.
         *
         * @default {@code longshore.s3.bucket}
         */
        Optional<String> bucket();

        /**
         * All of what its keys begin with, such as {@code incoming/}: {@code longshore.s3.prefix} does not come before it. What cannot
         * be one: “….prefix is "…": write what keys begin with, such as incoming/, …”.
         *
         * @default {@code longshore.s3.prefix}; none with a {@code bucket}
         */
        Optional<String> prefix();

        /**
         * What the user may do there; {@code write-only} is a drop box: files can be stored, but not replaced (553), fetched, removed
         * or renamed (550), and listings show nothing. For some seconds a session is told size and time of a file that it has stored
         * itself, and may set its time. Whoever guesses the name of a directory can enter it, and a guessed name of a file is answered
         * 553 by STOR.
         */
        @WithDefault("read-write")
        MountAccess access();
    }

    /** Limits of one user, for all sessions together. */
    interface Limits {
        /**
         * What may be sent over data connections in a second, as {@code longshore.transfers.upload-rate} for all users.
         * Both limits hold. At least 1K, as there.
         *
         * @default none, which means no limit
         */
        Optional<MemorySize> uploadRate();

        /**
         * The same for what is fetched.
         *
         * @default none, which means no limit
         */
        Optional<MemorySize> downloadRate();

        /**
         * The largest file that the user may store. ALLO of more is answered 552, as is the upload behind it, before
         * 150; an upload that becomes larger ends with 552, and nothing of it is published. Bytes that APPE or REST
         * keep count. Outside of 1 to S3's limit: “longshore.users.config.….limits.file-size is …: it must be 1 to
         * 53687091200000 bytes, the largest object of S3”.
         *
         * @default what S3 takes, 53,687,091,200,000 bytes (48.8 TiB)
         */
        Optional<MemorySize> fileSize();

        /**
         * How many sessions the user may have at once. One too many gets 421 behind the right password, and is closed.
         * At least 1: “longshore.users.config.….limits.sessions is …: it must be 1 or more”.
         *
         * @default none, which means no limit
         */
        OptionalInt sessions();

        /**
         * The same for the sessions from one address, or from one /64 of IPv6. Behind a proxy of
         * {@code longshore.ftp.proxies} the client's own address counts.
         *
         * @default none, which means no limit
         */
        OptionalInt sessionsPerAddress();

        /**
         * How files may be called: patterns of whole names, in which {@code *} is any characters and {@code ?} is one; case does not
         * matter. Other names are answered 553 by STOR, STOU, APPE, MKD and RNTO. Files that are there already can be fetched and removed.
         */
        Names names();

        /**
         * What may be stored in all where the user may write, whoever stored it. A file for which there is no room is answered 452 before
         * it comes, where ALLO has told its size, or 552 on its way; nothing of it is published. It is counted when the user logs in first
         * and again at times, so that what others than this gateway store counts within some 15 minutes. AVBL tells what is left.
         */
        QuotaSettings quota();
    }

    /** See {@link Limits#quota()}. */
    interface QuotaSettings {
        /**
         * The sizes of all files together, such as {@code 100G}.
         *
         * @default none, which means no limit
         */
        Optional<MemorySize> bytes();

        /**
         * How many files; directories are none. Less than 0: “longshore.users.config.….limits.quota.files is …: it must be 0 or more”.
         *
         * @default none, which means no limit
         */
        OptionalLong files();
    }

    /** See {@link Limits#names()}. */
    interface Names {
        /**
         * A file's name must match one of these, such as {@code *.csv,*.xml}.
         *
         * @default all names
         */
        Optional<List<String>> allowed();

        /**
         * No name of a file, nor of a directory on the way to it, may match one of these. It goes before {@code allowed}.
         *
         * @default none
         */
        Optional<List<String>> denied();
    }

    /** See {@link ConfiguredUser#directories()}. */
    enum Directories {
        IMPLICIT,
        STRICT
    }

    /** See {@link MountSettings#access()}. */
    enum MountAccess {
        READ_WRITE,
        READ_ONLY,
        /** A drop box: files come in, and nobody sees or changes what is there. */
        WRITE_ONLY
    }

    /** See {@link ConfiguredUser#tls()}. */
    enum Tls {
        OPTIONAL,
        REQUIRED
    }

    /** See {@link ConfiguredUser#certificate()}. */
    enum Certificate {
        ALONE,
        WITH_PASSWORD
    }

    /** See {@link ConfiguredUser#truncation()}. */
    enum Truncation {
        STRICT,
        LENIENT
    }

    /** See {@link ConfiguredUser#ascii()}. */
    enum Ascii {
        BINARY,
        CONVERT
    }
}
