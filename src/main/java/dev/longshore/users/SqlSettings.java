package dev.longshore.users;

import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Users in a database. */
public interface SqlSettings {
    /**
     * The database, {@code jdbc:postgresql://HOST:PORT/DATABASE} or {@code jdbc:h2:…}. Parameters of the driver stand behind it as usual;
     * {@code ?sslmode=verify-full} is for a PostgreSQL elsewhere, since hashes of passwords come from there. A password does not stand here:
     * “longshore.users.sql.url has a password: set longshore.users.sql.password instead”. Other databases: “longshore.users.sql.url must
     * begin with jdbc:postgresql: or jdbc:h2:”.
     *
     * @default none; needed with the store {@code sql}
     */
    Optional<String> url();

    /**
     * Who the gateway is in the database.
     *
     * @default none
     */
    Optional<String> user();

    /**
     * The password of that user. It is never logged.
     *
     * @default none
     */
    Optional<String> password();

    /**
     * What is asked for a user instead of the table {@code longshore_user}: any query with one parameter, the name that is given to USER.
     * No row is an unknown user. Its columns are fields of a record: {@code record} alone is a whole one in JSON; else
     * {@code password_hash}, {@code enabled}, {@code bucket}, {@code prefix} and further ones, which docs/users.md lists. Such as
     * {@code select password_hash, prefix from customer where login = ?}. Anything but one parameter: “longshore.users.sql.query must have
     * one ?, …”.
     *
     * @default none
     */
    Optional<String> query();

    /**
     * {@code create} makes the table {@code longshore_user} if it is not there, and changes it when a version of the gateway needs it; the
     * table {@code longshore_schema} remembers that. {@code none} leaves it to you. With {@code longshore.users.sql.query} nothing is made.
     */
    @WithDefault("create")
    Schema schema();

    /**
     * How many connections there may be to the database. Logins beyond these wait for one, and get 421 after
     * {@code longshore.users.sql.timeout}. 1 to 100: “longshore.users.sql.connections is …: it must be 1 to 100”.
     */
    @WithDefault("4")
    int connections();

    /**
     * How long connecting, waiting for a connection and an answer may each take. 1 second to 1 minute: “longshore.users.sql.timeout is
     * …: it must be 1s to 1m”.
     */
    @WithDefault("5s")
    Duration timeout();

    /** See {@link #schema()}. */
    enum Schema {
        CREATE,
        NONE
    }
}
