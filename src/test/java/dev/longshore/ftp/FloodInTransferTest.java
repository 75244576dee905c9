package dev.longshore.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.Bytes;
import dev.longshore.testing.ControlFlood;
import dev.longshore.testing.Eventually;
import dev.longshore.testing.Fault;
import dev.longshore.testing.Footprint;
import dev.longshore.testing.FtpDialogue;
import dev.longshore.testing.HeapGrowth;
import dev.longshore.testing.S3Operation;
import dev.longshore.testing.TestGateway;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands that are answered in the middle of a transfer, and those that leave something behind, in any number. */
class FloodInTransferTest {
    private static final int MIB = 1024 * 1024;
    private static final long BOUND = 16L * MIB;
    private TestGateway gateway;

    @BeforeEach
    void start() {
        gateway = TestGateway.start();
        gateway.login().stores("warm", Bytes.random(10)).sends("QUIT").gets(221).close();
        Eventually.holds(
                "the first login is over", () -> gateway.gateway().ftp().sessions() == 0);
    }

    @AfterEach
    void stop() {
        gateway.proxy().heal();
        gateway.close();
    }

    /** NOOP and STAT are answered at once; a client that takes no replies must not pile them up. */
    @ParameterizedTest
    @ValueSource(strings = {"NOOP", "STAT"})
    void repliesThatNobodyReadsAreBounded(String verb) throws IOException {
        try (var client = gateway.login();
                Socket data = client.passive()) {
            client.sends("STOR flooded").gets(150);
            data.getOutputStream().write(Bytes.random(1_000));
            flood(client.control(), verb + "\r\n", 64 * MIB);
            assertThat(loginMillis()).isLessThan(1_000);
        }
    }

    /** ABOR that comes too late waits; not in any number. */
    @Test
    void abortsThatComeTooLateAreBounded() throws IOException {
        gateway.proxy().fail(S3Operation.PUT_OBJECT, Fault.NO_ANSWER);
        gateway.proxy().forget();
        try (var client = gateway.login();
                Socket data = client.passive()) {
            client.sends("STOR committing").gets(150);
            data.getOutputStream().write(Bytes.random(1_000));
            data.shutdownOutput();
            Eventually.holds(
                    "the upload is being made final",
                    () -> gateway.proxy().seen().containsKey(S3Operation.PUT_OBJECT));
            flood(client.control(), "ABOR\r\n", 64 * MIB);
            assertThat(loginMillis()).isLessThan(1_000);
        }
    }

    /** STAT of a directory asks S3; while S3 hangs the others are served. */
    @Test
    void statOfADirectoryInATransferHoldsNobodyElseUp() throws IOException {
        gateway.proxy().fail(S3Operation.LIST_OBJECTS, Fault.NO_ANSWER);
        List<AutoCloseable> open = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                FtpDialogue client = gateway.login();
                Socket data = client.passive();
                open.add(client);
                open.add(data);
                client.sends("STOR stuck-" + i).gets(150);
            }
            gateway.proxy().forget();
            for (AutoCloseable each : open) {
                if (each instanceof FtpDialogue client) {
                    client.sends("STAT /");
                }
            }
            LockSupport.parkNanos(300_000_000);
            assertThat(loginMillis()).isLessThan(1_000);
        } finally {
            gateway.proxy().heal();
            for (AutoCloseable each : open) {
                closeQuietly(each);
            }
        }
    }

    /** A directory's listing over the control connection is of no transfer; it may wait for the end of the one in progress. */
    @Test
    void statOfADirectoryInATransferIsAnswered() throws IOException {
        try (var client = gateway.login();
                Socket data = client.passive()) {
            client.sends("STOR with-stat").gets(150);
            data.getOutputStream().write(Bytes.random(1_000));
            client.sends("STAT /").sends("NOOP").gets(200);
            data.shutdownOutput();
            client.gets(226).gets(213).sends("PWD").gets(257);
        }
    }

    /** Each PASV replaces the one before, and leaves nothing behind. */
    @Test
    void passiveCommandsInAnyNumberAreBounded() throws IOException {
        int count = 20_000;
        try (var client = gateway.login()) {
            long before = Footprint.heap();
            long descriptors = Footprint.descriptors();
            for (int round = 0; round < count / 50; round++) {
                client.sendsRaw("EPSV\r\n".repeat(50).getBytes(StandardCharsets.US_ASCII));
                for (int i = 0; i < 50; i++) {
                    client.gets(229);
                }
            }
            long grown = Footprint.heap() - before;
            System.out.printf("%d EPSV: heap grew by %,d bytes, %d each%n", count, grown, grown / count);
            assertThat(Footprint.descriptors() - descriptors).isLessThan(20);
            assertThat(grown).isLessThan(MIB);
        }
    }

    private static void flood(Socket control, String line, long bytes) {
        HeapGrowth heap = HeapGrowth.of("64 MiB of " + line.strip() + " in a transfer", BOUND);
        long sent = ControlFlood.send(control, line, bytes, heap);
        heap.print();
        System.out.printf("Flood of %s in a transfer: %,d bytes taken%n", line.strip(), sent);
    }

    private long loginMillis() {
        long begun = System.nanoTime();
        try (var client = gateway.login()) {
            client.sends("NOOP").gets(200);
            return (System.nanoTime() - begun) / 1_000_000;
        }
    }

    private static void closeQuietly(AutoCloseable each) {
        try {
            each.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
