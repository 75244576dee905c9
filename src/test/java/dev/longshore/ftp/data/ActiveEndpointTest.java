package dev.longshore.ftp.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Active mode reaches the client, and nobody else (RFC 2577 §3). */
class ActiveEndpointTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 1024, 192.0.2.1, true",
        "192.0.2.1, 65535, 192.0.2.1, true",
        "192.0.2.1, 1023, 192.0.2.1, false",
        "192.0.2.1, 25, 192.0.2.1, false",
        "192.0.2.1, 0, 192.0.2.1, false",
        "192.0.2.2, 2000, 192.0.2.1, false",
        "127.0.0.1, 2000, 192.0.2.1, false",
        "0.0.0.0, 2000, 192.0.2.1, false",
        "255.255.255.255, 2000, 192.0.2.1, false",
        "2001:db8::1, 2000, 2001:db8::1, true",
        "2001:db8::1, 2000, 2001:db8::2, false",
        "::ffff:192.0.2.1, 2000, 192.0.2.1, true",
        "::1, 2000, 127.0.0.1, false",
    })
    void connectsToTheClientsOwnUnprivilegedPortsOnly(String host, int port, String client, boolean allowed)
            throws UnknownHostException {
        InetSocketAddress target = new InetSocketAddress(InetAddress.getByName(host), port);
        assertThat(ActiveEndpoint.mayConnect(target, InetAddress.getByName(client)))
                .isEqualTo(allowed);
    }

    @Test
    void refusesATargetWithoutAnAddress() throws UnknownHostException {
        InetSocketAddress target = InetSocketAddress.createUnresolved("client.example.com", 2000);
        assertThat(ActiveEndpoint.mayConnect(target, InetAddress.getByName("192.0.2.1")))
                .isFalse();
    }

    @Test
    void connectsFromTheAddressThatTheClientKnows() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket client = new ServerSocket(0, 1, loopback)) {
            ActiveEndpoint endpoint =
                    new ActiveEndpoint(new InetSocketAddress(loopback, client.getLocalPort()), loopback);
            try (Socket connected = endpoint.connect()) {
                assertThat(connected.getLocalAddress()).isEqualTo(loopback);
                endpoint.close();
                assertThat(connected.isClosed())
                        .as("the connection belongs to the transfer now")
                        .isFalse();
            }
        }
    }

    /** A client that takes no connection, as one behind a firewall that drops them. */
    @Test
    @Timeout(30)
    void doesNotWaitForEver() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        List<Socket> waiting = new ArrayList<>();
        try (ServerSocket client = new ServerSocket(0, 1, loopback)) {
            InetSocketAddress target = new InetSocketAddress(loopback, client.getLocalPort());
            assertThatThrownBy(() -> {
                        while (true) {
                            waiting.add(new ActiveEndpoint(target, loopback, Duration.ofMillis(300)).connect());
                        }
                    })
                    .isInstanceOf(SocketTimeoutException.class);
            assertThat(waiting).hasSizeLessThan(100);
        } finally {
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    @Test
    void doesNotConnectOnceItIsClosed() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket client = new ServerSocket(0, 1, loopback)) {
            ActiveEndpoint endpoint =
                    new ActiveEndpoint(new InetSocketAddress(loopback, client.getLocalPort()), loopback);
            endpoint.close();
            assertThatThrownBy(endpoint::connect).isInstanceOf(IOException.class);
        }
    }
}
