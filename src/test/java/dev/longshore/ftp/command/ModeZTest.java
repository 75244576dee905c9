package dev.longshore.ftp.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.Bytes;
import dev.longshore.testing.FtpDialogue;
import dev.longshore.testing.TestGateway;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** MODE Z (draft-preston-ftpext-deflate): a zlib stream over the data connection, whose own end tells that all of it came. */
class ModeZTest {
    private static final int MIB = 1024 * 1024;
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
        gateway.put("dir/first", Bytes.random(10));
        gateway.put("dir/second", Bytes.random(20));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100_000, 9 * MIB})
    void keepsEveryByte(int size) {
        byte[] content = Bytes.random(size);
        try (var client = deflating()) {
            client.stores("file-" + size, deflated(content));
            assertThat(Bytes.sha256(gateway.get("file-" + size))).isEqualTo(Bytes.sha256(content));
            assertThat(Bytes.sha256(inflated(client.fetches("RETR file-" + size))))
                    .isEqualTo(Bytes.sha256(content));
        }
    }

    @Test
    void savesBytesOnTheWire() {
        byte[] content = "The same line again and again.\r\n".repeat(10_000).getBytes(StandardCharsets.US_ASCII);
        gateway.put("text", content);
        try (var client = deflating()) {
            byte[] wire = client.fetches("RETR text");
            assertThat(wire).hasSizeLessThan(content.length / 10);
            assertThat(inflated(wire)).isEqualTo(content);
        }
    }

    @Test
    void beginsAtTheRestartOffset() {
        byte[] content = Bytes.random(10_000);
        gateway.put("restart", content);
        try (var client = deflating()) {
            client.sends("REST 4000").gets(350);
            assertThat(inflated(client.fetches("RETR restart")))
                    .isEqualTo(Arrays.copyOfRange(content, 4000, content.length));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"LIST dir", "NLST dir", "MLSD dir"})
    void listingsAreDeflatedToo(String command) {
        try (var client = deflating()) {
            byte[] deflated = inflated(client.fetches(command));
            client.sends("MODE S").gets(200);
            assertThat(deflated).isEqualTo(client.fetches(command));
            assertThat(new String(deflated, StandardCharsets.UTF_8)).contains("first", "second");
        }
    }

    @Test
    void isLeftAgain() {
        byte[] content = Bytes.random(1000);
        try (var client = deflating()) {
            client.sends("mode s").gets("200 Mode is S.").stores("plain", content);
            assertThat(gateway.get("plain")).isEqualTo(content);
            assertThat(client.fetches("RETR plain")).isEqualTo(content);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"MODE B", "MODE C", "MODE X", "MODE ZZ"})
    void otherModesAreNotThere(String command) {
        try (var client = gateway.login()) {
            client.sends(command).gets(504).sends("MODE").gets(501);
            client.stores("stream", Bytes.random(10));
            assertThat(gateway.get("stream")).hasSize(10);
        }
    }

    @Test
    void whatIsNoDeflatedStreamIsNotStored() {
        try (var client = deflating()) {
            sends(client, "STOR garbage", Bytes.random(50_000));
            client.gets(426).sends("NOOP").gets(200);
            assertThat(gateway.get("garbage")).isNull();
        }
    }

    @Test
    void aStreamThatBreaksInTheMiddleIsNotStored() {
        byte[] deflated = deflated(Bytes.random(100_000));
        Arrays.fill(deflated, 50_000, 51_000, (byte) 0xFF);
        try (var client = deflating()) {
            sends(client, "STOR broken", deflated);
            client.gets(426);
            assertThat(gateway.get("broken")).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 50_000, 99_999})
    void aStreamWithoutItsEndIsNotStored(int length) {
        byte[] old = Bytes.random(7);
        gateway.put("old", old);
        byte[] cut = Arrays.copyOf(deflated(Bytes.random(100_000)), length);
        try (var client = deflating()) {
            sends(client, "STOR old", cut);
            client.gets(426);
            assertThat(gateway.get("old")).isEqualTo(old);
            client.stores("old", deflated(Bytes.random(8)));
            assertThat(gateway.get("old")).hasSize(8);
        }
    }

    /** The last four bytes are the checksum of the content. */
    @Test
    void aStreamWithoutItsChecksumIsNotStored() {
        byte[] deflated = deflated(Bytes.random(1000));
        try (var client = deflating()) {
            sends(client, "STOR unchecked", Arrays.copyOf(deflated, deflated.length - 1));
            client.gets(426);
            deflated[deflated.length - 1] ^= 1;
            sends(client, "STOR unchecked", deflated);
            client.gets(426);
            assertThat(gateway.get("unchecked")).isNull();
        }
    }

    /** Deflate makes a thousandth of zeros; a file of nothing else is a file all the same. */
    @Test
    void aFileOfZerosArrivesWhole() {
        try (var client = deflating()) {
            client.stores("zeros", deflated(new byte[100 * MIB]));
            assertThat(gateway.get("zeros")).isEqualTo(new byte[100 * MIB]);
        }
    }

    /** Nothing may be left out of a file that is called stored. */
    @Test
    void bytesBehindTheEndOfTheStreamAreRefused() throws IOException {
        ByteArrayOutputStream two = new ByteArrayOutputStream();
        two.write(deflated(new byte[1000]));
        two.write(deflated(new byte[2000]));
        try (var client = deflating()) {
            sends(client, "STOR two", two.toByteArray());
            client.gets(426);
            assertThat(gateway.get("two")).isNull();
        }
    }

    private static FtpDialogue deflating() {
        return gateway.login().sends("TYPE I").gets(200).sends("MODE Z").gets("200 Mode is Z.");
    }

    /** An upload that ends in order, unless the server resets it before. */
    private static void sends(FtpDialogue client, String command, byte[] wire) {
        try (Socket data = client.passive()) {
            client.sends(command).gets(150);
            data.getOutputStream().write(wire);
        } catch (SocketException e) {
            assertThat(e).hasMessageMatching("Connection reset.*|Broken pipe.*");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] deflated(byte[] content) {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(wire)) {
            deflater.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return wire.toByteArray();
    }

    private static byte[] inflated(byte[] wire) {
        try (InflaterInputStream inflater = new InflaterInputStream(new ByteArrayInputStream(wire))) {
            return inflater.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
