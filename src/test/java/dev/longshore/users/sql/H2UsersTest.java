package dev.longshore.users.sql;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class H2UsersTest extends DatabaseUsers {
    @TempDir
    private Path folder;

    @Override
    TestDatabase database() {
        return new H2Database(folder);
    }
}
