package dev.longshore.users.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.files.Mount;
import dev.longshore.files.VirtualPath;
import dev.longshore.testing.Bytes;
import dev.longshore.testing.Eventually;
import dev.longshore.testing.FtpDialogue;
import dev.longshore.testing.LogLines;
import dev.longshore.testing.TestGateway;
import dev.longshore.testing.TestSettings;
import dev.longshore.users.CredentialStore;
import dev.longshore.users.UserSettings;
import dev.longshore.users.password.NewHash;
import dev.longshore.users.record.RecordReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Users who are in a database: the one that a subclass has. */
abstract class DatabaseUsers {
    static final String HASH = NewHash.of("geheim");
    static final String OTHER = NewHash.of("other");
    static final String DOWN = "421 Logins are not possible now, try again later.";
    static final String REFUSED = "530 Login incorrect.";
    static final String TABLE = "longshore_user";

    TestDatabase database;

    abstract TestDatabase database();

    @BeforeEach
    void open() {
        database = database();
    }

    @AfterEach
    void remove() {
        database.close();
    }

    @Test
    void aUserOfTheTableLogsInBesideOneOfTheConfiguration() {
        try (TestGateway gateway = gateway(Map.of())) {
            add("bob", HASH, ", \"mounts\": [{\"path\": \"/\", \"prefix\": \"bob/\"}]");
            try (FtpDialogue bob = gateway.connect().login("bob", "geheim")) {
                bob.stores("a", Bytes.random(10)).sends("SIZE a").gets("213 10");
            }
            assertThat(gateway.keys()).containsExactly("bob/a");
            gateway.login().close();
            assertThat(answer(gateway, "bob", "wrong")).isEqualTo(REFUSED);
            assertThat(answer(gateway, "carol", "geheim")).isEqualTo(REFUSED);
        }
    }

    @Test
    void aChangeIsSeenAtTheNextLogin() {
        try (TestGateway gateway = gateway(Map.of())) {
            assertThat(answer(gateway, "bob", "geheim")).isEqualTo(REFUSED);
            add("bob", HASH, "");
            seen("a new user", () -> isLetIn(gateway, "bob", "geheim"));
            update("bob", record(OTHER, ""));
            seen("a new password", () -> isLetIn(gateway, "bob", "other"));
            assertThat(answer(gateway, "bob", "geheim")).isEqualTo(REFUSED);
            update("bob", record(OTHER, ", \"enabled\": false"));
            seen("a disabled user", () -> !isLetIn(gateway, "bob", "other"));
            update("bob", record(OTHER, ""));
            seen("an enabled user", () -> isLetIn(gateway, "bob", "other"));
            database.runs("delete from " + TABLE);
            seen("a removed user", () -> !isLetIn(gateway, "bob", "other"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"' or 1=1 --", "' or ''='", "bob'--", "%", "_ob", "b*", "\"bob\"", "bob;", "bob ", "BOB"})
    void whatLooksLikeSqlFindsNobody(String name) {
        try (TestGateway gateway = gateway(Map.of())) {
            add("bob", HASH, "");
            assertThat(answer(gateway, name, "geheim")).isEqualTo(REFUSED);
            gateway.connect().login("bob", "geheim").close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"o'neill", "größe", "ユーザー", "a b", "x\"y", "50%", "😀", "a;b--c", "?", "drop table"})
    void namesMayHaveAnyLetters(String name) {
        try (TestGateway gateway = gateway(Map.of())) {
            add(name, HASH, "");
            gateway.connect().login(name, "geheim").close();
        }
    }

    @Test
    void aDatabaseThatIsDownIsNotAWrongPassword() {
        try (TestGateway gateway = gateway(Map.of());
                LogLines log = LogLines.below("dev.longshore")) {
            add("bob", HASH, "");
            gateway.connect().login("bob", "geheim").close();
            database.stops();
            assertThat(answer(gateway, "carol", "geheim")).isEqualTo(DOWN);
            gateway.connect().login("bob", "geheim").close();
            assertThat(answer(gateway, "bob", "wrong")).isEqualTo(REFUSED);
            gateway.login().close();
            database.starts();
            awaitUp(gateway);
            assertThat(log.all())
                    .noneMatch(line -> line.contains("pass-word") || line.contains("geheim"))
                    .filteredOn(line -> line.contains("The users of SQL store"))
                    .hasSize(2);
        }
    }

    @Test
    void withoutGraceNobodyOfADatabaseThatIsDownIsLetIn() {
        try (TestGateway gateway = gateway(Map.of("../grace", "0s"))) {
            add("bob", HASH, "");
            gateway.connect().login("bob", "geheim").close();
            database.stops();
            assertThat(answer(gateway, "bob", "geheim")).isEqualTo(DOWN);
        }
    }

    @Test
    void aDatabaseThatIsDownAtTheStartIsUsedWhenItIsUp() {
        database.stops();
        try (LogLines log = LogLines.below("dev.longshore.users");
                TestGateway gateway = gateway(Map.of())) {
            Eventually.holds("the log tells", () -> log.all().stream()
                    .anyMatch(line -> line.contains("The users of SQL store cannot be read")));
            assertThat(answer(gateway, "bob", "geheim")).isEqualTo(DOWN);
            gateway.login().close();
            database.starts();
            awaitUp(gateway);
            add("bob", HASH, "");
            gateway.connect().login("bob", "geheim").close();
        }
    }

    @Test
    void aTableThatIsThereIsUsedAsItIs() {
        database.runs(
                "create table other (id int)", "create table " + TABLE + " (name varchar(9), record varchar(999))");
        add("bob", HASH, "");
        try (TestGateway gateway = gateway(Map.of())) {
            gateway.connect().login("bob", "geheim").close();
        }
        try (TestGateway again = gateway(Map.of())) {
            again.connect().login("bob", "geheim").close();
        }
    }

    @Test
    void nothingIsMadeWhereThatIsSaid() {
        try (TestGateway gateway = gateway(Map.of("schema", "none"))) {
            assertThat(answer(gateway, "bob", "geheim")).isEqualTo(DOWN);
            database.runs("create table " + TABLE + " (name varchar(9), record varchar(999))");
            add("bob", HASH, "");
            awaitUp(gateway);
            gateway.connect().login("bob", "geheim").close();
        }
        assertThat(tables()).containsExactly(TABLE);
    }

    @Test
    void aQueryOfTheOperatorsTellsFields() {
        database.runs(
                "create table account (login varchar(99), hash varchar(999), active int, folder varchar(99), bytes bigint)",
                "insert into account values ('bob', '" + HASH + "', 1, 'bob/', 5)",
                "insert into account values ('off', '" + HASH + "', 0, 'off/', null)",
                "insert into account values ('unsaid', '" + HASH + "', null, 'unsaid/', null)",
                "insert into account values ('free', '" + HASH + "', 1, null, null)",
                "insert into account values ('none', null, 1, null, null)",
                "insert into account values ('two', '" + HASH + "', 1, null, null)",
                "insert into account values ('two', '" + HASH + "', 1, null, null)");
        String query =
                "select hash as password_hash, active as enabled, folder as prefix, '/in' as path, '/in' as home,"
                        + " 'read-write' as access, bytes as file_size, 'Hello, ?' as welcome from account where login = ?";
        try (TestGateway gateway = gateway(Map.of("query", query));
                LogLines log = LogLines.below("dev.longshore.users.record")) {
            try (FtpDialogue bob = gateway.connect()) {
                bob.sends("USER bob").gets(331).sends("PASS geheim").gets("230 Hello, ?");
                bob.sends("PWD").gets("257 \"/in\" is the current directory.");
                bob.stores("a", Bytes.random(5));
                bob.sends("ALLO 6").gets(552);
            }
            assertThat(gateway.keys()).containsExactly("bob/a");
            gateway.connect().login("free", "geheim").close();
            for (String name : List.of("off", "unsaid", "none", "two", "nobody")) {
                assertThat(answer(gateway, name, "geheim")).as(name).isEqualTo(REFUSED);
            }
            assertThat(log.all())
                    .hasSize(2)
                    .anyMatch(line -> line.contains(
                            "User none cannot log in: in the row of the SQL store, password.hash is missing"))
                    .anyMatch(line ->
                            line.contains("User two cannot log in: in the row of the SQL store, there is more than"));
        }
        assertThat(tables()).containsExactly("account");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select hash as password_hash, folder from account where login = ? | the column folder is no field of a record",
                "select hash as record, folder as home from account where login = ? | the column record must be the only one",
                "select hash as password_hash, login as enabled from account where login = ? | the column enabled cannot be read",
                "select login as password_hash from account where login = ? | password.hash",
                "select 'x' as name, hash as password_hash from account where login = ? | name is not that of the file",
                "select hash as password_hash, 'x' as home, 'y' as home from account where login = ? | the column home is there twice",
            })
    void aRowThatCannotBeUsedKeepsItsUserOutAndIsTold(String query, String sentence) {
        database.runs(
                "create table account (login varchar(99), hash varchar(999), folder varchar(99))",
                "insert into account values ('bob', '" + HASH + "', 'bob/')");
        try (TestGateway gateway = gateway(Map.of("query", query));
                LogLines log = LogLines.below("dev.longshore.users.record")) {
            assertThat(answer(gateway, "bob", "geheim")).isEqualTo(REFUSED);
            assertThat(answer(gateway, "bob", "geheim")).isEqualTo(REFUSED);
            assertThat(log.all()).singleElement().satisfies(line -> assertThat(line)
                    .contains("User bob cannot log in: in the row of the SQL store, " + sentence)
                    .doesNotContain(HASH));
        }
    }

    @Test
    void aRecordCanBeAddedOnce() {
        RecordReader reader = new RecordReader(new Mount(VirtualPath.ROOT, "bucket", ""), Optional.empty());
        UserSettings settings = TestSettings.of(settings(Map.of())).users();
        byte[] record = record(HASH, "").getBytes(StandardCharsets.UTF_8);
        try (CredentialStore store = SqlUsers.open(settings.sql(), reader, Duration.ZERO)) {
            assertThat(store.add("bob", record)).get().asString().startsWith("longshore_user of jdbc:");
            assertThatThrownBy(() -> store.add("bob", record)).hasMessage("longshore_user has a user bob meanwhile");
            assertThat(store.find("bob")).isPresent();
        }
    }

    TestGateway gateway(Map<String, String> more) {
        return TestGateway.start(settings(more));
    }

    private Map<String, String> settings(Map<String, String> more) {
        Map<String, String> settings =
                new HashMap<>(Map.of("longshore.users.stores", "config,sql", "longshore.defender.enabled", "false"));
        database.settings().forEach((key, value) -> settings.put("longshore.users.sql." + key, value));
        more.forEach((key, value) -> settings.put(
                key.startsWith("../") ? "longshore.users." + key.substring(3) : "longshore.users.sql." + key, value));
        return settings;
    }

    /** Behind a failure the database is left alone for a moment. */
    void awaitUp(TestGateway gateway) {
        Eventually.holds("the database is asked again", () -> answer(gateway, "nobody", "x")
                .equals(REFUSED));
    }

    static String record(String hash, String more) {
        return "{\"password\": {\"hash\": \"" + hash + "\"}" + more + "}";
    }

    /** The gateway makes the table beside its start. */
    void add(String name, String hash, String more) {
        Eventually.holds("the table is there", () -> tables().contains(TABLE));
        execute("insert into " + TABLE + " (name, record) values (?, ?)", name, record(hash, more));
    }

    private void update(String name, String record) {
        execute("update " + TABLE + " set record = ? where name = ?", record, name);
    }

    private void execute(String sql, String first, String second) {
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, first);
            statement.setString(2, second);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> tables() {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select lower(table_name) from information_schema.tables"
                        + " where lower(table_schema) = 'public' order by 1")) {
            List<String> names = new ArrayList<>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Prints how long it took. */
    private static void seen(String change, BooleanSupplier condition) {
        long from = System.nanoTime();
        Eventually.holds(change + " is seen", condition);
        System.out.printf("SQL store: %s is seen after %d ms%n", change, (System.nanoTime() - from) / 1_000_000);
    }

    private static boolean isLetIn(TestGateway gateway, String name, String password) {
        return answer(gateway, name, password).startsWith("230");
    }

    static String answer(TestGateway gateway, String name, String password) {
        try (FtpDialogue client = gateway.connect()) {
            client.sends("USER " + name).getsAny();
            if (client.replyLine().startsWith("331")) {
                client.sends("PASS " + password).getsAny();
            }
            return client.replyLine();
        }
    }
}
