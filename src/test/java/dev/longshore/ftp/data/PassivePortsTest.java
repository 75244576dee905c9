package dev.longshore.ftp.data;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.failure.StartFailure;
import dev.longshore.testing.LogLines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A passive port belongs to one session at a time, and comes back. */
@Timeout(30)
class PassivePortsTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @ParameterizedTest
    @ValueSource(strings = {"0", "0-0", "30000", "30000-30000", "30000-30009", " 30000-30009 ", "1-65535"})
    void readsARange(String range) {
        assertThat(ports(range).inUse()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "-",
                "30000-",
                "-30000",
                "30009-30000",
                "0-10",
                "65536",
                "30000-65536",
                "99999-99999",
                "30000-30009,30020",
                "30000 - 30009",
                "-1",
                "1000000"
            })
    void namesItsKeyAndTheTextThatIsNoRange(String range) {
        assertThatThrownBy(() -> ports(range))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("longshore.ftp.passive.ports")
                .hasMessageContaining("\"" + range + "\"");
    }

    @Test
    void takesAnyFreePortWhereTheRangeIs0() throws IOException {
        PassivePorts ports = ports("0");
        try (ServerSocket one = ports.bind(LOOPBACK).orElseThrow();
                ServerSocket other = ports.bind(LOOPBACK).orElseThrow()) {
            assertThat(one.getLocalPort()).isPositive().isNotEqualTo(other.getLocalPort());
            assertThat(ports.inUse()).isZero();
        }
    }

    @Test
    void hasNoneWhenAllAreInUse() throws IOException {
        int first = freePorts(3);
        PassivePorts ports = ports(first + "-" + (first + 2));
        List<ServerSocket> bound = bindAll(ports);
        assertThat(bound).extracting(ServerSocket::getLocalPort).containsExactlyInAnyOrder(first, first + 1, first + 2);
        assertThat(ports.inUse()).isEqualTo(3);
        assertThat(ports.bind(LOOPBACK)).isEmpty();
        bound.forEach(ports::release);
        assertThat(ports.inUse()).isZero();
    }

    @Test
    void saysInTheLogWhichSettingIsTooSmall() throws IOException {
        int port = freePorts(1);
        PassivePorts ports = ports(Integer.toString(port));
        ServerSocket only = ports.bind(LOOPBACK).orElseThrow();
        try (LogLines log = LogLines.of(PassivePorts.class)) {
            assertThat(ports.bind(LOOPBACK)).isEmpty();
            assertThat(log.all())
                    .singleElement()
                    .asString()
                    .contains("All 1 passive ports are in use: enlarge longshore.ftp.passive.ports (" + port);
        } finally {
            ports.release(only);
        }
    }

    @Test
    void givesAReleasedPortToTheNext() throws IOException {
        PassivePorts ports = ports(Integer.toString(freePorts(1)));
        for (int i = 0; i < 20; i++) {
            ServerSocket socket = ports.bind(LOOPBACK).orElseThrow();
            ports.release(socket);
            assertThat(socket.isClosed()).isTrue();
            assertThat(ports.inUse()).isZero();
        }
    }

    @Test
    void passesPortsThatAnotherProgramHas() throws IOException {
        int first = freePorts(2);
        try (ServerSocket other = new ServerSocket(first, 1, LOOPBACK)) {
            PassivePorts ports = ports(first + "-" + (first + 1));
            List<ServerSocket> bound = bindAll(ports);
            assertThat(bound).extracting(ServerSocket::getLocalPort).containsExactly(first + 1);
            assertThat(ports.inUse()).isEqualTo(1);
            bound.forEach(ports::release);
            assertThat(other.isClosed()).isFalse();
        }
        assertThat(ports(Integer.toString(first)).bind(LOOPBACK)).isPresent().hasValueSatisfying(socket -> {
            assertThat(socket.getLocalPort()).isEqualTo(first);
            close(socket);
        });
    }

    @Test
    void neverGivesAPortToTwoAtOnce() throws Exception {
        int first = freePorts(4);
        PassivePorts ports = ports(first + "-" + (first + 3));
        Set<Integer> held = ConcurrentHashMap.newKeySet();
        CountDownLatch together = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Integer>> running = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                running.add(threads.submit(() -> {
                    together.await();
                    int shared = 0;
                    for (int j = 0; j < 200; j++) {
                        Optional<ServerSocket> socket = ports.bind(LOOPBACK);
                        if (socket.isPresent()) {
                            int port = socket.get().getLocalPort();
                            shared += held.add(port) ? 0 : 1;
                            held.remove(port);
                            ports.release(socket.get());
                        }
                    }
                    return shared;
                }));
            }
            together.countDown();
            for (Future<Integer> shared : running) {
                assertThat(shared.get()).isZero();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(ports.inUse()).isZero();
    }

    /** An aborted transfer closes its endpoint twice; the port may be another session's by then. */
    @Test
    void staysWithItsNewHolderWhenTheOldOneClosesAgain() throws IOException {
        PassivePorts ports = ports(Integer.toString(freePorts(1)));
        PassiveEndpoint old = PassiveEndpoint.open(ports, LOOPBACK, LOOPBACK).orElseThrow();
        old.close();
        try (PassiveEndpoint next =
                PassiveEndpoint.open(ports, LOOPBACK, LOOPBACK).orElseThrow()) {
            assertThat(next.port()).isEqualTo(old.port());
            old.close();
            old.expire();
            assertThat(ports.inUse()).isEqualTo(1);
        }
        assertThat(ports.inUse()).isZero();
    }

    @Test
    void comesBackWhenNoTransferUsesIt() throws IOException {
        PassivePorts ports = ports(Integer.toString(freePorts(1)));
        PassiveEndpoint endpoint =
                PassiveEndpoint.open(ports, LOOPBACK, LOOPBACK).orElseThrow();
        endpoint.expire();
        assertThat(ports.inUse()).isZero();
        assertThatThrownBy(endpoint::connect).isInstanceOf(IOException.class);
    }

    /** However slowly its bytes come, a header has one deadline: the port serves nobody else meanwhile. */
    @Test
    void aHeaderThatDripsIsWaitedForOnceOnly() throws IOException {
        PassivePorts ports = PassivePorts.parse("0", host -> true, Duration.ofMillis(300));
        ScheduledExecutorService dripping = Executors.newSingleThreadScheduledExecutor();
        try (ServerSocket listening = new ServerSocket(0, 1, LOOPBACK);
                Socket proxy = new Socket(LOOPBACK, listening.getLocalPort());
                Socket accepted = listening.accept()) {
            Iterator<Byte> header = Stream.generate(() -> "PROXY TCP4 192.0.2.1 192.0.2.2 1 2".getBytes(US_ASCII))
                    .flatMap(bytes -> IntStream.range(0, bytes.length).mapToObj(i -> bytes[i]))
                    .iterator();
            dripping.scheduleAtFixedRate(() -> write(proxy, header.next()), 0, 100, TimeUnit.MILLISECONDS);
            long begun = System.nanoTime();
            assertThat(ports.peerOf(accepted)).isEmpty();
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isBetween(Duration.ofMillis(250), Duration.ofSeconds(5));
        } finally {
            dripping.shutdownNow();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PROXY UNKNOWN\r\n", "PROXY UNKNOWN 192.0.2.1 192.0.2.2 1 2\r\n"})
    void aProxyThatNamesNobodyIsThePeerItself(String header) throws IOException {
        PassivePorts ports = PassivePorts.parse("0", host -> true);
        try (ServerSocket listening = new ServerSocket(0, 1, LOOPBACK);
                Socket proxy = new Socket(LOOPBACK, listening.getLocalPort());
                Socket accepted = listening.accept()) {
            proxy.getOutputStream().write((header + "x").getBytes(US_ASCII));
            assertThat(ports.peerOf(accepted)).contains(LOOPBACK);
            assertThat(accepted.getInputStream().read()).isEqualTo('x');
        }
    }

    private static void write(Socket socket, byte octet) {
        try {
            socket.getOutputStream().write(octet);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PassivePorts ports(String range) {
        return PassivePorts.parse(range, host -> false);
    }

    private static List<ServerSocket> bindAll(PassivePorts ports) {
        List<ServerSocket> bound = new ArrayList<>();
        for (Optional<ServerSocket> next = ports.bind(LOOPBACK); next.isPresent(); next = ports.bind(LOOPBACK)) {
            bound.add(next.get());
        }
        return bound;
    }

    /** The first of so many neighbouring ports that were free just now. */
    private static int freePorts(int count) throws IOException {
        while (true) {
            List<ServerSocket> sockets = new ArrayList<>();
            try {
                ServerSocket first = new ServerSocket(0, 1, LOOPBACK);
                sockets.add(first);
                for (int i = 1; i < count; i++) {
                    sockets.add(new ServerSocket(first.getLocalPort() + i, 1, LOOPBACK));
                }
                return first.getLocalPort();
            } catch (IOException | IllegalArgumentException e) {
                continue;
            } finally {
                sockets.forEach(PassivePortsTest::close);
            }
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException("A free socket did not close", e);
        }
    }
}
