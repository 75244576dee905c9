package dev.longshore.ftp.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import dev.longshore.files.BucketFileSystem;
import dev.longshore.files.Mount;
import dev.longshore.files.VirtualPath;
import dev.longshore.ftp.FtpGateway;
import dev.longshore.ftp.data.Bandwidth;
import dev.longshore.testing.Bytes;
import dev.longshore.testing.Eventually;
import dev.longshore.testing.FtpDialogue;
import dev.longshore.testing.TestGateway;
import dev.longshore.testing.TestSettings;
import dev.longshore.users.CredentialStore;
import dev.longshore.users.StoreUserManager;
import dev.longshore.users.UserRecord;
import dev.longshore.users.config.ConfiguredUsers;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** 421 and the end of the connection when no store can tell who a user is; 530 would be a lie, and others go on. */
class UserStoreDownTest {
    private static final String DOWN = "421 Logins are not possible now, try again later.";

    private FailingStore store;
    private TestGateway storage;
    private FtpGateway gateway;

    /** How a store fails. */
    private enum Outage {
        OF_A_DRIVER {
            @Override
            RuntimeException exception() {
                return new UncheckedIOException(new ConnectException("refused"));
            }
        },
        OF_A_BACK_END {
            @Override
            RuntimeException exception() {
                return new Failure(FailureKind.BACKEND_FAILED, "GetObject: status 500");
            }
        },
        THAT_IT_KNOWS_OF {
            @Override
            RuntimeException exception() {
                return new Failure(FailureKind.USER_STORE_DOWN, "no answer");
            }
        };

        abstract RuntimeException exception();
    }

    /** The users of a configuration, until it is told to fail. */
    private static final class FailingStore implements CredentialStore {
        private final ConfiguredUsers users;
        private volatile Outage outage;

        FailingStore(String bucket) {
            users = ConfiguredUsers.of(TestGateway.USER, TestGateway.PASSWORD, new Mount(VirtualPath.ROOT, bucket, ""));
        }

        @Override
        public Optional<UserRecord> find(String name) {
            if (outage != null) {
                throw outage.exception();
            }
            return users.find(name);
        }
    }

    @BeforeEach
    void start() {
        storage = TestGateway.start();
        store = new FailingStore(storage.bucket());
        Map<String, String> keys = Map.of("longshore.ftp.port", "0", "longshore.ftp.passive.ports", "0");
        gateway = new FtpGateway(
                TestSettings.of(keys).ftp(),
                "127.0.0.1",
                new StoreUserManager(List.of(store)),
                new BucketFileSystem(storage.gateway().backend()),
                Bandwidth.Rates.NONE);
        gateway.listen();
    }

    @AfterEach
    void stop() {
        gateway.close();
        storage.close();
    }

    @ParameterizedTest
    @EnumSource
    void userIsNotAskedForAPassword(Outage outage) {
        store.outage = outage;
        for (String name : List.of("alice", "nobody")) {
            try (var client = FtpDialogue.connect(gateway.port())) {
                client.sends("USER " + name).gets(DOWN).seesEnd();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void noPasswordIsCalledWrong(Outage outage) {
        for (String password : List.of("secret", "wrong")) {
            try (var client = FtpDialogue.connect(gateway.port())) {
                store.outage = null;
                client.sends("USER alice").gets(331);
                store.outage = outage;
                client.sends("PASS " + password).gets(DOWN).seesEnd();
            }
        }
    }

    @Test
    void othersGoOnAndLoginsAreBackWhenTheStoreIs() {
        try (var client = FtpDialogue.connect(gateway.port()).login("alice", "secret")) {
            store.outage = Outage.OF_A_DRIVER;
            try (var late = FtpDialogue.connect(gateway.port())) {
                late.sends("USER alice").gets(DOWN).seesEnd();
            }
            client.stores("a", Bytes.random(10)).sends("SIZE a").gets("213 10");
            assertThat(storage.get("a")).isEqualTo(Bytes.random(10));
            Eventually.holds("only the first session is left", () -> gateway.sessions() == 1);
            store.outage = null;
            FtpDialogue.connect(gateway.port()).login("alice", "secret").close();
            client.sends("NOOP").gets(200);
        }
    }
}
