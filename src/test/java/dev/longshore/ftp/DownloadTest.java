package dev.longshore.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.testing.Bytes;
import dev.longshore.testing.Eventually;
import dev.longshore.testing.Fault;
import dev.longshore.testing.S3Operation;
import dev.longshore.testing.TestGateway;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;

/** RETR and REST + RETR: the whole file or the tail that was asked for, in one request, or no 226. */
class DownloadTest {
    private static final int MIB = 1024 * 1024;
    private static final byte[] CONTENT = Bytes.random(10_000);
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
        gateway.put("present", CONTENT);
        gateway.put("directory/file", CONTENT);
        gateway.put("empty", new byte[0]);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @AfterEach
    void heal() {
        gateway.proxy().heal();
    }

    /** A Content-Encoding is for those who read the object over HTTP; over FTP its bytes are what was stored. */
    @Test
    void bytesAreAsStoredWhateverTheirEncodingIs() {
        gateway.s3()
                .putObject(
                        request ->
                                request.bucket(gateway.bucket()).key("encoded").contentEncoding("gzip"),
                        RequestBody.fromBytes(CONTENT));
        try (var client = gateway.login()) {
            assertThat(client.fetches("RETR encoded")).isEqualTo(CONTENT);
            assertThat(client.sends("REST 10").gets(350).fetches("RETR encoded"))
                    .isEqualTo(Arrays.copyOfRange(CONTENT, 10, CONTENT.length));
        }
    }

    @Test
    void isOneRequest() {
        try (var client = gateway.login()) {
            gateway.proxy().forget();
            assertThat(client.fetches("RETR present")).isEqualTo(CONTENT);
            assertThat(gateway.proxy().seen()).isEqualTo(Map.of(S3Operation.GET_OBJECT, 1));
        }
    }

    @Test
    void emptyFile() {
        try (var client = gateway.login()) {
            assertThat(client.fetches("RETR empty")).isEmpty();
        }
    }

    /** Other tools store packed files with such a header; a client of FTP wants the bytes that SIZE counts. */
    @Test
    void aPackedFileIsNotUnpacked() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(new byte[10_000]);
        }
        byte[] content = packed.toByteArray();
        gateway.s3()
                .putObject(
                        request ->
                                request.bucket(gateway.bucket()).key("packed").contentEncoding("gzip"),
                        RequestBody.fromBytes(content));
        try (var client = gateway.login()) {
            assertThat(client.fetches("RETR packed")).isEqualTo(content);
            client.sends("SIZE packed").gets("213 " + content.length);
            client.sends("REST 5").gets(350);
            assertThat(client.fetches("RETR packed")).isEqualTo(Arrays.copyOfRange(content, 5, content.length));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing", "directory/missing", "directory", "directory/", "/"})
    void whatIsNoFileIsRefusedWithout150(String name) {
        try (var client = gateway.login()) {
            client.extendedPassivePort();
            client.sends("RETR " + name).gets(550);
            client.sends("NOOP").gets(200);
        }
    }

    @Test
    void markerOfADirectoryIsNoFile() {
        try (var client = gateway.login()) {
            client.sends("MKD marked").gets(257);
            client.extendedPassivePort();
            client.sends("RETR marked").gets(550);
        }
    }

    @Test
    void needsADataConnection() {
        try (var client = gateway.login()) {
            client.sends("RETR present").gets(425);
            client.sends("RETR").gets(501);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4321, 9_999})
    void restartsInOneRequest(int offset) {
        try (var client = gateway.login()) {
            gateway.proxy().forget();
            client.sends("REST " + offset).gets(350);
            assertThat(client.fetches("RETR present")).isEqualTo(Arrays.copyOfRange(CONTENT, offset, CONTENT.length));
            assertThat(gateway.proxy().seen()).isEqualTo(Map.of(S3Operation.GET_OBJECT, 1));
        }
    }

    @Test
    void restartAtTheEndIsAnEmptyFile() {
        try (var client = gateway.login()) {
            client.sends("REST " + CONTENT.length).gets(350);
            assertThat(client.fetches("RETR present")).isEmpty();
            client.sends("REST 0").gets(350);
            assertThat(client.fetches("RETR empty")).isEmpty();
        }
    }

    @Test
    void restartBeyondTheEndIsRefusedWithout150() {
        try (var client = gateway.login()) {
            client.extendedPassivePort();
            client.sends("REST " + (CONTENT.length + 1))
                    .gets(350)
                    .sends("RETR present")
                    .gets(554);
            client.extendedPassivePort();
            client.sends("REST 1").gets(350).sends("RETR empty").gets(554);
            client.extendedPassivePort();
            client.sends("REST 1").gets(350).sends("RETR missing").gets(550);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"REST", "REST -1", "REST x", "REST 1.5", "REST 99999999999999999999"})
    void refusesWhatIsNoOffset(String command) {
        try (var client = gateway.login()) {
            client.sends(command).gets(501);
        }
    }

    /** RFC 3659 §5.3: REST stands right before the transfer; but many clients open the data connection in between. */
    @Test
    void restSurvivesEverythingUpToTheTransfer() throws IOException {
        byte[] tail = Arrays.copyOfRange(CONTENT, 5000, CONTENT.length);
        try (var client = gateway.login();
                ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = listening.getLocalPort();
            client.sends("REST 5000").gets(350);
            client.extendedPassivePort();
            client.sends("PASV").gets(227);
            client.sends("TYPE I").gets(200);
            client.sends("NOOP").gets(200).sends("SIZE present").gets(213);
            client.sends("EPRT |1|127.0.0.1|" + port + "|").gets(200);
            client.sends("PORT 127,0,0,1," + port / 256 + "," + port % 256).gets(200);
            client.sends("RETR present");
            try (Socket data = listening.accept()) {
                client.gets(150);
                assertThat(data.getInputStream().readAllBytes()).isEqualTo(tail);
            }
            client.gets(226);
        }
    }

    @Test
    void restIsUsedUpByTheTransfer() {
        try (var client = gateway.login()) {
            client.sends("REST 5000").gets(350);
            assertThat(client.fetches("RETR present")).hasSize(5000);
            assertThat(client.fetches("RETR present")).hasSize(10_000);
        }
    }

    @Test
    void theLastRestCounts() {
        try (var client = gateway.login()) {
            client.sends("REST 5000").gets(350).sends("REST 9000").gets(350);
            assertThat(client.fetches("RETR present")).hasSize(1000);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"ERROR_500", "RESET"})
    void failureOfS3IsToldWithout150(Fault fault) {
        try (var client = gateway.login()) {
            gateway.proxy().fail(S3Operation.GET_OBJECT, fault);
            client.extendedPassivePort();
            client.sends("RETR present").gets(451);
            client.sends("NOOP").gets(200);
        }
    }

    @Test
    void oneFailureOfS3IsSurvived() {
        try (var client = gateway.login()) {
            gateway.proxy().failOnly(S3Operation.GET_OBJECT, 1, Fault.ERROR_500);
            assertThat(client.fetches("RETR present")).isEqualTo(CONTENT);
        }
    }

    /** The client must see it on both connections: no 226, and no orderly end of the data. */
    @ParameterizedTest
    @ValueSource(ints = {1000, 3 * MIB})
    void truncatedObjectIsNeverASuccess(int size) throws IOException {
        gateway.put("truncated-" + size, Bytes.random(size));
        try (var client = gateway.login();
                Socket data = client.passive()) {
            gateway.proxy().fail(S3Operation.GET_OBJECT, Fault.TRUNCATE);
            client.sends("RETR truncated-" + size).gets(150);
            assertThatThrownBy(() -> data.getInputStream().readAllBytes()).isInstanceOf(SocketException.class);
            client.gets(451);
            client.sends("NOOP").gets(200);
        }
    }

    @Test
    void aClientThatHangsUpIsNoSuccess() throws IOException {
        gateway.put("large", new byte[40 * MIB]);
        try (var client = gateway.login();
                Socket data = client.passive()) {
            client.sends("RETR large").gets(150);
            assertThat(data.getInputStream().read()).isZero();
            data.setSoLinger(true, 0);
            hangUp(data);
            client.gets(426);
            client.sends("NOOP").gets(200);
        }
    }

    @Test
    void aLostControlConnectionEndsADownload() throws IOException {
        gateway.put("abandoned", new byte[40 * MIB]);
        try (var client = gateway.login();
                Socket data = client.passive()) {
            client.sends("RETR abandoned").gets(150);
            assertThat(data.getInputStream().read()).isZero();
            hangUp(client.control());
            assertThatThrownBy(() -> data.getInputStream().readAllBytes()).isInstanceOf(SocketException.class);
        }
        Eventually.holds("the session is gone", () -> gateway.gateway().ftp().sessions() == 0);
    }

    private static void hangUp(Socket socket) throws IOException {
        socket.close();
    }
}
