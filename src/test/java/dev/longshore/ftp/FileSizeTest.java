package dev.longshore.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.Bytes;
import dev.longshore.testing.FtpDialogue;
import dev.longshore.testing.TestGateway;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is too large is refused as early as it is known, and never published. */
class FileSizeTest {
    private static final int LARGEST = 100_000;
    private static final byte[] OLD = Bytes.random(60_000);
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start(Map.of(
                "longshore.users.config.alice.limits.file-size",
                String.valueOf(LARGEST),
                "longshore.users.config.free.password",
                "secret"));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void aFileOfTheLargestSizeIsStored() {
        try (var client = gateway.login()) {
            client.sends("ALLO " + LARGEST).gets(202).stores("largest", Bytes.random(LARGEST));
            assertThat(gateway.get("largest")).hasSize(LARGEST);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {LARGEST + 1, 20 * 1024 * 1024})
    void aLargerOneIsRefusedOnItsWay(int size) throws IOException {
        gateway.put("old", OLD);
        try (var client = gateway.login()) {
            sends(client, "STOR old", Bytes.random(size));
            client.gets(552).sends("NOOP").gets(200);
        }
        assertThat(gateway.get("old")).isEqualTo(OLD);
    }

    @Test
    void keptBytesCount() throws IOException {
        gateway.put("old", OLD);
        try (var client = gateway.login()) {
            sends(client, "APPE old", Bytes.random(40_001));
            client.gets(552);
            client.sends("REST 60000").gets(350);
            sends(client, "STOR old", Bytes.random(40_001));
            client.gets(552);
            assertThat(gateway.get("old")).isEqualTo(OLD);
            client.stores("APPE old", Bytes.random(40_000), 226);
            assertThat(gateway.get("old")).hasSize(LARGEST);
        }
    }

    @Test
    void whatIsTooLargeAlreadyIsNotAppendedTo() {
        gateway.put("beyond", Bytes.random(LARGEST + 1));
        try (var client = gateway.login()) {
            client.extendedPassivePort();
            client.sends("APPE beyond").gets(552);
        }
    }

    /** A few kilobytes that would become a hundred megabytes in the bucket. */
    @Test
    void aBombIsRefused() throws IOException {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(wire)) {
            deflater.write(new byte[100 * 1024 * 1024]);
        }
        try (var client = gateway.login().sends("MODE Z").gets(200)) {
            sends(client, "STOR bomb", wire.toByteArray());
            client.gets(552);
        }
        assertThat(gateway.get("bomb")).isNull();
    }

    @Test
    void alloRefusesBeforeAnyByte() {
        try (var client = gateway.login()) {
            client.sends("ALLO 100001").gets(552);
            client.extendedPassivePort();
            client.sends("STOR announced").gets(552);
            client.stores("announced", Bytes.random(10));
        }
    }

    @Test
    void alloCountsWhatIsKept() {
        gateway.put("half", OLD);
        try (var client = gateway.login()) {
            client.sends("ALLO 40001").gets(202);
            client.extendedPassivePort();
            client.sends("APPE half").gets(552);
            client.sends("ALLO 40000 R 80").gets(202).stores("APPE half", Bytes.random(10), 226);
        }
    }

    @Test
    void alloKnowsTheLargestObjectOfS3() {
        try (var client = gateway.connect().login("free", "secret")) {
            client.sends("ALLO 53687091200000")
                    .gets(202)
                    .sends("ALLO 53687091200001")
                    .gets(552);
            client.extendedPassivePort();
            client.sends("STOU").gets(552);
            client.sends("ALLO 53687091200001").gets(552).sends("ALLO 1").gets(202);
            client.stores("small", Bytes.random(1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ALLO", "ALLO x", "ALLO -1", "ALLO 1 R", "ALLO 9999999999999999999"})
    void refusesWhatIsNoSize(String command) {
        try (var client = gateway.login()) {
            client.sends(command).gets(501);
        }
    }

    /** An upload that the server may end at any byte. */
    private static void sends(FtpDialogue client, String command, byte[] wire) throws IOException {
        try (Socket data = client.passive()) {
            client.sends(command).gets(150);
            data.getOutputStream().write(wire);
        } catch (SocketException e) {
            assertThat(e).hasMessageMatching("Connection reset.*|Broken pipe.*");
        }
    }
}
