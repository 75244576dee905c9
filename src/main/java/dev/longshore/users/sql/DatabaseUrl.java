package dev.longshore.users.sql;

import dev.longshore.failure.StartFailure;
import java.sql.Driver;
import java.util.Locale;

/**
 * The checked form of {@link dev.longshore.users.SqlSettings#url()}.
 *
 * @param text with the parameters of the driver
 */
record DatabaseUrl(String text) {
    private static final String KEY = "longshore.users.sql.url";
    private static final String POSTGRESQL = "jdbc:postgresql:";
    private static final String H2 = "jdbc:h2:";

    /** @throws StartFailure when it is that of another database, or has a password, which would be in messages then */
    static DatabaseUrl of(String text) {
        if (!text.startsWith(POSTGRESQL) && !text.startsWith(H2)) {
            throw new StartFailure(KEY + " must begin with " + POSTGRESQL + " or " + H2);
        }
        DatabaseUrl url = new DatabaseUrl(text);
        if (text.toLowerCase(Locale.ROOT).contains("password=")
                || url.toString().contains("@")) {
            throw new StartFailure(KEY + " has a password: set longshore.users.sql.password instead");
        }
        return url;
    }

    boolean isPostgresql() {
        return text.startsWith(POSTGRESQL);
    }

    Class<? extends Driver> driver() {
        return isPostgresql() ? org.postgresql.Driver.class : org.h2.Driver.class;
    }

    /** Without the parameters. */
    @Override
    public String toString() {
        return text.split("[?;]", 2)[0];
    }
}
