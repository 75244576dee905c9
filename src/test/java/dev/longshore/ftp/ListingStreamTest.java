package dev.longshore.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.testing.Eventually;
import dev.longshore.testing.Fault;
import dev.longshore.testing.HeapGrowth;
import dev.longshore.testing.KeyPages;
import dev.longshore.testing.KeysS3;
import dev.longshore.testing.S3Operation;
import dev.longshore.testing.TestGateway;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A listing is a stream: its pages go to the client as they come, one is fetched ahead, and what nobody wants is not asked for. */
@Timeout(120)
class ListingStreamTest {
    private static final int PAGE = 1_000;
    private static final int KEYS = 2 * PAGE + 100;
    private static final int MANY = 100_000;
    private static final long MIB = 1024 * 1024;

    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
        IntStream.range(0, KEYS).parallel().forEach(i -> gateway.put("many/" + KeyPages.key(i), new byte[0]));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @AfterEach
    void heal() {
        gateway.proxy().hangUp();
        gateway.proxy().heal();
    }

    @ParameterizedTest
    @ValueSource(strings = {"LIST", "NLST", "MLSD", "NLST -F", "LIST -a"})
    void theFirstPageIsSentBeforeTheSecondHasCome(String command) throws IOException {
        try (var client = gateway.login();
                Socket data = client.passive()) {
            gateway.proxy().forget();
            gateway.proxy().failFrom(S3Operation.LIST_OBJECTS, 2, Fault.NO_ANSWER);
            client.sends(command + " many").gets(150);
            readTo(data.getInputStream(), PAGE - 1);
            Map<S3Operation, Integer> two = Map.of(S3Operation.LIST_OBJECTS, 2);
            Eventually.holds(
                    "the second page is asked for", () -> gateway.proxy().seen().equals(two));
            client.sends("ABOR").gets(426).gets(226);
            assertThat(gateway.proxy().seen()).isEqualTo(two);
            client.sends("NOOP").gets(200);
        }
    }

    /** MODE Z keeps nothing back either. */
    @Test
    void theFirstPageIsSentDeflated() throws IOException {
        try (var client = gateway.login()) {
            client.sends("MODE Z").gets(200);
            try (Socket data = client.passive()) {
                gateway.proxy().failFrom(S3Operation.LIST_OBJECTS, 2, Fault.NO_ANSWER);
                client.sends("NLST many").gets(150);
                readTo(new InflaterInputStream(data.getInputStream()), PAGE - 1);
                client.sends("ABOR").gets(426).gets(226);
            }
        }
    }

    @Test
    void statSendsTheFirstPageBeforeTheSecondHasCome() throws IOException {
        try (var client = gateway.login()) {
            gateway.proxy().failFrom(S3Operation.LIST_OBJECTS, 2, Fault.NO_ANSWER);
            client.sends("STAT many");
            var lines = new BufferedReader(
                    new InputStreamReader(client.control().getInputStream(), StandardCharsets.UTF_8));
            assertThat(lines.readLine()).isEqualTo("213-Status:");
            for (int number = 0; number < PAGE; number++) {
                assertThat(lines.readLine()).startsWith("213-").endsWith(KeyPages.key(number));
            }
        }
    }

    /** A reply of several lines ends with its own code, so the ABOR behind it finds nothing to abort. */
    @Test
    void anAbortedStatEndsInOrder() throws IOException {
        try (var client = gateway.login()) {
            gateway.proxy().forget();
            gateway.proxy().failFrom(S3Operation.LIST_OBJECTS, 2, Fault.HANG_UP);
            client.sends("STAT many");
            assertThat(client.control().getInputStream().readNBytes("213-Status:\r\n".length()))
                    .asString(StandardCharsets.UTF_8)
                    .startsWith("213-");
            client.sends("ABOR").gets(213);
            assertThat(client.replyLine()).isEqualTo("213 Incomplete: aborted.");
            client.gets("226 No transfer is in progress.").sends("NOOP").gets(200);
        }
    }

    /** The client takes one page in half a minute, which is more than is waited for the next one. */
    @Test
    void onePageIsFetchedAhead() throws IOException {
        try (KeysS3 storage = KeysS3.of(10 * PAGE);
                TestGateway slow = storage.gateway(Map.of("longshore.users.config.alice.limits.download-rate", "2K"));
                var client = slow.login();
                Socket data = client.passive()) {
            int before = storage.pages();
            client.sends("LIST").gets(150);
            readTo(data.getInputStream(), 1);
            Eventually.holds("the second page is fetched", () -> storage.pages() == before + 2);
            readTo(data.getInputStream(), 40);
            assertThat(storage.pages()).isEqualTo(before + 2);
            client.sends("ABOR").gets(426).gets(226);
            assertThat(storage.pages()).isEqualTo(before + 2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"LIST", "NLST", "MLSD"})
    void aPageThatFailsInTheMiddleIsNoSuccess(String command) throws IOException {
        try (var client = gateway.login();
                Socket data = client.passive()) {
            gateway.proxy().failFrom(S3Operation.LIST_OBJECTS, 3, Fault.ERROR_500);
            client.sends(command + " many").gets(150).gets(451);
            assertThatThrownBy(() -> data.getInputStream().readAllBytes())
                    .as("the data connection is reset")
                    .isInstanceOf(SocketException.class);
            client.sends("NOOP").gets(200);
        }
    }

    /** Services exist that say there is more, and do not tell where, or the same place again. */
    @Test
    void aListingThatCannotGoOnIsNoSuccess() {
        String page =
                "<ListBucketResult><IsTruncated>true</IsTruncated>%s<Contents><Key>a</Key><Size>1</Size></Contents>"
                        + "</ListBucketResult>";
        String circle = String.format(page, "<NextContinuationToken>t</NextContinuationToken>");
        try (KeysS3 storage = KeysS3.answering(target -> String.format(page, "").getBytes(StandardCharsets.UTF_8));
                TestGateway nowhere = storage.gateway(Map.of());
                var client = nowhere.login()) {
            client.extendedPassivePort();
            client.sends("LIST").gets(451);
        }
        try (KeysS3 storage = KeysS3.answering(target -> circle.getBytes(StandardCharsets.UTF_8));
                TestGateway round = storage.gateway(Map.of());
                var client = round.login()) {
            client.passive();
            client.sends("LIST").gets(150).gets(451);
        }
    }

    @Test
    void aClientThatIsGoneIsNotListedFor() throws IOException {
        try (KeysS3 storage = KeysS3.of(MANY);
                TestGateway large = storage.gateway(Map.of());
                var client = large.login()) {
            int before = storage.pages();
            try (Socket data = client.passive()) {
                client.sends("LIST").gets(150);
                readTo(data.getInputStream(), 1);
                data.setSoLinger(true, 0);
            }
            client.gets(426);
            int asked = storage.pages() - before;
            assertThat(asked).isLessThan(MANY / PAGE / 2);
            client.sends("NOOP").gets(200);
            assertThat(storage.pages() - before).isLessThanOrEqualTo(asked + 1);
        }
    }

    /** The heap is looked at in the middle, when most of the listing has come. */
    @ParameterizedTest
    @ValueSource(strings = {"LIST", "NLST", "MLSD", "NLST -t", "LIST -R"})
    void manyKeysTakeNoMoreMemoryThanSome(String command) throws IOException {
        try (KeysS3 storage = KeysS3.of(MANY);
                TestGateway large = storage.gateway(Map.of());
                var client = large.login()) {
            HeapGrowth heap = HeapGrowth.of(command + " of " + MANY + " keys", 16 * MIB);
            int before = storage.pages();
            try (Socket data = client.passive()) {
                client.sends(command).gets(150);
                var lines = new BufferedReader(new InputStreamReader(data.getInputStream(), StandardCharsets.UTF_8));
                int count = 0;
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    count += line.endsWith(".csv") ? 1 : 0;
                    if (count % (MANY / 3) == MANY / 4) {
                        heap.check();
                    }
                }
                assertThat(count).isEqualTo(MANY);
            }
            client.gets(226);
            heap.print();
            assertThat(storage.pages() - before).isEqualTo(MANY / PAGE);
        }
    }

    private static void readTo(InputStream data, int number) throws IOException {
        StringBuilder line = new StringBuilder();
        while (!line.toString().endsWith(KeyPages.key(number))) {
            int octet = data.read();
            assertThat(octet).as("before " + KeyPages.key(number)).isNotNegative();
            if (octet == '\n') {
                line.setLength(0);
            } else if (octet != '\r') {
                line.append((char) octet);
            }
        }
    }
}
