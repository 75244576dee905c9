package dev.longshore.ftp.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.files.Mount;
import dev.longshore.files.VirtualPath;
import dev.longshore.ftp.FtpGateway;
import dev.longshore.ftp.data.Bandwidth;
import dev.longshore.testing.Bytes;
import dev.longshore.testing.FtpDialogue;
import dev.longshore.testing.HeapGrowth;
import dev.longshore.testing.TestGateway;
import dev.longshore.testing.TestSettings;
import dev.longshore.users.StoreUserManager;
import dev.longshore.users.config.ConfiguredUsers;
import dev.longshore.users.password.PasswordCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.ftpserver.ftplet.FtpException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Hashes cost time on purpose: a storm of wrong passwords keeps nobody else from working, and does not fill the heap. */
@Timeout(120)
class BusyLoginTest {
    private static final String BUSY = "421 Too many logins at once, try again later.";
    private static final String BOB = "longshore.users.config.bob.password";
    private static final String CAROL = "longshore.users.config.carol.password";

    /** Of “secret”: argon2id over 4 MiB. */
    private static final String CHEAP =
            "$argon2id$v=19$m=4096,t=1,p=1$boTKPkfJfOzXobwrKIL6UQ$jK+VfXi+yduX5eCO/PSmETNeShpl3Qmea42DvZdiG6k";

    /** No password has it; one pass over 8 MiB. */
    private static final String DEARER = CHEAP.replace("m=4096,t=1", "m=8192,t=1");

    /** No password has it; 40 passes over 16 MiB. */
    private static final String DEAREST = CHEAP.replace("m=4096,t=1", "m=16384,t=40");

    private static final int CLIENTS = 100;
    private static final int LOOK_AT_EACH = 25;
    private static final long HEAP = 24L << 20;

    /** The turn rests after the wrong password for longer than the second one may wait. */
    @Test
    void whoWouldWaitTooLongIsToldToComeLater() {
        try (FtpGateway gateway = gateway(new PasswordCheck(Duration.ZERO, 10, Duration.ofMillis(1)))) {
            gateway.listen();
            try (FtpDialogue client = FtpDialogue.connect(gateway.port())) {
                client.sends("USER bob").gets(331).sends("PASS wrong").gets("530 Login incorrect.");
                client.sends("USER bob")
                        .gets(331)
                        .sends("PASS wrong")
                        .gets(BUSY)
                        .seesEnd();
            }
        }
    }

    @Test
    void aStormOfWrongPasswordsLeavesOthersAlone() {
        byte[] content = Bytes.random(2 << 20);
        try (TestGateway gateway = TestGateway.start(Map.of(BOB, DEARER, CAROL, CHEAP));
                FtpDialogue other = gateway.login().stores("before", content)) {
            gateway.connect().login("carol", "secret").close();
            List<FtpDialogue> storm = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                storm.add(gateway.connect()
                        .sends(i % 2 == 0 ? "USER bob" : "USER nobody")
                        .gets(331));
            }
            HeapGrowth heap = HeapGrowth.of(CLIENTS + " clients with wrong passwords", HEAP);
            storm.forEach(client -> client.sends("PASS wrong"));
            other.sends("NOOP").gets(200).stores("during", content);
            gateway.connect().login("carol", "secret").close();
            assertThat(storm).as("who still waits").anyMatch(BusyLoginTest::waits);
            for (int i = 0; i < CLIENTS; i++) {
                if (i % LOOK_AT_EACH == 0) {
                    heap.check();
                }
                assertThat(storm.get(i).getsAny().reply()).containsAnyOf("530 Login incorrect.", BUSY);
                storm.get(i).close();
            }
            heap.check();
            heap.print();
            assertThat(gateway.get("during")).isEqualTo(content);
        }
    }

    private static boolean waits(FtpDialogue client) {
        try {
            return client.control().getInputStream().available() == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nobody gets in, so there is nothing behind it. */
    private static FtpGateway gateway(PasswordCheck passwords) {
        Map<String, String> keys = Map.of("longshore.ftp.port", "0", "longshore.ftp.passive.ports", "0", BOB, DEAREST);
        ConfiguredUsers users =
                ConfiguredUsers.of(TestSettings.of(keys).users(), new Mount(VirtualPath.ROOT, "none", ""));
        return new FtpGateway(
                TestSettings.of(keys).ftp(),
                "127.0.0.1",
                new StoreUserManager(List.of(users), passwords),
                user -> {
                    throw new FtpException("Nobody was to be let in");
                },
                Bandwidth.Rates.NONE);
    }
}
