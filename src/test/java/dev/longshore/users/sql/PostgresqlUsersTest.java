package dev.longshore.users.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.TestGateway;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(
        named = PostgresqlDatabase.SERVER,
        matches = ".+",
        disabledReason = "longshore.test.postgresql is not set")
class PostgresqlUsersTest extends DatabaseUsers {
    @Override
    TestDatabase database() {
        return new PostgresqlDatabase();
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsDown() throws SQLException {
        try (TestGateway gateway = gateway(Map.of("timeout", "1s"));
                Connection other = database.connect();
                Statement statement = other.createStatement()) {
            add("bob", HASH, "");
            gateway.connect().login("bob", "geheim").close();
            other.setAutoCommit(false);
            statement.execute("lock table longshore_user in access exclusive mode");
            assertThat(answer(gateway, "carol", "geheim")).isEqualTo(DOWN);
            gateway.connect().login("bob", "geheim").close();
            other.rollback();
            awaitUp(gateway);
        }
    }

    @Test
    void columnsOfPostgresqlOwnTypesAreFields() {
        database.runs(
                "create table account (login text, hash text, active bool, ends timestamptz, nets cidr[], folder text)",
                "insert into account values ('bob', '" + HASH + "', true, '2999-12-31 18:00+01',"
                        + " '{127.0.0.0/8}', 'bob/')",
                "insert into account values ('far', '" + HASH + "', true, null, '{192.0.2.0/24}', 'far/')",
                "insert into account values ('gone', '" + HASH + "', true, '2020-12-31 18:00+01', null, 'gone/')");
        try (TestGateway gateway = gateway(Map.of(
                "query",
                "select hash as password_hash, active as enabled, ends as expires, nets as allow,"
                        + " folder as prefix from account where login = ?"))) {
            gateway.connect().login("bob", "geheim").close();
            assertThat(answer(gateway, "far", "geheim")).isEqualTo(REFUSED);
            assertThat(answer(gateway, "gone", "geheim")).isEqualTo(REFUSED);
        }
    }

    @Test
    void aRecordMayBeOfATypeForJson() {
        database.runs(
                "create table account (login text, record jsonb)",
                "insert into account values ('bob', '" + record(HASH, "") + "')");
        try (TestGateway gateway = gateway(Map.of("query", "select record from account where login = ?"))) {
            gateway.connect().login("bob", "geheim").close();
        }
    }

    /** A name that is no number is nobody's, and does not make the database seem to be down. */
    @Test
    void aNameThatTheColumnCannotHaveIsNobodys() {
        database.runs("create table account (id int, hash text)", "insert into account values (7, '" + HASH + "')");
        try (TestGateway gateway =
                gateway(Map.of("query", "select hash as password_hash from account where id = cast(? as int)"))) {
            assertThat(answer(gateway, "bob", "geheim")).isEqualTo(REFUSED);
            gateway.connect().login("7", "geheim").close();
        }
    }
}
