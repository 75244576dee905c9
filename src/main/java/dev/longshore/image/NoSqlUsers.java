package dev.longshore.image;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import dev.longshore.failure.StartFailure;
import dev.longshore.users.CredentialStore;
import dev.longshore.users.SqlSettings;
import dev.longshore.users.record.RecordReader;
import dev.longshore.users.sql.SqlUsers;
import java.time.Duration;

/** Drivers and migrations of databases are found by name while the program runs; they stay out. */
@TargetClass(SqlUsers.class)
final class NoSqlUsers {
    private NoSqlUsers() {}

    @Substitute
    public static CredentialStore open(SqlSettings settings, RecordReader reader, Duration grace) {
        throw new StartFailure("The native executable has no users in databases: "
                + "remove sql from longshore.users.stores, or run the jar");
    }
}
