package dev.longshore.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.Bytes;
import dev.longshore.testing.Eventually;
import dev.longshore.testing.Fault;
import dev.longshore.testing.S3Operation;
import dev.longshore.testing.TestGateway;
import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** ABOR, STAT, NOOP and QUIT in the middle of a transfer. */
@Timeout(20)
class AbortTest {
    private static final int MIB = 1024 * 1024;
    private static final int IAC = 255;
    private static final int INTERRUPT_PROCESS = 244;
    private static final int DATA_MARK = 242;
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
    void stopsAStuckUpload() throws IOException {
        try (var client = gateway.login();
                Socket data = client.passive()) {
            client.sends("STOR stuck").gets(150);
            data.getOutputStream().write(Bytes.random(1000));
            client.sends("ABOR").gets(426).gets(226);
            client.sends("NOOP").gets(200);
            assertThat(gateway.get("stuck")).isNull();
            client.stores("stuck", Bytes.random(5));
        }
        assertThat(gateway.get("stuck")).hasSize(5);
    }

    @Test
    void stopsAnUploadWhoseDataConnectionDoesNotCome() {
        try (var client = gateway.login()) {
            client.extendedPassivePort();
            client.sends("STOR nobody").sends("ABOR").gets(426).gets(226);
            client.sends("NOOP").gets(200);
        }
        assertThat(gateway.get("nobody")).isNull();
    }

    @Test
    void stopsADownloadThatNobodyReads() throws IOException {
        gateway.put("unread", new byte[40 * MIB]);
        try (var client = gateway.login();
                Socket data = client.passive()) {
            client.sends("RETR unread").gets(150);
            assertThat(data.getInputStream().read()).isZero();
            client.sends("ABOR").gets(426).gets(226);
            client.sends("NOOP").gets(200);
            gateway.put("read", new byte[] {7});
            assertThat(client.fetches("RETR read")).containsExactly(7);
        }
    }

    @Test
    void stopsADownloadThatS3DoesNotAnswer() throws IOException {
        gateway.put("unanswered", new byte[10]);
        try (var client = gateway.login();
                Socket data = client.passive()) {
            gateway.proxy().forget();
            gateway.proxy().fail(S3Operation.GET_OBJECT, Fault.NO_ANSWER);
            client.sends("RETR unanswered");
            awaitRequest(S3Operation.GET_OBJECT);
            client.sends("ABOR").gets(426).gets(226);
            client.sends("NOOP").gets(200);
            assertThat(data.isConnected()).isTrue();
        }
    }

    @Test
    void stopsAnUploadWhosePartS3DoesNotAnswer() throws IOException {
        byte[] old = Bytes.random(100);
        gateway.put("hanging", old);
        try (var client = gateway.login();
                Socket data = client.passive()) {
            gateway.proxy().forget();
            gateway.proxy().fail(S3Operation.UPLOAD_PART, Fault.NO_ANSWER);
            client.sends("STOR hanging").gets(150);
            data.getOutputStream().write(new byte[12 * MIB]);
            awaitRequest(S3Operation.UPLOAD_PART);
            client.sends("ABOR").gets(426).gets(226);
            client.sends("NOOP").gets(200);
        }
        gateway.proxy().hangUp();
        assertNothingOpen();
        assertThat(gateway.get("hanging")).isEqualTo(old);
    }

    @Test
    void stopsAnUploadThatWaitsForItsLastPart() throws IOException {
        try (var client = gateway.login();
                Socket data = client.passive()) {
            gateway.proxy().forget();
            gateway.proxy().fail(S3Operation.UPLOAD_PART, Fault.NO_ANSWER);
            client.sends("STOR waiting").gets(150);
            data.getOutputStream().write(new byte[12 * MIB]);
            data.shutdownOutput();
            Eventually.holds(
                    "both parts are at S3", () -> gateway.proxy().seen().getOrDefault(S3Operation.UPLOAD_PART, 0) == 2);
            client.sends("ABOR").gets(426).gets(226);
            client.sends("NOOP").gets(200);
        }
        gateway.proxy().hangUp();
        assertNothingOpen();
        assertThat(gateway.get("waiting")).isNull();
    }

    /** S3 may have published by then, so the truth is waited for; one final reply, and one for ABOR. */
    @Test
    void comesTooLateForAnUploadThatIsBeingPublished() throws IOException {
        try (var client = gateway.login();
                Socket data = client.passive()) {
            gateway.proxy().forget();
            client.sends("STOR late").gets(150);
            data.getOutputStream().write(new byte[] {1, 2, 3});
            data.shutdownOutput();
            awaitRequest(S3Operation.PUT_OBJECT);
            client.sends("ABOR").gets(226).gets("226 No transfer is in progress.");
        }
        assertThat(gateway.get("late")).containsExactly(1, 2, 3);
    }

    @Test
    void isAnsweredWithoutATransfer() {
        try (var client = gateway.login()) {
            client.sends("ABOR").gets("226 No transfer is in progress.");
        }
    }

    /** RFC 959 §4.1.3: a client sends Telnet IP and Synch before ABOR. */
    @Test
    void isUnderstoodBehindATelnetSynch() throws IOException {
        try (var client = gateway.login();
                Socket data = client.passive()) {
            client.sends("STOR telnet").gets(150);
            data.getOutputStream().write(1);
            client.sendsRaw(new byte[] {(byte) IAC, (byte) INTERRUPT_PROCESS, (byte) IAC, (byte) DATA_MARK});
            client.sends("ABOR").gets(426).gets(226);
        }
        assertThat(gateway.get("telnet")).isNull();
    }

    @Test
    void isUnderstoodBehindAnUrgentTelnetSynch() throws IOException {
        try (var client = gateway.login();
                Socket data = client.passive()) {
            client.sends("STOR urgent").gets(150);
            data.getOutputStream().write(1);
            client.sendsRaw(new byte[] {(byte) IAC, (byte) INTERRUPT_PROCESS, (byte) IAC});
            client.control().sendUrgentData(DATA_MARK);
            client.sends("ABOR").gets(426).gets(226);
        }
        assertThat(gateway.get("urgent")).isNull();
    }

    @Test
    void statAndNoopAreAnsweredInATransfer() throws IOException {
        try (var client = gateway.login();
                Socket data = client.passive()) {
            client.sends("STOR counted").gets(150);
            data.getOutputStream().write(new byte[4321]);
            client.sends("NOOP").gets(200);
            Eventually.holds(
                    "STAT tells what has come",
                    () -> client.sends("STAT").gets(211).reply().contains(" Transferring, 4321 bytes so far"));
            data.shutdownOutput();
            client.gets(226);
            assertThat(client.sends("STAT").gets(211).reply()).contains(" No transfer");
        }
    }

    @Test
    void quitWaitsForTheTransfer() throws IOException {
        byte[] content = Bytes.random(3000);
        try (var client = gateway.login();
                Socket data = client.passive()) {
            client.sends("STOR last").gets(150);
            data.getOutputStream().write(content, 0, 1000);
            client.sends("QUIT").sends("NOOP").gets(200);
            data.getOutputStream().write(content, 1000, 2000);
            data.shutdownOutput();
            client.gets(226).gets(221).seesEnd();
        }
        assertThat(gateway.get("last")).isEqualTo(content);
    }

    private static void awaitRequest(S3Operation operation) {
        Eventually.holds(operation + " is at S3", () -> gateway.proxy().seen().containsKey(operation));
    }

    private static void assertNothingOpen() {
        Eventually.holds(
                "no multipart upload is open", () -> gateway.openUploads().isEmpty());
    }
}
