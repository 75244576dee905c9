package dev.longshore.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One FTP session of the load: no copy of its bytes beyond the one into the socket. */
final class LoadSession implements AutoCloseable {
    private static final String HOST = "127.0.0.1";

    private final Socket control;
    private final BufferedReader replies;

    private LoadSession(Socket control) throws IOException {
        this.control = control;
        this.replies = new BufferedReader(new InputStreamReader(control.getInputStream(), StandardCharsets.US_ASCII));
    }

    /** @param type A or I, as TYPE has it */
    static LoadSession login(int port, String type) throws IOException {
        Socket control = new Socket(HOST, port);
        control.setTcpNoDelay(true);
        LoadSession session = new LoadSession(control);
        session.expect("220");
        session.ask("USER " + GatewayProcess.USER, "331");
        session.ask("PASS " + GatewayProcess.PASSWORD, "230");
        session.ask("TYPE " + type, "200");
        return session;
    }

    void upload(String name, long bytes) throws IOException {
        try (SocketChannel data = connect()) {
            ask("STOR " + name, "150");
            FtpLoad.fill(data, bytes);
        }
        expect("226");
    }

    void download(String name, long bytes) throws IOException {
        try (SocketChannel data = connect()) {
            ask("RETR " + name, "150");
            long came = FtpLoad.drain(data);
            if (came < bytes) {
                throw new IOException(name + " had " + came + " bytes");
            }
        }
        expect("226");
    }

    /** Nanoseconds to the first byte and to the final reply, and how many bytes came. */
    String list(String verb) throws IOException {
        long start;
        long first;
        long bytes;
        try (SocketChannel data = connect()) {
            start = System.nanoTime();
            ask(verb, "150");
            data.read(ByteBuffer.allocate(1));
            first = System.nanoTime() - start;
            bytes = 1 + FtpLoad.drain(data);
        }
        expect("226");
        return first + " " + (System.nanoTime() - start) + " " + bytes;
    }

    /** The median of the nanoseconds to the first byte of so many listings that nobody takes to the end. */
    long first(String verb, int count) throws IOException {
        long[] times = new long[count];
        for (int i = 0; i < count; i++) {
            try (SocketChannel data = connect()) {
                long start = System.nanoTime();
                ask(verb, "150");
                data.read(ByteBuffer.allocate(1));
                times[i] = System.nanoTime() - start;
                data.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
            replies.readLine();
        }
        Arrays.sort(times);
        return times[count / 2];
    }

    @Override
    public void close() throws IOException {
        ask("QUIT", "221");
        control.close();
    }

    private SocketChannel connect() throws IOException {
        String reply = ask("EPSV", "229");
        String port = reply.substring(reply.indexOf("|||") + 3, reply.lastIndexOf('|'));
        return SocketChannel.open(new InetSocketAddress(HOST, Integer.parseInt(port)));
    }

    private String ask(String command, String code) throws IOException {
        control.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
        return expect(code);
    }

    private String expect(String code) throws IOException {
        String reply = replies.readLine();
        if (reply == null || !reply.startsWith(code)) {
            throw new IOException("Expected " + code + ", got " + reply);
        }
        return reply;
    }
}
