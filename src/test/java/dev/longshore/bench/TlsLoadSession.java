package dev.longshore.bench;

import dev.longshore.testing.TlsClient;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLSocket;

/** One client of TLS: of FTPS, or of a {@link TlsCopyProcess}. All of them speak TLS 1.3 with AES-128-GCM and no other cipher. */
final class TlsLoadSession implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final String[] CIPHER = {"TLS_AES_128_GCM_SHA256"};
    private static final int BUFFER = 64 * 1024;

    private final TlsClient tls = new TlsClient("TLSv1.3");
    private final int port;
    private Socket control;
    private BufferedReader replies;

    private TlsLoadSession(Socket control, int port) throws IOException {
        this.port = port;
        control.setTcpNoDelay(true);
        use(control);
    }

    private void use(Socket socket) throws IOException {
        control = socket;
        replies = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    }

    /** A session in clear. */
    static TlsLoadSession connect(int port) throws IOException {
        TlsLoadSession session = new TlsLoadSession(new Socket(HOST, port), port);
        session.expect("220");
        return session;
    }

    /** A session with TLS, which is always a full handshake. */
    static TlsLoadSession secured(int port) throws IOException {
        TlsLoadSession session = connect(port);
        session.ask("AUTH TLS", "234");
        session.use(session.over(session.control, port));
        return session;
    }

    /** One that has logged in as well; over TLS its data connections are TLS, too. */
    TlsLoadSession login(String user, String password) throws IOException {
        ask("USER " + user, "331");
        ask("PASS " + password, "230");
        ask("TYPE I", "200");
        if (control instanceof SSLSocket) {
            ask("PBSZ 0", "200");
            ask("PROT P", "200");
        }
        return this;
    }

    /** @param key connections with the same one resume one another's sessions */
    private SSLSocket over(Socket socket, int key) throws IOException {
        SSLSocket secured = tls.covers(socket, key);
        secured.setEnabledCipherSuites(CIPHER);
        secured.startHandshake();
        return secured;
    }

    void upload(String name, long bytes) throws IOException {
        try (Socket data = connect()) {
            ask("STOR " + name, "150");
            try (Socket used = protect(data)) {
                fill(used.getOutputStream(), bytes);
            }
        }
        expect("226");
    }

    void download(String name, long bytes) throws IOException {
        try (Socket data = connect()) {
            ask("RETR " + name, "150");
            try (Socket used = protect(data)) {
                drain(used.getInputStream(), bytes);
            }
        }
        expect("226");
    }

    private Socket protect(Socket data) throws IOException {
        return control instanceof SSLSocket ? over(data, port) : data;
    }

    /** What one small transfer took, in nanoseconds: the handshake of its data connection, and all from EPSV to 226. */
    record Timed(long handshake, long whole) {}

    /** @param key that of the control connection for a data connection that resumes, any other one for a full handshake; 0 for none */
    Timed time(boolean up, int key) throws IOException {
        long start = System.nanoTime();
        long handshake = 0;
        try (Socket data = connect()) {
            ask(up ? "STOR one" : "RETR zeros-1", "150");
            long opened = System.nanoTime();
            Socket used = key == 0 ? data : over(data, key);
            handshake = System.nanoTime() - opened;
            try (used) {
                if (up) {
                    fill(used.getOutputStream(), 1);
                } else {
                    drain(used.getInputStream(), 1);
                }
            }
        }
        expect("226");
        return new Timed(handshake, System.nanoTime() - start);
    }

    /** Sends or gets so many bytes over a connection of its own that has no FTP. */
    static void copy(int port, boolean up, long bytes) throws IOException {
        TlsClient client = new TlsClient("TLSv1.3");
        try (SSLSocket socket = client.covers(new Socket(HOST, port), port)) {
            socket.setEnabledCipherSuites(CIPHER);
            socket.getOutputStream()
                    .write(ByteBuffer.allocate(Long.BYTES)
                            .putLong(up ? bytes : -bytes)
                            .array());
            if (up) {
                fill(socket.getOutputStream(), bytes);
                socket.getInputStream().read();
            } else {
                drain(socket.getInputStream(), bytes);
            }
        }
    }

    private static void fill(OutputStream out, long bytes) throws IOException {
        byte[] buffer = FtpLoad.text("\r\n", (int) Math.min(BUFFER, bytes));
        for (long left = bytes; left > 0; left -= buffer.length) {
            out.write(buffer, 0, (int) Math.min(buffer.length, left));
        }
    }

    private static void drain(InputStream in, long bytes) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long came = 0;
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            came += count;
        }
        if (came < bytes) {
            throw new EOFException("Only " + came + " bytes");
        }
    }

    private Socket connect() throws IOException {
        String reply = ask("EPSV", "229");
        String announced = reply.substring(reply.indexOf("|||") + 3, reply.lastIndexOf('|'));
        Socket data = new Socket(HOST, Integer.parseInt(announced));
        data.setTcpNoDelay(true);
        return data;
    }

    @Override
    public void close() throws IOException {
        ask("QUIT", "221");
        control.close();
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
