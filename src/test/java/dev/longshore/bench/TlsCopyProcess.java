package dev.longshore.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/**
 * The least that a JVM can do with a file over TLS: a server of {@link SSLSocket}s and one buffer. A client tells in 8 bytes what it
 * wants: so many bytes that it will send, or, below 0, so many that it wants to get. What was received is thrown away and confirmed with
 * one byte.
 *
 * <p>With the port of a {@link NullS3} it is the same work that the gateway does without what makes it a gateway: what comes goes on in
 * one PUT over a plain socket, what goes comes from one GET, and there are neither parts nor checksums.
 */
final class TlsCopyProcess {
    /** As large as that of the gateway. */
    private static final int BUFFER = 64 * 1024;

    private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final int s3;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private TlsCopyProcess(int s3) {
        this.s3 = s3;
    }

    /**
     * Serves until its input ends; answers with its port.
     *
     * @param arguments the store of the key, and the port of S3, or 0 for none
     */
    public static void main(String[] arguments) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(new BenchKey(Path.of(arguments[0])).open(), BenchKey.PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        SSLServerSocket server = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 100, InetAddress.getLoopbackAddress());
        TlsCopyProcess copies = new TlsCopyProcess(Integer.parseInt(arguments[1]));
        copies.threads.submit(() -> {
            while (true) {
                Socket client = server.accept();
                copies.threads.submit(() -> copies.serve(client));
            }
        });
        OtherProcess.serve(words -> String.valueOf(server.getLocalPort()));
        System.exit(0);
    }

    private Void serve(Socket client) throws IOException {
        try (client) {
            InputStream in = client.getInputStream();
            long size = ByteBuffer.wrap(in.readNBytes(Long.BYTES)).getLong();
            if (size >= 0) {
                receive(in, size);
                client.getOutputStream().write(0);
            } else {
                send(client.getOutputStream(), -size);
            }
        } catch (IOException e) {
            System.err.println("A copy failed: " + e);
            throw e;
        }
        return null;
    }

    private void receive(InputStream in, long size) throws IOException {
        if (s3 == 0) {
            move(in, OutputStream.nullOutputStream(), size);
            return;
        }
        try (Socket sink = request("PUT /bench/copy HTTP/1.1\r\nContent-Length: " + size)) {
            move(in, sink.getOutputStream(), size);
            skipHead(sink.getInputStream());
        }
    }

    private void send(OutputStream out, long size) throws IOException {
        if (s3 == 0) {
            move(new RawProcess.Nothing(size), out, size);
            return;
        }
        try (Socket source = request("GET /bench/zeros-" + size + " HTTP/1.1")) {
            skipHead(source.getInputStream());
            move(source.getInputStream(), out, size);
        }
    }

    private Socket request(String head) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), s3);
        socket.setTcpNoDelay(true);
        socket.getOutputStream().write((head + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static void move(InputStream in, OutputStream out, long size) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (long left = size; left > 0; ) {
            int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (count < 0) {
                throw new EOFException(left + " bytes are missing");
            }
            out.write(buffer, 0, count);
            left -= count;
        }
    }

    private static void skipHead(InputStream in) throws IOException {
        for (int matched = 0; matched < HEAD_END.length; ) {
            int octet = in.read();
            if (octet < 0) {
                throw new EOFException("No answer");
            }
            matched = octet == HEAD_END[matched] ? matched + 1 : octet == HEAD_END[0] ? 1 : 0;
        }
    }
}
