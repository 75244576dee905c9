package dev.longshore.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.Bytes;
import dev.longshore.testing.Eventually;
import dev.longshore.testing.Fault;
import dev.longshore.testing.FtpDialogue;
import dev.longshore.testing.S3Operation;
import dev.longshore.testing.TestGateway;
import dev.longshore.users.password.NewHash;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a user may store in all: refused as early as it is known, given back with what goes, and shared by all sessions. */
class QuotaTest {
    private static final String HASH = NewHash.of("geheim");
    private static final String NO_ROOM = "452 Quota has no room for it.";
    private static final String EXCEEDED = "552 Quota exceeded, nothing was stored.";
    private TestGateway gateway;

    @BeforeEach
    void start() {
        gateway = TestGateway.start(Map.of("longshore.users.stores", "config,s3", "longshore.s3.prefix", "data/"));
        gateway.put("data/bob/old", Bytes.random(60_000));
        gateway.put("data/bob/sub/older", Bytes.random(10_000));
        gateway.put("data/bob/sub/", new byte[0]);
        gateway.put("data/beside", Bytes.random(500_000));
        record("bob", "{\"bytes\": 100000}", "read-write");
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void whatIsThereAlreadyCounts() throws IOException {
        try (var bob = login("bob")) {
            left(bob, 30_000);
            sends(bob, "STOR new", Bytes.random(30_001));
            bob.gets(EXCEEDED);
            left(bob, 30_000);
            bob.stores("new", Bytes.random(30_000));
            left(bob, 0);
            sends(bob, "STOR more", Bytes.random(1));
            bob.gets(EXCEEDED).stores("empty", new byte[0]);
        }
        assertThat(gateway.keys()).contains("data/bob/new", "data/bob/empty").doesNotContain("data/bob/more");
    }

    @Test
    void alloRefusesBeforeAnyByte() {
        try (var bob = login("bob")) {
            bob.sends("ALLO 30001").gets(202);
            bob.extendedPassivePort();
            bob.sends("STOR new").gets(NO_ROOM);
            bob.sends("ALLO 30000").gets(202).stores("new", Bytes.random(5));
            left(bob, 29_995);
        }
    }

    @Test
    void aReplacedFileGivesItsRoomBack() throws IOException {
        byte[] next = Bytes.random(90_000);
        try (var bob = login("bob")) {
            bob.sends("ALLO 90001").gets(202);
            bob.extendedPassivePort();
            bob.sends("STOR old").gets(NO_ROOM);
            sends(bob, "STOR old", Bytes.random(90_001));
            bob.gets(EXCEEDED).stores("old", next);
            left(bob, 0);
            bob.stores("old", Bytes.random(20));
            left(bob, 89_980);
        }
    }

    @Test
    void keptBytesCountOnce() throws IOException {
        try (var bob = login("bob")) {
            sends(bob, "APPE old", Bytes.random(30_001));
            bob.gets(EXCEEDED).stores("APPE old", Bytes.random(29_999), 226);
            left(bob, 1);
            bob.sends("REST 50000").gets(350);
            bob.stores("STOR old", Bytes.random(10), 226);
            left(bob, 39_990);
        }
        assertThat(gateway.get("data/bob/old")).hasSize(50_010);
    }

    @Test
    void whatIsRemovedOrReplacedByARenameGivesItsRoomBack() {
        try (var bob = login("bob")) {
            left(bob, 30_000);
            bob.sends("DELE sub/older").gets(250);
            left(bob, 40_000);
            bob.stores("new", Bytes.random(15));
            left(bob, 39_985);
            bob.sends("RNFR new").gets(350).sends("RNTO old").gets(250);
            left(bob, 99_985);
            bob.sends("RNFR old").gets(350).sends("RNTO old").gets(250);
            bob.sends("RNFR old").gets(350).sends("RNTO sub/older").gets(250);
            left(bob, 99_985);
            bob.sends("RNFR sub").gets(350).sends("RNTO other").gets(250);
            bob.sends("MKD empty").gets(257);
            left(bob, 99_985);
        }
    }

    @Test
    void twoUploadsDoNotBothTakeTheLastBytes() throws IOException {
        try (var one = login("bob");
                var two = login("bob");
                Socket first = one.passive();
                Socket second = two.passive()) {
            one.sends("STOR one").gets(150);
            first.getOutputStream().write(Bytes.random(20_000));
            Eventually.holds("20,000 bytes have come", () -> available(two) == 10_000);
            two.sends("STOR two").gets(150);
            gives(second, Bytes.random(10_001));
            two.gets(EXCEEDED);
            first.getOutputStream().write(Bytes.random(10_000));
            first.shutdownOutput();
            one.gets(226);
            left(two, 0);
        }
        assertThat(gateway.keys()).contains("data/bob/one").doesNotContain("data/bob/two");
    }

    /** Each would replace the same file: its room is given back once. */
    @Test
    void twoUploadsOfOneNameAreCountedAsTheOneThatStays() throws IOException {
        try (var one = login("bob");
                var two = login("bob");
                Socket first = one.passive();
                Socket second = two.passive()) {
            one.sends("STOR old").gets(150);
            two.sends("STOR old").gets(150);
            second.getOutputStream().write(Bytes.random(7));
            second.shutdownOutput();
            two.gets(226);
            first.getOutputStream().write(Bytes.random(9));
            first.shutdownOutput();
            one.gets(226);
            left(one, 89_991);
        }
    }

    @Test
    void whatIsAbortedIsGivenBack() throws IOException {
        try (var bob = login("bob");
                var other = login("bob");
                Socket data = bob.passive()) {
            bob.sends("ALLO 30000").gets(202);
            bob.sends("STOR new").gets(150);
            data.getOutputStream().write(Bytes.random(10));
            left(other, 0);
            bob.sends("ABOR").gets(426).gets(226);
            Eventually.holds("the room is given back", () -> available(other) == 30_000);
        }
    }

    @Test
    void filesAreCountedToo() {
        record("bob", "{\"files\": 3}", "read-write");
        try (var bob = login("bob")) {
            bob.sends("AVBL").gets("550 No quota tells how much can be stored.");
            bob.stores("third", Bytes.random(5));
            bob.extendedPassivePort();
            bob.sends("STOR fourth").gets(NO_ROOM).sends("AVBL").gets("213 0");
            bob.stores("third", Bytes.random(6));
            bob.sends("DELE old").gets(250);
            bob.stores("fourth", Bytes.random(5));
            bob.extendedPassivePort();
            bob.sends("STOU").gets(NO_ROOM);
        }
    }

    /** Whoever stores it, and whatever is the quota of that user. */
    @Test
    void whatOthersStoreThereCounts() {
        try (var bob = login("bob");
                var alice = gateway.login()) {
            left(bob, 30_000);
            alice.stores("bob/hers", Bytes.random(29_000));
            left(bob, 1_000);
            alice.stores("hers", Bytes.random(29_000));
            left(bob, 1_000);
            alice.stores("bob/hers", Bytes.random(1_000));
            left(bob, 29_000);
            alice.sends("RNFR bob/old").gets(350).sends("RNTO old").gets(250);
            left(bob, 89_000);
        }
    }

    @Test
    void aDropBoxHasAQuotaToo() throws IOException {
        record("bob", "{\"bytes\": 70005}", "write-only");
        try (var bob = login("bob")) {
            bob.stores("new", Bytes.random(5));
            sends(bob, "STOR more", Bytes.random(1));
            bob.gets(EXCEEDED);
        }
    }

    /** Nobody knows then whether there is room; the login does not wait for it. */
    @Test
    void withoutACountNothingIsStored() {
        gateway.proxy().fail(S3Operation.LIST_OBJECTS, Fault.ERROR_500);
        try (var bob = login("bob")) {
            bob.extendedPassivePort();
            bob.sends("STOR new").gets(450);
            gateway.proxy().heal();
            Eventually.holds("it is counted again", () -> available(bob) == 30_000);
            bob.stores("new", Bytes.random(5));
        }
    }

    @Test
    void withoutAQuotaNothingIsAskedForIt() {
        try (var alice = gateway.login()) {
            gateway.proxy().forget();
            alice.stores("new", Bytes.random(5));
            assertThat(gateway.proxy().seen()).isEqualTo(Map.of(S3Operation.PUT_OBJECT, 1));
        }
    }

    private FtpDialogue login(String name) {
        return gateway.connect().login(name, "geheim");
    }

    private static void left(FtpDialogue client, long bytes) {
        client.sends("AVBL").gets("213 " + bytes);
    }

    /** -1 where that is not known. */
    private static long available(FtpDialogue client) {
        String reply = client.sends("AVBL").getsAny().replyLine();
        return reply.startsWith("213 ") ? Long.parseLong(reply.substring(4)) : -1;
    }

    private void record(String name, String quota, String access) {
        String record = "{\"password\": {\"hash\": \"" + HASH + "\"}, \"limits\": {\"quota\": " + quota + "},"
                + " \"mounts\": [{\"path\": \"/\", \"prefix\": \"data/" + name + "/\", \"access\": \"" + access
                + "\"}]}";
        gateway.put("users/" + name + ".json", record.getBytes(StandardCharsets.UTF_8));
    }

    /** An upload that the server may end at any byte. */
    private static void sends(FtpDialogue client, String command, byte[] content) throws IOException {
        try (Socket data = client.passive()) {
            client.sends(command).gets(150);
            gives(data, content);
        }
    }

    private static void gives(Socket data, byte[] content) throws IOException {
        try {
            data.getOutputStream().write(content);
            data.shutdownOutput();
        } catch (SocketException e) {
            assertThat(e).hasMessageMatching("Connection reset.*|Broken pipe.*|.*not connected.*");
        }
    }
}
