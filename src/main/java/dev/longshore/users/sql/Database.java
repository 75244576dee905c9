package dev.longshore.users.sql;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import dev.longshore.users.SqlSettings;
import dev.longshore.users.StoreBusy;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ConnectionValidator;
import io.agroal.api.configuration.supplier.AgroalConnectionFactoryConfigurationSupplier;
import io.agroal.api.configuration.supplier.AgroalConnectionPoolConfigurationSupplier;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A few connections to the database, made when they are needed and tried before each use. Nothing waits for longer than the time-out of the
 * settings.
 */
final class Database implements AutoCloseable {
    /** Connections that nobody needs any more. */
    private static final Duration UNUSED = Duration.ofMinutes(5);

    private final DatabaseUrl url;
    private final Duration timeout;
    private final AgroalDataSource pool;
    private final Semaphore room;

    /** What is done with a connection. */
    interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    private Database(DatabaseUrl url, Duration timeout, AgroalDataSource pool, int connections) {
        this.url = url;
        this.timeout = timeout;
        this.pool = pool;
        this.room = new Semaphore(connections, true);
    }

    /** Connects to nothing yet. */
    static Database of(DatabaseUrl url, SqlSettings settings, int connections) {
        AgroalDataSourceConfigurationSupplier configuration = new AgroalDataSourceConfigurationSupplier()
                .metricsEnabled(false)
                .connectionPoolConfiguration(pool -> pool(pool, settings.timeout(), connections)
                        .connectionFactoryConfiguration(factory -> connection(factory, url, settings)));
        try {
            return new Database(url, settings.timeout(), AgroalDataSource.from(configuration), connections);
        } catch (SQLException e) {
            throw new IllegalStateException("A pool without connections asks nothing of a database", e);
        }
    }

    private static AgroalConnectionPoolConfigurationSupplier pool(
            AgroalConnectionPoolConfigurationSupplier pool, Duration timeout, int connections) {
        return pool.initialSize(0)
                .minSize(0)
                .maxSize(connections)
                .acquisitionTimeout(timeout)
                .validateOnBorrow(true)
                .connectionValidator(ConnectionValidator.defaultValidatorWithTimeout((int) timeout.toSeconds()))
                .reapTimeout(UNUSED);
    }

    private static AgroalConnectionFactoryConfigurationSupplier connection(
            AgroalConnectionFactoryConfigurationSupplier factory, DatabaseUrl url, SqlSettings settings) {
        factory.jdbcUrl(url.text()).connectionProviderClass(url.driver()).loginTimeout(settings.timeout());
        settings.user().ifPresent(user -> factory.principal(new NamePrincipal(user)));
        settings.password().ifPresent(password -> factory.credential(new SimplePassword(password)));
        if (url.isPostgresql()) {
            long seconds = settings.timeout().toSeconds();
            factory.jdbcProperty("ApplicationName", "longshore")
                    .jdbcProperty("connectTimeout", Long.toString(seconds))
                    .jdbcProperty("socketTimeout", Long.toString(seconds + 1))
                    .jdbcProperty("tcpKeepAlive", "true");
        }
        return factory;
    }

    /**
     * @throws StoreBusy    when no connection becomes free
     * @throws SQLException when the database does not answer, or refuses
     */
    <T> T ask(Work<T> work) throws SQLException {
        try {
            if (!room.tryAcquire(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new StoreBusy("Too many logins wait for " + url);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw down("interrupted", e);
        }
        try (Connection connection = pool.getConnection()) {
            return work.with(connection);
        } finally {
            room.release();
        }
    }

    /** How long a statement may take, in seconds. */
    int patience() {
        return (int) timeout.toSeconds();
    }

    AgroalDataSource connections() {
        return pool;
    }

    Failure down(String what, Exception cause) {
        return new Failure(FailureKind.USER_STORE_DOWN, url + ": " + what, cause);
    }

    @Override
    public void close() {
        pool.close();
    }

    @Override
    public String toString() {
        return url.toString();
    }
}
