package dev.longshore.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.Bytes;
import dev.longshore.testing.Eventually;
import dev.longshore.testing.Fault;
import dev.longshore.testing.FtpDialogue;
import dev.longshore.testing.S3Operation;
import dev.longshore.testing.TestGateway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** STOR, APPE and REST + STOR: what 226 promises is in the bucket, and after anything else the bucket is as it was. */
class UploadTest {
    private static final int MIB = 1024 * 1024;
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
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
    void replacesAFile() {
        gateway.put("replaced", Bytes.random(500));
        try (var client = gateway.login()) {
            client.stores("replaced", Bytes.random(20));
        }
        assertThat(gateway.get("replaced")).isEqualTo(Bytes.random(20));
    }

    @Test
    void needsNoDirectory() {
        try (var client = gateway.login()) {
            client.stores("implicit/of/itself/a", Bytes.random(7));
            assertThat(client.lists("NLST implicit/of")).containsExactly("itself");
        }
        assertThat(gateway.get("implicit/of/itself/a")).isEqualTo(Bytes.random(7));
    }

    @Test
    void storesAnEmptyFile() {
        try (var client = gateway.login()) {
            client.stores("empty", new byte[0]).sends("SIZE empty").gets("213 0");
        }
        assertThat(gateway.get("empty")).isEmpty();
    }

    @Test
    void allocatesNothing() {
        try (var client = gateway.login()) {
            client.sends("ALLO 1000").gets(202);
            client.sends("ALLO 1000 R 20").gets(202);
            client.sends("ALLO many").gets(501);
            client.sends("ALLO").gets(501);
        }
    }

    @Test
    void needsADataConnection() {
        try (var client = gateway.login()) {
            client.sends("STOR unconnected").gets(425);
            client.sends("STOR").gets(501);
            client.sends("APPE").gets(501);
        }
        assertThat(gateway.get("unconnected")).isNull();
    }

    @Test
    void refusesAKeyThatS3CannotHold() {
        try (var client = gateway.login()) {
            client.extendedPassivePort();
            client.sends("STOR " + "x".repeat(1025)).gets(553);
            client.extendedPassivePort();
            client.sends("STOR " + "ü".repeat(513)).gets(553);
            client.extendedPassivePort();
            client.sends("APPE " + "x/".repeat(512) + "yz").gets(553);
        }
    }

    @Test
    void refusesTheRoot() {
        try (var client = gateway.login()) {
            client.extendedPassivePort();
            client.sends("STOR /").gets(553);
        }
    }

    @Test
    void appendsToNothing() {
        try (var client = gateway.login()) {
            client.stores("APPE first", Bytes.random(30), 226);
        }
        assertThat(gateway.get("first")).isEqualTo(Bytes.random(30));
    }

    @Test
    void appendsToAnEmptyFile() {
        gateway.put("was-empty", new byte[0]);
        try (var client = gateway.login()) {
            client.stores("APPE was-empty", Bytes.random(30), 226);
        }
        assertThat(gateway.get("was-empty")).isEqualTo(Bytes.random(30));
    }

    @Test
    void appendsToASmallFile() {
        gateway.put("grown", Bytes.random(1000));
        try (var client = gateway.login()) {
            client.stores("APPE grown", Bytes.random(30), 226);
        }
        assertThat(gateway.get("grown")).isEqualTo(joined(Bytes.random(1000), Bytes.random(30)));
    }

    @ParameterizedTest
    @CsvSource({"5242879, 30", "5242880, 30", "5242880, 0", "6000000, 1", "6000000, 9000000"})
    void appendsToALargeFile(int present, int added) {
        String name = "large-" + present + "-" + added;
        gateway.put(name, Bytes.random(present));
        try (var client = gateway.login()) {
            client.stores("APPE " + name, Bytes.random(added), 226);
        }
        assertSame(gateway.get(name), joined(Bytes.random(present), Bytes.random(added)));
        assertNothingOpen();
    }

    @Test
    void copiesALargeBeginningInsideS3() {
        gateway.put("inside", Bytes.random(6 * MIB));
        try (var client = gateway.login()) {
            gateway.proxy().forget();
            client.stores("APPE inside", Bytes.random(1000), 226);
            assertThat(gateway.proxy().seen())
                    .containsEntry(S3Operation.UPLOAD_PART_COPY, 1)
                    .doesNotContainKey(S3Operation.GET_OBJECT);
        }
        assertSame(gateway.get("inside"), joined(Bytes.random(6 * MIB), Bytes.random(1000)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 999, 1000})
    void keepsTheBeginningOfASmallFile(int kept) {
        String name = "restarted-" + kept;
        gateway.put(name, Bytes.random(1000));
        try (var client = gateway.login()) {
            client.sends("REST " + kept).gets(350).stores(name, Bytes.random(20));
        }
        assertThat(gateway.get(name)).isEqualTo(joined(Arrays.copyOf(Bytes.random(1000), kept), Bytes.random(20)));
    }

    @ParameterizedTest
    @ValueSource(ints = {5 * MIB - 1, 5 * MIB, 6 * MIB - 1})
    void keepsTheBeginningOfALargeFile(int kept) {
        String name = "restarted-" + kept;
        byte[] present = Bytes.random(6 * MIB);
        gateway.put(name, present);
        try (var client = gateway.login()) {
            client.sends("REST " + kept).gets(350).stores(name, Bytes.random(20));
        }
        assertSame(gateway.get(name), joined(Arrays.copyOf(present, kept), Bytes.random(20)));
    }

    @Test
    void restartsWithinTheFileOnly() {
        gateway.put("short", Bytes.random(1000));
        try (var client = gateway.login()) {
            client.extendedPassivePort();
            client.sends("REST 1001").gets(350).sends("STOR short").gets(554);
            client.extendedPassivePort();
            client.sends("REST 1").gets(350).sends("STOR not-there").gets(550);
            client.stores("forgotten", Bytes.random(3));
        }
        assertThat(gateway.get("short")).isEqualTo(Bytes.random(1000));
        assertThat(gateway.get("not-there")).isNull();
        assertThat(gateway.get("forgotten")).isEqualTo(Bytes.random(3));
    }

    /** An upload whose every request of this operation fails. */
    @ParameterizedTest
    @EnumSource(names = {"PUT_OBJECT", "CREATE_MULTIPART_UPLOAD", "UPLOAD_PART", "COMPLETE_MULTIPART_UPLOAD"})
    void keepsTheOldObjectWhenS3Fails(S3Operation operation) {
        String name = "failing-" + operation;
        gateway.put(name, Bytes.random(500));
        try (var client = gateway.login()) {
            gateway.proxy().fail(operation, Fault.ERROR_500);
            stores(client, name, operation == S3Operation.PUT_OBJECT ? 100 : 12 * MIB, 451);
            gateway.proxy().heal();
            assertNothingOpen();
            assertThat(gateway.get(name)).isEqualTo(Bytes.random(500));
            client.stores(name, Bytes.random(10));
        }
        assertThat(gateway.get(name)).isEqualTo(Bytes.random(10));
    }

    @ParameterizedTest
    @EnumSource(names = {"PUT_OBJECT", "UPLOAD_PART"})
    void keepsTheOldObjectWhenS3HangsUp(S3Operation operation) {
        String name = "reset-" + operation;
        gateway.put(name, Bytes.random(500));
        try (var client = gateway.login()) {
            gateway.proxy().fail(operation, Fault.RESET);
            stores(client, name, operation == S3Operation.PUT_OBJECT ? 100 : 12 * MIB, 451);
        }
        gateway.proxy().heal();
        assertNothingOpen();
        assertThat(gateway.get(name)).isEqualTo(Bytes.random(500));
    }

    @Test
    void keepsTheOldObjectWhenAnAppendFails() {
        gateway.put("failing-append", Bytes.random(6 * MIB));
        try (var client = gateway.login()) {
            gateway.proxy().fail(S3Operation.UPLOAD_PART, Fault.ERROR_500);
            stores(client, "APPE", "failing-append", 100, 451);
        }
        gateway.proxy().heal();
        assertNothingOpen();
        assertSame(gateway.get("failing-append"), Bytes.random(6 * MIB));
    }

    @Test
    void touchesNothingWhenTheBeginningCannotBeCopied() {
        gateway.put("uncopied", Bytes.random(6 * MIB));
        try (var client = gateway.login()) {
            gateway.proxy().fail(S3Operation.UPLOAD_PART_COPY, Fault.ERROR_500);
            client.extendedPassivePort();
            client.sends("APPE uncopied").gets(451);
        }
        gateway.proxy().heal();
        assertNothingOpen();
        assertSame(gateway.get("uncopied"), Bytes.random(6 * MIB));
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"ERROR_500", "SLOW_DOWN_503", "RESET"})
    void survivesOneFailureOfS3(Fault fault) {
        String name = "survived-" + fault;
        try (var client = gateway.login()) {
            gateway.proxy().failOnly(S3Operation.UPLOAD_PART, 1, fault);
            client.stores(name, Bytes.random(12 * MIB));
        }
        assertSame(gateway.get(name), Bytes.random(12 * MIB));
    }

    @Test
    void leavesNoMarksOfAnUpload() {
        try (var client = gateway.login()) {
            gateway.proxy().forget();
            client.stores("marks/only", Bytes.random(10));
        }
        assertThat(gateway.proxy().seen()).isEqualTo(Map.of(S3Operation.PUT_OBJECT, 1));
        assertThat(gateway.keys()).filteredOn(key -> key.startsWith("marks/")).containsExactly("marks/only");
    }

    private static void stores(FtpDialogue client, String name, int size, int code) {
        stores(client, "STOR", name, size, code);
    }

    /** The gateway may hang up in the middle of a file that it cannot store. */
    private static void stores(FtpDialogue client, String verb, String name, int size, int code) {
        try (Socket data = client.passive()) {
            client.sends(verb + " " + name).gets(150);
            data.getOutputStream().write(new byte[size]);
        } catch (SocketException hungUp) {
            assertThat(code).isEqualTo(451);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        client.gets(code);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** Compares large content without printing it. */
    private static void assertSame(byte[] actual, byte[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        assertThat(Bytes.sha256(actual)).isEqualTo(Bytes.sha256(expected));
    }

    private static void assertNothingOpen() {
        Eventually.holds(
                "no multipart upload is open", () -> gateway.openUploads().isEmpty());
    }
}
