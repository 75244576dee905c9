package dev.longshore.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A TCP proxy in front of the gateway, as operators have one: it says for whom it connects before it passes bytes on. */
public final class HeaderProxy implements AutoCloseable {
    private static final byte[] SIGNATURE_2 = {0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A};

    private final int gateway;
    private final byte[][] segments;
    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private HeaderProxy(int gateway, byte[][] segments, ServerSocket server) {
        this.gateway = gateway;
        this.segments = segments;
        this.server = server;
    }

    /** A proxy on a free port that begins each connection with these segments. */
    public static HeaderProxy before(int gateway, byte[]... segments) {
        try {
            HeaderProxy proxy =
                    new HeaderProxy(gateway, segments, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            SocketThread.start("header-proxy", proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Version 1: {@code TCP4 192.0.2.7 203.0.113.9 40000 21}. */
    public static byte[] version1(String words) {
        return ("PROXY " + words + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** Version 2, for a TCP connection of these two addresses. */
    public static byte[] version2(InetSocketAddress source, InetSocketAddress destination) {
        byte[] from = source.getAddress().getAddress();
        byte[] to = destination.getAddress().getAddress();
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        header.writeBytes(SIGNATURE_2);
        header.write(0x21);
        header.write(from.length == 4 ? 0x11 : 0x21);
        header.write(0);
        header.write(2 * from.length + 4);
        header.writeBytes(from);
        header.writeBytes(to);
        for (int port : new int[] {source.getPort(), destination.getPort()}) {
            header.write(port >> 8);
            header.write(port);
        }
        return header.toByteArray();
    }

    /** Version 2, LOCAL: the proxy speaks for itself. */
    public static byte[] version2Local() {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        header.writeBytes(SIGNATURE_2);
        header.writeBytes(new byte[] {0x20, 0x00, 0x00, 0x00});
        return header.toByteArray();
    }

    public int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() throws IOException {
        while (!server.isClosed()) {
            Socket client = server.accept();
            Socket upstream = new Socket(InetAddress.getLoopbackAddress(), gateway);
            open.add(client);
            open.add(upstream);
            upstream.setTcpNoDelay(true);
            client.setTcpNoDelay(true);
            for (byte[] segment : segments) {
                upstream.getOutputStream().write(segment);
            }
            SocketThread.start("header-proxy", () -> pass(client, upstream));
            SocketThread.start("header-proxy", () -> pass(upstream, client));
        }
    }

    private static void pass(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[8 * 1024];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                out.write(buffer, 0, count);
            }
        }
    }
}
