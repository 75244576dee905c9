package dev.longshore.users.sql;

import dev.longshore.users.SqlSettings;
import dev.longshore.users.StoreBusy;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** The table {@code longshore_user}, made or brought up to date once in the life of the process, when the database can be asked. */
final class UserTable {
    static final String ASK = "select record from longshore_user where name = ?";
    static final String ADD = "insert into longshore_user (name, record) values (?, ?)";

    /** What Flyway uses at once, at most. */
    private static final int CONNECTIONS = 4;

    private static final String MIGRATIONS = "classpath:dev/longshore/users/sql";
    private static final String HISTORY = "longshore_schema";

    private final DatabaseUrl url;
    private final SqlSettings settings;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile boolean ready;

    /** @param ready where nothing is to be made */
    UserTable(DatabaseUrl url, SqlSettings settings, boolean ready) {
        this.url = url;
        this.settings = settings;
        this.ready = ready;
    }

    /**
     * Makes the table unless that is done.
     *
     * @throws FlywayException when the database does not answer, or refuses
     * @throws StoreBusy       when somebody else is at it for too long
     */
    void require() throws InterruptedException {
        if (ready) {
            return;
        }
        if (!lock.tryLock(settings.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
            throw new StoreBusy("The tables of " + url + " are being made");
        }
        try {
            if (!ready) {
                migrate();
                ready = true;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Other tables may be in the schema already. */
    private void migrate() {
        try (Database database = Database.of(url, settings, CONNECTIONS)) {
            Flyway.configure(UserTable.class.getClassLoader())
                    .dataSource(database.connections())
                    .locations(MIGRATIONS)
                    .table(HISTORY)
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .load()
                    .migrate();
        }
    }
}
