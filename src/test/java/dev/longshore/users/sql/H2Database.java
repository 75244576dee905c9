package dev.longshore.users.sql;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;

/** In memory; the gateway may not make it. What was in it is kept in a script while it is down. */
final class H2Database implements TestDatabase {
    private final String url = "jdbc:h2:mem:" + UUID.randomUUID();
    private final Path script;
    private Connection alive;

    H2Database(Path folder) {
        this.script = folder.resolve("script.sql");
        this.alive = open();
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("url", url + ";IFEXISTS=TRUE", "user", "sa", "password", "pass-word");
    }

    @Override
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, "sa", "pass-word");
    }

    @Override
    public void stops() {
        runs("SCRIPT TO '" + script + "'", "SHUTDOWN IMMEDIATELY");
    }

    @Override
    public void starts() {
        alive = open();
        runs("RUNSCRIPT FROM '" + script + "'");
    }

    @Override
    public void close() {
        try {
            alive.close();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private Connection open() {
        try {
            return connect();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
