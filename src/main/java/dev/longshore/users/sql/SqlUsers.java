package dev.longshore.users.sql;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import dev.longshore.failure.StartFailure;
import dev.longshore.users.CredentialStore;
import dev.longshore.users.KnownRecords;
import dev.longshore.users.Outage;
import dev.longshore.users.SqlSettings;
import dev.longshore.users.SqlSettings.Schema;
import dev.longshore.users.StoreHealth;
import dev.longshore.users.UserRecord;
import dev.longshore.users.record.BadRecord;
import dev.longshore.users.record.BadRecords;
import dev.longshore.users.record.RecordFormat;
import dev.longshore.users.record.RecordReader;
import dev.longshore.users.record.UserName;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.flywaydb.core.api.FlywayException;

/** The users of a database, which is asked at each login. One that is down at the start does not hold it up. */
public final class SqlUsers implements CredentialStore {
    private static final String KEY = "longshore.users.sql.";
    private static final Duration SHORTEST_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(1);
    private static final int MOST_CONNECTIONS = 100;

    /** Classes of SQLSTATE (SQL:2023, table 38): the name is no value of the column, so nobody has it; and there is such a row already. */
    private static final String DATA_EXCEPTION = "22";

    private static final String CONSTRAINT_VIOLATION = "23";

    /** What is no parameter: texts and names between quotes, comments, and the operators that PostgreSQL's driver reads of {@code ??}. */
    private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"|--.*|/\\*(?s:.*?)\\*/|\\?\\?");

    private final Database database;
    private final UserTable table;
    private final Optional<String> query;
    private final RecordReader reader;
    private final BadRecords bad = new BadRecords(name());
    private final StoreHealth health = new StoreHealth(name());
    private final Outage outage = new Outage();
    private final Thread first = new Thread(this::beginning, "users-sql");

    private SqlUsers(DatabaseUrl url, SqlSettings settings, RecordReader reader) {
        boolean ready = settings.query().isPresent() || settings.schema() == Schema.NONE;
        this.database = Database.of(url, settings, settings.connections());
        this.table = new UserTable(url, settings, ready);
        this.query = settings.query();
        this.reader = reader;
    }

    /**
     * Makes the table beside the start.
     *
     * @param grace for how long after the database has told it a record is used when the database is down
     * @throws StartFailure when a setting is missing or wrong
     */
    public static CredentialStore open(SqlSettings settings, RecordReader reader, Duration grace) {
        DatabaseUrl url = DatabaseUrl.of(settings.url()
                .orElseThrow(() -> new StartFailure("longshore.users.stores names sql, and " + KEY
                        + "url is missing: give the address of the database that has the users")));
        settings.query().ifPresent(SqlUsers::requireParameter);
        if (settings.connections() < 1 || settings.connections() > MOST_CONNECTIONS) {
            throw new StartFailure(
                    KEY + "connections is " + settings.connections() + ": it must be 1 to " + MOST_CONNECTIONS);
        }
        Duration timeout = settings.timeout();
        if (timeout.compareTo(SHORTEST_TIMEOUT) < 0 || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
            throw new StartFailure(KEY + "timeout is " + timeout + ": it must be 1s to 1m");
        }
        SqlUsers users = new SqlUsers(url, settings, reader);
        users.first.setDaemon(true);
        users.first.start();
        return KnownRecords.ofTelling(users, grace);
    }

    private static void requireParameter(String query) {
        if (QUOTED.matcher(query)
                        .replaceAll(" ")
                        .chars()
                        .filter(character -> character == '?')
                        .count()
                != 1) {
            throw new StartFailure(KEY + "query must have one ?, which stands for the name: select … where login = ?");
        }
    }

    @Override
    public Optional<UserRecord> find(String name) {
        if (!UserName.isPossible(name)) {
            return Optional.empty();
        }
        outage.check();
        return told(connection -> record(connection, name));
    }

    /** Not where a query of the operator's own tells the users. */
    @Override
    public Optional<String> add(String name, byte[] record) {
        if (query.isPresent()) {
            return Optional.empty();
        }
        reader.one(name, record, RecordFormat.JSON);
        return Optional.of(told(connection -> insert(connection, name, record)));
    }

    @Override
    public Optional<StoreHealth> health() {
        return Optional.of(health);
    }

    @Override
    public String name() {
        return "SQL store";
    }

    @Override
    public void close() {
        first.interrupt();
        database.close();
    }

    /** What is wrong is said before the first login. */
    private void beginning() {
        try {
            told(connection -> true);
        } catch (RuntimeException e) {
            outage.begins(e);
        }
    }

    private <T> T told(Database.Work<T> work) {
        try {
            table.require();
            T answer = database.ask(work);
            outage.ends();
            health.answers();
            return answer;
        } catch (SQLException | FlywayException e) {
            throw down(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw database.down("interrupted", e);
        }
    }

    private Failure down(Exception cause) {
        String sentence = String.valueOf(cause.getMessage())
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("---"))
                .collect(Collectors.joining(" "));
        Failure failure = database.down(sentence, cause);
        outage.begins(failure);
        health.fails(failure);
        return failure;
    }

    private Optional<UserRecord> record(Connection connection, String name) throws SQLException {
        try (PreparedStatement asked = connection.prepareStatement(query.orElse(UserTable.ASK))) {
            asked.setQueryTimeout(database.patience());
            asked.setMaxRows(2);
            asked.setString(1, name);
            try (ResultSet rows = asked.executeQuery()) {
                return rows.next() ? Optional.of(user(name, rows)) : Optional.empty();
            }
        } catch (SQLException e) {
            if (isOf(DATA_EXCEPTION, e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private UserRecord user(String name, ResultSet rows) throws SQLException {
        String version = "";
        try {
            byte[] record = Row.json(rows);
            version = Integer.toHexString(Arrays.hashCode(record));
            if (rows.next()) {
                throw new BadRecord("there is more than one row");
            }
            return reader.one(name, record, RecordFormat.JSON);
        } catch (BadRecord e) {
            bad.tell(query.isPresent() ? "the row" : "longshore_user", name, version, e.getMessage());
            return UserRecord.barred(name);
        }
    }

    private String insert(Connection connection, String name, byte[] record) throws SQLException {
        try (PreparedStatement added = connection.prepareStatement(UserTable.ADD)) {
            added.setQueryTimeout(database.patience());
            added.setString(1, name);
            added.setString(2, new String(record, StandardCharsets.UTF_8));
            added.executeUpdate();
            return "longshore_user of " + database;
        } catch (SQLException e) {
            if (isOf(CONSTRAINT_VIOLATION, e)) {
                throw new Failure(FailureKind.ALREADY_EXISTS, "longshore_user has a user " + name + " meanwhile", e);
            }
            throw e;
        }
    }

    private static boolean isOf(String states, SQLException e) {
        return e.getSQLState() != null && e.getSQLState().startsWith(states);
    }
}
