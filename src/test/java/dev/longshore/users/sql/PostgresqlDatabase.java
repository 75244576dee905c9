package dev.longshore.users.sql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;

/** A database of its own on the server of {@code longshore.test.postgresql}, whose user may make databases. */
final class PostgresqlDatabase implements TestDatabase {
    static final String SERVER = "longshore.test.postgresql";

    private final String server = System.getProperty(SERVER);
    private final String user = System.getProperty(SERVER + ".user", "postgres");
    private final String password = System.getProperty(SERVER + ".password", "");
    private final String name = "longshore_" + UUID.randomUUID().toString().replace("-", "");

    PostgresqlDatabase() {
        onServer("create database " + name);
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("url", url(), "user", user, "password", password);
    }

    @Override
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), user, password);
    }

    @Override
    public void stops() {
        onServer(
                "alter database " + name + " allow_connections false",
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name + "'");
    }

    @Override
    public void starts() {
        onServer("alter database " + name + " allow_connections true");
    }

    @Override
    public void close() {
        onServer("drop database " + name + " with (force)");
    }

    /** What is behind the last slash is another database. */
    private String url() {
        return server.substring(0, server.lastIndexOf('/') + 1) + name;
    }

    private void onServer(String... statements) {
        try (Connection connection = DriverManager.getConnection(server, user, password);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
