package dev.longshore.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.Bytes;
import dev.longshore.testing.Fault;
import dev.longshore.testing.S3Operation;
import dev.longshore.testing.TestGateway;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A large file from an S3 that is far away: ranges are fetched ahead, and the client sees one file or none. */
class FarDownloadTest {
    private static final int MIB = 1024 * 1024;
    private static final byte[] CONTENT = Bytes.random(64 * MIB + 77);
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start(Map.of("longshore.transfers.memory", "128M"));
        gateway.put("file", CONTENT);
        gateway.put("first", Bytes.random(10));
        gateway.proxy().moveAway(Duration.ofMillis(50), 20 * MIB);
        try (var client = gateway.login()) {
            client.fetches("RETR first");
        }
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
    void comesInRangesThatWereFetchedAhead() {
        try (var client = gateway.login()) {
            gateway.proxy().forget();
            assertThat(Bytes.sha256(client.fetches("RETR file"))).isEqualTo(Bytes.sha256(CONTENT));
            assertThat(gateway.proxy().seen().get(S3Operation.GET_OBJECT)).isBetween(5, 9);
        }
    }

    @Test
    void aSmallFileIsOneRequest() {
        gateway.put("small", Bytes.random(9 * MIB));
        try (var client = gateway.login()) {
            gateway.proxy().forget();
            assertThat(client.fetches("RETR small")).hasSize(9 * MIB);
            assertThat(gateway.proxy().seen()).isEqualTo(Map.of(S3Operation.GET_OBJECT, 1));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"TRUNCATE", "ERROR_500", "RESET"})
    void aRangeThatFailsIsNotSeen(Fault fault) {
        try (var client = gateway.login()) {
            gateway.proxy().failOnly(S3Operation.GET_OBJECT, 3, fault);
            assertThat(Bytes.sha256(client.fetches("RETR file"))).isEqualTo(Bytes.sha256(CONTENT));
        }
    }

    /** Unless all that was still to come had been fetched by then: it is the old file, whole. */
    @Test
    void aFileReplacedMeanwhileIsNoSuccess() throws IOException {
        byte[] other = Bytes.random(CONTENT.length + 1);
        gateway.put("replaced", CONTENT);
        try (var client = gateway.login();
                Socket data = client.passive()) {
            client.sends("RETR replaced").gets(150);
            byte[] begin = data.getInputStream().readNBytes(18 * MIB);
            gateway.put("replaced", other);
            byte[] rest = readRest(data);
            if (begin.length + rest.length < CONTENT.length) {
                client.gets("451 File was replaced during the transfer.");
            } else {
                client.gets(226);
                assertThat(rest).isEqualTo(Arrays.copyOfRange(CONTENT, begin.length, CONTENT.length));
            }
            client.sends("NOOP").gets(200);
        }
    }

    /** Up to the reset, where there is one. */
    private static byte[] readRest(Socket data) throws IOException {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        try {
            data.getInputStream().transferTo(rest);
        } catch (SocketException e) {
            assertThat(rest.size()).isLessThan(CONTENT.length);
        }
        return rest.toByteArray();
    }

    @Test
    void anAbortEndsItAtOnce() throws IOException {
        try (var client = gateway.login();
                Socket data = client.passive()) {
            client.sends("RETR file").gets(150);
            assertThat(data.getInputStream().readNBytes(20 * MIB)).hasSize(20 * MIB);
            client.sends("ABOR").gets(426).gets(226);
            client.sends("NOOP").gets(200);
        }
    }
}
