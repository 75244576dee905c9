package dev.longshore.s3;

import dev.longshore.testing.SocketThread;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Stands for services that are not to be had here: keeps what it is sent, and answers with the status that it is told. */
final class RecordingS3 implements AutoCloseable {
    /** As a status: nothing is answered. */
    static final int SILENCE = 0;

    private final ServerSocket server;
    private final ToIntFunction<Request> status;
    private final boolean oneEach;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /** @param headers by their names in lower case */
    record Request(String line, Map<String, String> headers, byte[] body) {
        String header(String name) {
            return headers.getOrDefault(name, "");
        }

        boolean isUnsigned() {
            return header("x-amz-content-sha256").equals("UNSIGNED-PAYLOAD");
        }
    }

    private RecordingS3(boolean oneEach, ToIntFunction<Request> status) throws IOException {
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.status = status;
        this.oneEach = oneEach;
        SocketThread.start("recording-s3", this::accept);
    }

    static RecordingS3 answering(ToIntFunction<Request> status) throws IOException {
        return new RecordingS3(false, status);
    }

    /** Closes each connection after one answer, without saying so in it. */
    static RecordingS3 forgetful() throws IOException {
        return new RecordingS3(true, request -> 200);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    List<Request> requests() {
        return requests;
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    private void accept() throws IOException {
        while (true) {
            Socket socket = server.accept();
            open.add(socket);
            SocketThread.start("recording-s3", () -> serve(socket));
        }
    }

    private void serve(Socket socket) throws IOException {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (Request request = read(in); request != null; request = read(in)) {
                requests.add(request);
                int code = status.applyAsInt(request);
                if (code == SILENCE) {
                    in.read();
                    return;
                }
                String answer = "HTTP/1.1 " + code + " Answer\r\nContent-Length: 0\r\nETag: \"x\"\r\n\r\n";
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                if (oneEach) {
                    return;
                }
            }
        } finally {
            open.remove(socket);
        }
    }

    @Nullable
    private static Request read(InputStream in) throws IOException {
        String line = line(in);
        if (line.isEmpty()) {
            return null;
        }
        Map<String, String> headers = new HashMap<>();
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            int colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        return new Request(line, headers, in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0"))));
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = in.read(); octet >= 0 && octet != '\n'; octet = in.read()) {
            line.append((char) octet);
        }
        return line.toString().stripTrailing();
    }
}
