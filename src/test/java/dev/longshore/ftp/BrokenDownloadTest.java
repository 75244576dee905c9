package dev.longshore.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.testing.Bytes;
import dev.longshore.testing.Eventually;
import dev.longshore.testing.Fault;
import dev.longshore.testing.S3Operation;
import dev.longshore.testing.TestGateway;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A stream of S3 that breaks is taken up again unseen, at the same object; a mixture of two objects is never called a file. */
class BrokenDownloadTest {
    private static final int MIB = 1024 * 1024;

    /** More than sockets hold between S3, the proxy, the gateway and a client that does not read. */
    private static final int LARGE = 40 * MIB;

    private static final byte[] CONTENT = Bytes.random(3 * MIB);
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
        gateway.put("present", CONTENT);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @AfterEach
    void heal() {
        gateway.proxy().heal();
    }

    @Test
    void oneBreakIsNotSeen() {
        try (var client = gateway.login()) {
            gateway.proxy().forget();
            gateway.proxy().failOnly(S3Operation.GET_OBJECT, 1, Fault.TRUNCATE);
            assertThat(Bytes.sha256(client.fetches("RETR present"))).isEqualTo(Bytes.sha256(CONTENT));
            assertThat(gateway.proxy().seen()).isEqualTo(Map.of(S3Operation.GET_OBJECT, 2));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"TRUNCATE", "ERROR_500", "SLOW_DOWN_503", "RESET"})
    void aFailureOfTheNextRequestIsNotSeenEither(Fault fault) {
        try (var client = gateway.login()) {
            gateway.proxy().failOnly(S3Operation.GET_OBJECT, 1, Fault.TRUNCATE);
            gateway.proxy().failOnly(S3Operation.GET_OBJECT, 1, fault);
            assertThat(Bytes.sha256(client.fetches("RETR present"))).isEqualTo(Bytes.sha256(CONTENT));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4321, 3 * MIB - 2})
    void theRestFitsBehindARestartOffset(int offset) {
        try (var client = gateway.login()) {
            gateway.proxy().failOnly(S3Operation.GET_OBJECT, 1, Fault.TRUNCATE);
            client.sends("REST " + offset).gets(350);
            assertThat(client.fetches("RETR present")).isEqualTo(Arrays.copyOfRange(CONTENT, offset, CONTENT.length));
        }
    }

    /** Side by side, because each waits for the pauses between all tries. */
    @Test
    void whenNoTryIsLeftTheClientIsTold() throws InterruptedException {
        List<Callable<String>> downloads =
                List.of(() -> toldOf(Fault.ERROR_500), () -> toldOf(Fault.SLOW_DOWN_503), () -> toldOf(Fault.RESET));
        ExecutorService clients = Executors.newFixedThreadPool(downloads.size());
        try {
            assertThat(clients.invokeAll(downloads))
                    .allSatisfy(reply -> assertThat(reply.get()).startsWith("451 "));
        } finally {
            clients.shutdownNow();
        }
    }

    private static String toldOf(Fault fault) throws IOException {
        String name = "present-" + fault;
        gateway.put(name, CONTENT);
        gateway.proxy().failOnly(name, S3Operation.GET_OBJECT, 1, Fault.TRUNCATE);
        gateway.proxy().failFrom(name, S3Operation.GET_OBJECT, 1, fault);
        try (var client = gateway.login();
                Socket data = client.passive()) {
            client.sends("RETR " + name).gets(150);
            assertThatThrownBy(() -> data.getInputStream().readAllBytes()).isInstanceOf(SocketException.class);
            String reply = client.gets(451).replyLine();
            client.sends("NOOP").gets(200);
            return reply;
        }
    }

    @Test
    void aFileReplacedInMidDownloadIsNoSuccess() throws IOException {
        String reply = breaksOffAfter("replaced", () -> gateway.put("replaced", Bytes.random(LARGE + 1)));
        assertThat(reply).isEqualTo("451 File was replaced during the transfer.");
    }

    /** The same size and bytes of another object are a mixture, too; ETags differ. */
    @Test
    void aFileReplacedByOneOfItsSizeIsNoSuccess() throws IOException {
        byte[] other = Bytes.random(LARGE);
        other[0] ^= 1;
        assertThat(breaksOffAfter("alike", () -> gateway.put("alike", other)))
                .isEqualTo("451 File was replaced during the transfer.");
    }

    @Test
    void aFileDeletedInMidDownloadIsNoSuccess() throws IOException {
        String reply = breaksOffAfter("deleted", () -> gateway.s3()
                .deleteObject(request -> request.bucket(gateway.bucket()).key("deleted")));
        assertThat(reply).startsWith("451 ");
    }

    @Test
    void anAbortEndsTheTries() throws IOException {
        gateway.put("waiting", Bytes.random(LARGE));
        try (var client = gateway.login();
                Socket data = client.passive()) {
            gateway.proxy().failOnly(S3Operation.GET_OBJECT, 1, Fault.TRUNCATE);
            gateway.proxy().fail(S3Operation.GET_OBJECT, Fault.NO_ANSWER);
            gateway.proxy().forget();
            client.sends("RETR waiting").gets(150);
            data.getInputStream().readNBytes(LARGE / 2);
            Eventually.holds(
                    "S3 is asked again", () -> gateway.proxy().seen().getOrDefault(S3Operation.GET_OBJECT, 0) > 1);
            client.sends("ABOR").gets(426).gets(226);
            client.sends("NOOP").gets(200);
        }
    }

    /** The reply to a download whose stream breaks in the middle after something has happened to the object. */
    private static String breaksOffAfter(String name, Runnable event) throws IOException {
        gateway.put(name, Bytes.random(LARGE));
        try (var client = gateway.login();
                Socket data = client.passive()) {
            gateway.proxy().failOnly(S3Operation.GET_OBJECT, 1, Fault.TRUNCATE);
            client.sends("RETR " + name).gets(150);
            data.getInputStream().readNBytes(1);
            event.run();
            assertThatThrownBy(() -> data.getInputStream().readAllBytes()).isInstanceOf(SocketException.class);
            String reply = client.gets(451).replyLine();
            client.sends("NOOP").gets(200);
            return reply;
        }
    }
}
