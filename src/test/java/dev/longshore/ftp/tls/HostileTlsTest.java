package dev.longshore.ftp.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.testing.Bytes;
import dev.longshore.testing.ChoppedSocket;
import dev.longshore.testing.Eventually;
import dev.longshore.testing.Footprint;
import dev.longshore.testing.FtpDialogue;
import dev.longshore.testing.LogLines;
import dev.longshore.testing.TestGateway;
import dev.longshore.testing.TlsClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS as nobody speaks it who means well. What it costs has a bound, and others are served meanwhile. */
@Timeout(60)
class HostileTlsTest {
    private static final String TLS_12 = "TLSv1.2";
    private static final String TLS_13 = "TLSv1.3";
    private static final int PATIENCE_MILLIS = 20_000;
    private static final byte ALERT = 21;
    private static final byte HANDSHAKE = 22;
    private static final byte[] USER_CANCELED = {21, 3, 3, 0, 2, 1, 90};

    /** Far more than a gateway takes. */
    private static final int ENDLESS = 1024 * 1024;

    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start(Map.of("longshore.ftp.tls.implicit-port", "0", "longshore.ftp.threads", "1"));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.2,SEGMENT", "TLSv1.3,SEGMENT", "TLSv1.2,RECORD", "TLSv1.3,RECORD"})
    void bytesMayComeOneByOne(String version, ChoppedSocket.Piece piece) {
        TlsClient tls = new TlsClient(version);
        int port = gateway.implicitPort();
        try (FtpDialogue client = FtpDialogue.connect(port, socket -> tls.over(instead(socket, piece), port))) {
            client.login("alice", "secret").sends("PWD").gets(257);
        }
    }

    @ParameterizedTest
    @EnumSource
    void bytesOfADataConnectionMayComeOneByOne(ChoppedSocket.Piece piece) throws IOException {
        TlsClient tls = new TlsClient(TLS_13);
        try (FtpDialogue client = tls.login(gateway)) {
            int port = client.extendedPassivePort();
            try (Socket plain = new ChoppedSocket(port, piece)) {
                client.sends("STOR " + piece).gets(150);
                SSLSocket data = tls.over(plain, gateway.port());
                data.getOutputStream().write(Bytes.random(500));
                data.shutdownOutput();
                client.gets(226);
            }
        }
        assertThat(gateway.get(piece.name())).isEqualTo(Bytes.random(500));
    }

    /** The reply to what runs can no longer be encrypted then; the JDK's engine does nothing at all, and says that all is well. */
    @Test
    void aReplyBehindARenegotiationHoldsNoThread() throws IOException {
        try (LogLines log = LogLines.below("dev.longshore.ftp.listener");
                FtpDialogue client = new TlsClient(TLS_12).connect(gateway).login("alice", "secret")) {
            client.extendedPassivePort();
            client.sends("STOR never");
            renegotiates((SSLSocket) client.control());
            assertThat(log.all()).anyMatch(line -> line.contains("Renegotiation is refused"));
        }
        try (FtpDialogue other = new TlsClient(TLS_12).connect(gateway)) {
            other.login("alice", "secret").sends("PWD").gets(257);
        }
        assertThat(gateway.keys()).doesNotContain("never");
        assertThat(Thread.getAllStackTraces().values().stream().flatMap(Arrays::stream))
                .noneMatch(frame -> frame.getClassName().endsWith(".TlsChannel"));
    }

    /** Nothing but the end comes, and that soon. */
    private static void renegotiates(SSLSocket control) {
        assertThatThrownBy(() -> {
                    control.startHandshake();
                    control.getInputStream().read();
                })
                .isInstanceOf(SSLException.class);
    }

    @Test
    void aRenegotiationBehindADownloadIsNotAwaited() throws IOException {
        gateway.put("fetched", Bytes.random(1000));
        TlsClient tls = new TlsClient(TLS_12);
        try (FtpDialogue client = tls.login(gateway);
                Socket plain = client.passive()) {
            client.sends("TYPE I").gets(200).sends("RETR fetched").gets(150);
            SSLSocket data = tls.over(plain, gateway.port());
            assertThat(data.getInputStream().readNBytes(1000)).isEqualTo(Bytes.random(1000));
            assertThatThrownBy(() -> {
                        data.startHandshake();
                        data.getInputStream().read();
                    })
                    .isInstanceOf(IOException.class);
            client.gets(226);
        }
    }

    /** What drips in keeps a connection from being idle, but is no command. */
    @Test
    void aRecordThatNeverEndsIsNoSignOfLife() throws IOException {
        try (TestGateway hasty = TestGateway.start(
                        Map.of("longshore.ftp.tls.mode", "offer", "longshore.ftp.idle-timeout", "1s"));
                FtpDialogue client = hasty.connect()) {
            Socket plain = client.control();
            new TlsClient(TLS_13).secure(client, hasty.port()).login("alice", "secret");
            plain.getOutputStream().write(new byte[] {23, 3, 3, 0x40, 0});
            plain.setSoTimeout(100);
            Eventually.holds("the session ends", () -> dripsAndSeesEnd(plain));
        }
    }

    private static boolean dripsAndSeesEnd(Socket plain) {
        try {
            plain.getOutputStream().write(0);
            return plain.getInputStream().readAllBytes().length >= 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** The JDK ignores user_canceled, before ClientHello and behind it, any number of times. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void endlessWarningsEndAHandshake(boolean begun) throws IOException {
        try (LogLines log = LogLines.below("dev.longshore.ftp.listener");
                Socket client = raw()) {
            client.getOutputStream().write(begun ? hello() : new byte[0]);
            floods(client);
            assertThat(log.all()).singleElement().asString().contains(begun ? " failed: " : "Too much at once");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 20, 21, 22, 23, 71})
    void whatIsNoTlsEndsTheConnection(int first) throws IOException {
        try (Socket client = raw()) {
            byte[] noise = Bytes.random(4096);
            noise[0] = (byte) first;
            noise[3] = 0;
            client.getOutputStream().write(noise);
            assertThat(ending(client)).hasSizeLessThan(20);
        }
    }

    /** As OpenSSL 0.9 began: the versions of SSL 2 and 3 in a hello of SSL 2. */
    @ParameterizedTest
    @CsvSource({"0,2", "3,0", "3,1", "3,3"})
    void aHelloOfSsl2IsRefused(byte major, byte minor) throws IOException {
        byte[] hello = new byte[2 + 9 + 3 + 16];
        byte[] head = {(byte) 0x80, (byte) (hello.length - 2), 1, major, minor, 0, 3, 0, 0, 0, 16, 0, 0, 0x2F};
        System.arraycopy(head, 0, hello, 0, head.length);
        try (Socket client = raw()) {
            client.getOutputStream().write(hello);
            byte[] answer = ending(client);
            assertThat(answer).hasSizeLessThan(20);
            assertThat(answer.length == 0 || answer[0] == ALERT).isTrue();
        }
    }

    /** 0-RTT (RFC 8446 §2.3): no ticket of ours allows it. */
    @Test
    void earlyDataIsNotObeyed() throws IOException {
        byte[] early = "\u0017\u0003\u0003\u0000\u001fUSER alice\r\nPASS secret\r\nNOOP\r\n"
                .getBytes(StandardCharsets.ISO_8859_1);
        try (LogLines log = LogLines.below("dev.longshore");
                Socket client = raw()) {
            byte[] hello = hello();
            byte[] both = Arrays.copyOf(hello, hello.length + early.length);
            System.arraycopy(early, 0, both, hello.length, early.length);
            client.getOutputStream().write(both);
            assertThat(ending(client)).isNotEmpty();
            assertThat(log.all()).noneMatch(line -> line.contains("USER"));
        }
    }

    /** Which also holds back the defender: whoever hinders others by waiting for a handshake would need but two of them. */
    @Test
    void handshakesAreComputedBesideTheThreadThatReadsCommands() throws Exception {
        LockedKey key = new LockedKey();
        try (TestGateway locked =
                        TestGateway.start(Map.of("longshore.ftp.tls.implicit-port", "0"), new ServerCertificate(key));
                Socket flood = new Socket("127.0.0.1", locked.implicitPort())) {
            TlsClient tls = new TlsClient(TLS_13);
            CompletableFuture<FtpDialogue> waiting =
                    CompletableFuture.supplyAsync(() -> tls.implicit(locked.implicitPort()));
            Eventually.holds("the key is asked for", () -> !key.threads().isEmpty());
            try (FtpDialogue other = locked.login()) {
                other.sends("PWD").gets(257);
                flood.setSoTimeout(PATIENCE_MILLIS);
                flood.getOutputStream().write(hello());
                floods(flood);
                other.sends("PWD").gets(257);
            } finally {
                key.unlock();
            }
            waiting.get().login("alice", "secret").close();
            assertThat(key.threads()).allMatch(name -> name.startsWith("ftp-handshake-"));
        }
    }

    /** Half of them have sent nothing but a part of ClientHello, the others have got their answer to it. */
    @Test
    void manyHalfOpenHandshakesTakeNoThreads() throws IOException {
        List<Socket> open = new ArrayList<>();
        try (TestGateway crowded = TestGateway.start(
                Map.of("longshore.ftp.tls.implicit-port", "0", "longshore.ftp.connections.per-address", "2000"))) {
            byte[] hello = hello();
            int threads = Footprint.threads();
            for (int i = 0; i < 200; i++) {
                Socket socket = new Socket("127.0.0.1", crowded.implicitPort());
                open.add(socket);
                socket.setSoTimeout(PATIENCE_MILLIS);
                socket.getOutputStream().write(hello, 0, i % 2 == 0 ? 100 : hello.length);
            }
            for (int i = 1; i < open.size(); i += 2) {
                assertThat(open.get(i).getInputStream().read()).isEqualTo(HANDSHAKE);
            }
            try (FtpDialogue client = new TlsClient(TLS_13).implicit(crowded.implicitPort())) {
                client.login("alice", "secret").sends("PWD").gets(257);
            }
            assertThat(crowded.gateway().ftp().sessions()).isGreaterThanOrEqualTo(open.size());
            assertThat(Footprint.threads() - threads).isLessThan(20);
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    @Test
    void aGiantClientHelloEndsAnUpload() throws IOException {
        TlsClient tls = new TlsClient(TLS_13);
        try (FtpDialogue client = tls.login(gateway);
                Socket plain = client.passive()) {
            client.sends("STOR giant").gets(150);
            byte[] record = new byte[16 * 1024 + 5];
            System.arraycopy(new byte[] {22, 3, 1, 0x40, 0, 1, 0, (byte) 0xFF, (byte) 0xFF}, 0, record, 0, 9);
            assertThat(failsToTake(plain, record)).isTrue();
            client.gets(522).sends("NOOP").gets(200);
        }
        assertThat(gateway.keys()).doesNotContain("giant");
    }

    private static boolean failsToTake(Socket plain, byte[] record) throws IOException {
        try {
            plain.getOutputStream().write(record);
            plain.setSoTimeout(PATIENCE_MILLIS);
            return plain.getInputStream().readAllBytes().length < 20;
        } catch (SocketException e) {
            return true;
        }
    }

    private static Socket raw() throws IOException {
        Socket client = new Socket("127.0.0.1", gateway.implicitPort());
        client.setSoTimeout(PATIENCE_MILLIS);
        return client;
    }

    private static Socket instead(Socket socket, ChoppedSocket.Piece piece) {
        try {
            socket.close();
            return new ChoppedSocket(gateway.implicitPort(), piece);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing of it is read behind some KiB, and the connection ends though none of it is an end. */
    private static void floods(Socket client) throws IOException {
        byte[] many = new byte[USER_CANCELED.length * 1024];
        for (int i = 0; i < many.length; i++) {
            many[i] = USER_CANCELED[i % USER_CANCELED.length];
        }
        try {
            for (int sent = 0; sent < ENDLESS; sent += many.length) {
                client.getOutputStream().write(many);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageMatching("Connection reset.*|Broken pipe.*");
        }
        ending(client);
    }

    /** What comes until the end, be it a reset. */
    private static byte[] ending(Socket client) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            int first = client.getInputStream().read();
            if (first >= 0) {
                all.write(first);
                client.shutdownOutput();
                client.getInputStream().transferTo(all);
            }
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("reset");
        }
        return all.toByteArray();
    }

    /** A ClientHello of TLS 1.3. */
    private static byte[] hello() throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, null, null);
            SSLEngine engine = context.createSSLEngine("localhost", 1);
            engine.setUseClientMode(true);
            engine.setEnabledProtocols(new String[] {TLS_13});
            ByteBuffer made = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
            engine.wrap(ByteBuffer.allocate(0), made);
            return Arrays.copyOf(made.array(), made.position());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
