package dev.longshore.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.Bytes;
import dev.longshore.testing.ControlFlood;
import dev.longshore.testing.Eventually;
import dev.longshore.testing.Footprint;
import dev.longshore.testing.FtpDialogue;
import dev.longshore.testing.HeapGrowth;
import dev.longshore.testing.TestGateway;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What strangers send: a right reply or an orderly close, bounded memory, and nothing of it is felt by other sessions. */
class HostileInputTest {
    private static final int MIB = 1024 * 1024;
    private static final int KIB = 1024;
    /** What a hostile session may add to the heap, with room for what the gateway and the test do at the same time. */
    private static final long BOUND = 8L * MIB;

    private static final int IAC = 255;
    private static final int INTERRUPT_PROCESS = 244;
    private static final int DATA_MARK = 242;
    private static final int DO = 253;
    private static final long SEED = Long.getLong("longshore.fuzz.seed", 20_260_701L);

    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
        gateway.login().sends("QUIT").gets(221).close();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void lineOverTheLimitIsRefusedAndTheSessionGoesOn() {
        try (var client = gateway.login()) {
            client.sends("CWD " + "a".repeat(9_000)).gets("500 Line too long.");
            client.sends("NOOP " + "a".repeat(8_000)).gets(200);
            client.sends("PWD").gets(257);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void lineWithoutEndTakesNoMemory(boolean loggedIn) {
        try (var client = loggedIn ? gateway.login() : gateway.connect()) {
            HeapGrowth heap = HeapGrowth.of("64 MiB without a line end, logged in: " + loggedIn, 4L * MIB);
            byte[] chunk = "A".repeat(64 * KIB).getBytes(StandardCharsets.US_ASCII);
            for (int sent = 0; sent < 64 * MIB; sent += chunk.length) {
                client.sendsRaw(chunk);
            }
            heap.check();
            heap.print();
            client.sends("").gets("500 Line too long.");
            client.sends("NOOP").gets(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "\0\0\0\0", "NO\0OP", "NOOP\0", "\0NOOP", "NOOP\0 x"})
    void nulIsNoPartOfAVerb(String line) {
        try (var client = gateway.login()) {
            client.sends(line).gets(500);
            client.sends("NOOP").gets(200);
        }
    }

    @Test
    void nulIsNoPartOfAName() {
        try (var client = gateway.login()) {
            client.sends("MKD a\0b").gets(553);
            client.sends("SIZE a\0").gets(553);
            client.sends("CWD \0").gets(553);
            client.sends("PWD").gets("257 \"/\" is the current directory.");
        }
    }

    @Test
    void bareLineFeedEndsALine() {
        try (var client = gateway.login()) {
            client.sendsRaw(bytes("NOOP\nPWD\r\nSYST\n")).gets(200).gets(257).gets(215);
        }
    }

    @Test
    void emptyLinesAreUnknownCommands() {
        try (var client = gateway.connect()) {
            client.sendsRaw(bytes("\r\n\n \r\nNOOP\r\n"))
                    .gets(500)
                    .gets(500)
                    .gets(500)
                    .gets(200);
        }
    }

    @Test
    void telnetSequencesAreNoText() throws IOException {
        try (var client = gateway.login()) {
            client.sendsRaw(octets(IAC, INTERRUPT_PROCESS, IAC, DATA_MARK)).sends("NOOP");
            client.gets(200);
            client.sendsRaw(octets('N', 'O', IAC, DO, 1, 'O', 'P', '\r', '\n')).gets(200);
            client.sendsRaw(octets(IAC)).sendsRaw(octets(IAC)).sends("NOOP").gets(501);
            client.sendsRaw(octets(IAC, INTERRUPT_PROCESS));
            client.control().sendUrgentData(IAC);
            client.sendsRaw(octets(DATA_MARK)).sends("ABOR").gets(226);
            client.sendsRaw(octets(IAC, DO)).sends("\nPWD").gets(257);
        }
    }

    @Test
    void whatIsNotUtf8IsRefused() {
        try (var client = gateway.login()) {
            int[][] malformed = {
                {0xE9}, {0xC0, 0xAF}, {0xED, 0xA0, 0x80}, {0xF4, 0x90, 0x80, 0x80}, {0x80}, {0xE2, 0x82}
            };
            for (int[] sequence : malformed) {
                client.sendsRaw(bytes("MKD "))
                        .sendsRaw(octets(sequence))
                        .sends("")
                        .gets(501);
            }
            client.sends("PWD").gets(257);
        }
    }

    /** Every thousandth line is another verb, so that an order that is not kept, or a lost line, shows. */
    @Test
    void pipelinedLinesAreAllAnsweredInOrder() throws IOException {
        int lines = 100_000;
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            all.append(i % 1_000 == 999 ? "PWD" : "NOOP").append("\r\n");
        }
        byte[] pipelined = bytes(all.toString());
        try (var client = gateway.login()) {
            HeapGrowth heap = HeapGrowth.of("100,000 pipelined commands", BOUND);
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> client.sendsRaw(pipelined));
            BufferedReader replies = replies(client.control());
            for (int i = 0; i < lines; i++) {
                assertThat(replies.readLine()).as("reply %d", i).startsWith(i % 1_000 == 999 ? "257 " : "200 ");
                if (i % (lines / 10) == 0) {
                    heap.check();
                }
            }
            sent.join();
            heap.print();
            client.sends("SYST");
            assertThat(replies.readLine()).startsWith("215 ");
        }
    }

    /** The transfer goes on beside it. */
    @Test
    void lineWithoutEndInATransferTakesNoMemory() throws IOException {
        try (var client = gateway.login();
                Socket data = client.passive()) {
            client.sends("STOR beside").gets(150);
            data.getOutputStream().write(Bytes.random(500));
            HeapGrowth heap = HeapGrowth.of("64 MiB without a line end in a transfer", BOUND);
            byte[] chunk = "A".repeat(64 * KIB).getBytes(StandardCharsets.US_ASCII);
            for (int sent = 0; sent < 64 * MIB; sent += chunk.length) {
                client.sendsRaw(chunk);
                if (sent % (16 * MIB) == 0) {
                    heap.check();
                }
            }
            heap.check();
            heap.print();
            data.getOutputStream().write(Bytes.random(500));
            data.shutdownOutput();
            client.gets(226).sends("").gets("500 Line too long.");
            assertThat(gateway.get("beside")).hasSize(1_000);
        }
    }

    /** Commands that must wait for the transfer: only so many are kept. */
    @Test
    void floodDuringAStuckUploadEndsThatSessionOnly() throws IOException {
        try (var client = gateway.login();
                Socket data = client.passive()) {
            client.sends("STOR flooded").gets(150);
            data.getOutputStream().write(Bytes.random(1_000));
            HeapGrowth heap = HeapGrowth.of("64 MiB of PWD in a stuck upload", BOUND);
            long sent = ControlFlood.send(client.control(), "PWD\r\n", 64 * MIB, heap);
            System.out.printf("Flood of PWD in a stuck upload: %,d bytes taken before the end%n", sent);
            assertThat(loginMillis(gateway)).isLessThan(1_000);
            Eventually.holds(
                    "the flooding session ends", () -> gateway.gateway().ftp().sessions() == 0);
            heap.check();
            heap.print();
            assertThat(gateway.get("flooded")).isNull();
        }
    }

    @Test
    void clientThatReadsNoRepliesIsHeldAndThenIdle() throws IOException {
        try (TestGateway impatient = TestGateway.start(Map.of("longshore.ftp.idle-timeout", "2s"))) {
            impatient.login().close();
            Eventually.holds(
                    "the first login is over", () -> impatient.gateway().ftp().sessions() == 0);
            try (Socket deaf = new Socket()) {
                deaf.setReceiveBufferSize(4 * KIB);
                deaf.connect(new InetSocketAddress("127.0.0.1", impatient.port()));
                byte[] commands = bytes("HELP\r\n".repeat(32 * MIB / 6));
                HeapGrowth heap = HeapGrowth.of("32 MiB of HELP from a client that reads nothing", BOUND);
                CompletableFuture<Long> sent = CompletableFuture.supplyAsync(() -> sendUntilClosed(deaf, commands));
                Eventually.holds(
                        "the session is open", () -> impatient.gateway().ftp().sessions() == 1);
                assertThat(loginMillis(impatient)).isLessThan(1_000);
                heap.check();
                Eventually.holds(
                        "the deaf session is closed",
                        () -> impatient.gateway().ftp().sessions() == 0);
                heap.check();
                heap.print();
                System.out.printf(
                        "A client that reads nothing: %,d of %,d bytes taken%n", sent.join(), commands.length);
            }
        }
    }

    @Test
    void loginsThatStandStillKeepNobodyOutAndEnd() throws IOException {
        int count = 500;
        try (TestGateway open = TestGateway.start(
                Map.of("longshore.ftp.connections.per-address", "5000", "longshore.ftp.login-timeout", "4s"))) {
            open.login().close();
            List<Socket> slow = new ArrayList<>();
            try {
                for (int i = 0; i < count; i++) {
                    Socket socket = new Socket("127.0.0.1", open.port());
                    slow.add(socket);
                    socket.getOutputStream().write('U');
                }
                assertThat(loginMillis(open)).isLessThan(1_000);
                Eventually.holds("all are closed", () -> open.gateway().ftp().sessions() == 0);
                for (Socket socket : slow) {
                    BufferedReader replies = replies(socket);
                    assertThat(replies.readLine()).startsWith("220 ");
                    assertThat(replies.readLine()).startsWith("421 ");
                    assertThat(replies.readLine()).isNull();
                }
            } finally {
                closeAll(slow);
            }
        }
    }

    /** As many as can be had at once, and as many beyond the limit of one address, which are refused. */
    @ParameterizedTest
    @ValueSource(ints = {5_000, 100})
    void burstOfConnectsLeavesRoomForTheNext(int perAddress) throws IOException {
        int count = 2_000;
        try (TestGateway open =
                TestGateway.start(Map.of("longshore.ftp.connections.per-address", Integer.toString(perAddress)))) {
            open.login().close();
            Eventually.holds(
                    "the first login is over", () -> open.gateway().ftp().sessions() == 0);
            long descriptors = Footprint.descriptors();
            List<Socket> sockets = new ArrayList<>();
            try {
                long begun = System.nanoTime();
                for (int i = 0; i < count; i++) {
                    sockets.add(new Socket("127.0.0.1", open.port()));
                }
                long millis = (System.nanoTime() - begun) / 1_000_000;
                System.out.printf("%d connects in %d ms, %d for one address%n", count, millis, perAddress);
                int greeted = 0;
                for (Socket socket : sockets) {
                    String first = replies(socket).readLine();
                    assertThat(first).matches("220 .*|421 .*");
                    greeted += first.startsWith("220") ? 1 : 0;
                }
                assertThat(greeted).isEqualTo(Math.min(count, perAddress));
                if (perAddress > count) {
                    assertThat(loginMillis(open)).isLessThan(1_000);
                }
            } finally {
                closeAll(sockets);
            }
            Eventually.holds("all are gone", () -> open.gateway().ftp().sessions() == 0);
            assertThat(loginMillis(open)).isLessThan(1_000);
            Eventually.holds("their descriptors are gone", () -> Footprint.descriptors() <= descriptors + 8);
        }
    }

    /** Without TLS yet both lines are plain text, and answered as such. */
    @Test
    void commandBehindAuthTlsIsAnsweredInClearOnly() {
        try (var client = gateway.connect()) {
            client.sendsRaw(bytes("AUTH TLS\r\nUSER injected\r\n")).gets(502).gets(331);
            client.sends("SYST").gets(215);
        }
    }

    @Test
    void abortInTheSegmentOfItsUploadAbortsIt() throws IOException {
        gateway.put("same-segment", bytes("old"));
        try (var client = gateway.login()) {
            for (int round = 0; round < 20; round++) {
                try (Socket data = client.passive()) {
                    data.getOutputStream().write(Bytes.random(1_000));
                    client.sendsRaw(bytes("STOR same-segment\r\nABOR\r\nSYST\r\n"));
                    assertThat(codesUpTo(client, 215)).containsExactly(426, 226);
                }
                assertThat(gateway.get("same-segment")).isEqualTo(bytes("old"));
            }
        }
    }

    @Test
    void secondAbortFindsNothingToAbort() throws IOException {
        try (var client = gateway.login()) {
            for (int round = 0; round < 20; round++) {
                try (Socket data = client.passive()) {
                    client.sends("STOR twice").gets(150);
                    data.getOutputStream().write(Bytes.random(1_000));
                    client.sendsRaw(bytes("ABOR\r\nABOR\r\nSYST\r\n"));
                    assertThat(codesUpTo(client, 215)).containsExactly(426, 226, 226);
                }
            }
            client.sendsRaw(bytes("ABOR\r\nABOR\r\nABOR\r\n"))
                    .gets(226)
                    .gets(226)
                    .gets(226);
            assertThat(gateway.get("twice")).isNull();
        }
    }

    @Test
    void abortAtAnyMomentIsAnsweredOnceAndTheFileIsWholeOrOld() throws IOException {
        System.out.printf("Aborts at random moments: -Dlongshore.fuzz.seed=%d%n", SEED);
        SplittableRandom random = new SplittableRandom(SEED);
        byte[] stored = bytes("old");
        gateway.put("any-moment", stored);
        int aborted = 0;
        try (var client = gateway.login()) {
            for (int round = 0; round < 300; round++) {
                byte[] content = Bytes.random(random.nextInt(round % 20 == 0 ? 9 * MIB : 200 * KIB) + 1);
                List<Integer> codes = abortedAtSomeMoment(client, random, content);
                assertThat(codes).as("round %d", round).isIn(List.of(426, 226), List.of(226, 226));
                if (codes.get(0) == 426) {
                    aborted++;
                } else {
                    stored = content;
                }
                assertThat(Bytes.sha256(gateway.get("any-moment")))
                        .as("round %d", round)
                        .isEqualTo(Bytes.sha256(stored));
            }
            client.stores("afterwards", Bytes.random(100));
        }
        System.out.printf("%d of 300 uploads were aborted, the others were stored before%n", aborted);
        Eventually.holds("no upload stays open", () -> gateway.openUploads().isEmpty());
    }

    /** The codes behind 150, of the upload and of ABOR. An upload that was not aborted in time ends with its client's end. */
    private static List<Integer> abortedAtSomeMoment(FtpDialogue client, SplittableRandom random, byte[] content)
            throws IOException {
        boolean synch = random.nextBoolean();
        byte[] abort = synch
                ? concat(octets(IAC, INTERRUPT_PROCESS, IAC, DATA_MARK), bytes("ABOR\r\nSYST\r\n"))
                : bytes("ABOR\r\nSYST\r\n");
        int cut = random.nextInt(content.length + 1);
        boolean closesFirst = random.nextInt(3) == 0;
        try (Socket data = client.passive()) {
            client.sends("STOR any-moment").gets(150);
            int sent = closesFirst ? content.length : cut;
            data.getOutputStream().write(content, 0, sent);
            if (closesFirst) {
                data.shutdownOutput();
            }
            LockSupport.parkNanos(random.nextInt(3_000_000));
            client.sendsRaw(abort);
            sendUntilClosed(data, Arrays.copyOfRange(content, sent, content.length));
            return codesUpTo(client, 215);
        }
    }

    private static long sendUntilClosed(Socket socket, byte[] all) {
        int sent = 0;
        try {
            while (sent < all.length) {
                int count = Math.min(KIB, all.length - sent);
                socket.getOutputStream().write(all, sent, count);
                sent += count;
            }
        } catch (IOException e) {
            return sent;
        }
        return sent;
    }

    private static long loginMillis(TestGateway of) {
        long begun = System.nanoTime();
        try (var client = of.login()) {
            client.sends("NOOP").gets(200);
            return (System.nanoTime() - begun) / 1_000_000;
        }
    }

    /** The codes of the replies up to one, without it and without 150. */
    private static List<Integer> codesUpTo(FtpDialogue client, int last) throws IOException {
        List<Integer> codes = new ArrayList<>();
        while (true) {
            int code = Integer.parseInt(line(client.control()).substring(0, 3));
            if (code == last) {
                return codes;
            }
            if (code != 150) {
                codes.add(code);
            }
        }
    }

    private static String line(Socket control) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = control.getInputStream().read();
                octet != '\n';
                octet = control.getInputStream().read()) {
            assertThat(octet).as("end of the connection after %s", line).isNotNegative();
            line.append((char) octet);
        }
        return line.toString();
    }

    private static BufferedReader replies(Socket socket) {
        try {
            socket.setSoTimeout(20_000);
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void closeAll(List<Socket> sockets) throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] octets(int... octets) {
        byte[] bytes = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            bytes[i] = (byte) octets[i];
        }
        return bytes;
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = new byte[first.length + second.length];
        System.arraycopy(first, 0, both, 0, first.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
