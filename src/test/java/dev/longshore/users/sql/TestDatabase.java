package dev.longshore.users.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** A database of one test, which is removed behind it. */
interface TestDatabase extends AutoCloseable {
    /** The settings of the store, without {@code longshore.users.sql.} in front. */
    Map<String, String> settings();

    /** A connection past the gateway. */
    Connection connect() throws SQLException;

    /** From now on nobody can connect, and connections are gone. */
    void stops();

    /** The database is back, with what was in it. */
    void starts();

    @Override
    void close();

    default void runs(String... statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
