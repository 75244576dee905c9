package dev.longshore.bench;

import dev.longshore.testing.KeyPages;
import dev.longshore.testing.S3Operation;
import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * An S3 that keeps nothing, so that what stands in front of it can be measured: bodies are thrown away and confirmed with the checksum
 * that they were announced with, the object {@code zeros-N} has N bytes of nothing, {@code text-N} has lines.
 */
final class NullS3 {
    private static final int BUFFER = 128 * 1024;
    private static final byte[] ZEROS = new byte[BUFFER];
    private static final byte[] TEXT = FtpLoad.text("\n", BUFFER);

    private final ServerSocket server;
    private final Map<S3Operation, Integer> counts = new ConcurrentHashMap<>();
    private volatile long delayMillis;
    private volatile KeyPages keys = new KeyPages(0);

    private NullS3(ServerSocket server) {
        this.server = server;
    }

    /**
     * Serves until its input ends; knows {@code port}, {@code delay MILLIS}, {@code keys COUNT}, {@code forget} and {@code counts}.
     *
     * @param arguments the store of a TLS key with the password {@code changeit}; none for plain HTTP
     */
    public static void main(String[] arguments) throws Exception {
        ServerSocket server = arguments.length == 0
                ? new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress())
                : tls(Path.of(arguments[0]));
        NullS3 service = new NullS3(server);
        thread(service::accept);
        OtherProcess.serve(service::command);
    }

    private static ServerSocket tls(Path store) throws Exception {
        char[] password = "changeit".toCharArray();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = new FileInputStream(store.toFile())) {
            keys.load(in, password);
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context.getServerSocketFactory().createServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
    }

    private String command(String[] words) {
        switch (words[0]) {
            case "keys" -> keys = new KeyPages(Integer.parseInt(words[1]));
            case "delay" -> delayMillis = Long.parseLong(words[1]);
            case "forget" -> counts.clear();
            case "counts" -> {
                return new TreeMap<>(counts).toString();
            }
            default -> {
                return String.valueOf(server.getLocalPort());
            }
        }
        return "done";
    }

    private void accept() throws IOException {
        while (true) {
            Socket socket = server.accept();
            thread(() -> serve(socket));
        }
    }

    private void serve(Socket socket) throws IOException {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream(), 8 * 1024);
            OutputStream out = socket.getOutputStream();
            byte[] discarded = new byte[BUFFER];
            for (Head head = Head.read(in); head != null; head = Head.read(in)) {
                byte[] kept = swallow(in, head, discarded);
                if (delayMillis > 0) {
                    LockSupport.parkNanos(delayMillis * 1_000_000);
                }
                answer(head, kept, out);
            }
        }
    }

    /** Throws the body away, but for the short ones of requests that carry XML. */
    private static byte[] swallow(InputStream in, Head head, byte[] discarded) throws IOException {
        long left = Long.parseLong(head.header("content-length", "0"));
        if (head.method().equals("POST")) {
            return in.readNBytes((int) left);
        }
        while (left > 0) {
            int count = in.read(discarded, 0, (int) Math.min(discarded.length, left));
            if (count < 0) {
                throw new IOException("The body ended early");
            }
            left -= count;
        }
        return new byte[0];
    }

    private void answer(Head head, byte[] body, OutputStream out) throws IOException {
        S3Operation operation = head.operation();
        counts.merge(operation, 1, Integer::sum);
        String checksum = head.header("x-amz-checksum-crc32c", "");
        switch (operation) {
            case PUT_OBJECT, UPLOAD_PART -> send(out, "ETag: \"null-1\"\r\nx-amz-checksum-crc32c: " + checksum, "");
            case CREATE_MULTIPART_UPLOAD ->
                send(out, "", "<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>");
            case COMPLETE_MULTIPART_UPLOAD ->
                send(
                        out,
                        "",
                        "<CompleteMultipartUploadResult><ETag>\"null-2\"</ETag><ChecksumCRC32C>" + checksum
                                + "</ChecksumCRC32C><ChecksumType>FULL_OBJECT</ChecksumType>"
                                + "</CompleteMultipartUploadResult>");
            case LIST_OBJECTS -> send(out, "", keys.page(head.target()));
            case GET_OBJECT -> object(head, out, true);
            case HEAD_OBJECT -> object(head, out, false);
            default -> send(out, "", "");
        }
    }

    /** All of it, or from the range's first byte to its last. */
    private static void object(Head head, OutputStream out, boolean whole) throws IOException {
        String name = head.target().split("\\?")[0];
        long size = Long.parseLong(name.substring(name.lastIndexOf('-') + 1));
        String[] range =
                head.header("range", "bytes=0-").substring("bytes=".length()).split("-");
        long from = Long.parseLong(range[0]);
        long left = (range.length == 1 ? size : Math.min(size, Long.parseLong(range[1]) + 1)) - from;
        String status = left == size
                ? "200 OK"
                : "206 Partial Content\r\nContent-Range: bytes " + from + "-" + (from + left - 1) + "/" + size;
        out.write(
                ("HTTP/1.1 " + status + "\r\nETag: \"null-1\"\r\nContent-Type: binary/octet-stream\r\nContent-Length: "
                                + left + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        byte[] content = name.contains("text-") ? TEXT : ZEROS;
        while (whole && left > 0) {
            int count = (int) Math.min(content.length, left);
            out.write(content, 0, count);
            left -= count;
        }
    }

    private static void send(OutputStream out, String headers, String body) throws IOException {
        send(out, headers, body.getBytes(StandardCharsets.US_ASCII));
    }

    private static void send(OutputStream out, String headers, byte[] body) throws IOException {
        String lines = headers.isEmpty() ? "" : headers + "\r\n";
        out.write(("HTTP/1.1 200 OK\r\n" + lines + "Content-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.write(body);
    }

    /** @param headers by their names in lower case */
    private record Head(String method, String target, Map<String, String> headers) {
        @Nullable
        static Head read(InputStream in) throws IOException {
            String line = line(in);
            if (line.isEmpty()) {
                return null;
            }
            String[] words = line.split(" ");
            Map<String, String> headers = new HashMap<>();
            for (String header = line(in); !header.isEmpty(); header = line(in)) {
                int colon = header.indexOf(':');
                headers.put(
                        header.substring(0, colon).toLowerCase(Locale.ROOT),
                        header.substring(colon + 1).strip());
            }
            return new Head(words[0], words[1], headers);
        }

        String header(String name, String otherwise) {
            return headers.getOrDefault(name, otherwise);
        }

        S3Operation operation() {
            return S3Operation.of(method, target, headers.containsKey("x-amz-copy-source"));
        }

        private static String line(InputStream in) throws IOException {
            StringBuilder line = new StringBuilder();
            for (int octet = in.read(); octet >= 0 && octet != '\n'; octet = in.read()) {
                if (octet != '\r') {
                    line.append((char) octet);
                }
            }
            return line.toString();
        }
    }

    private interface Task {
        void run() throws IOException;
    }

    private static void thread(Task work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "null-s3");
        thread.setDaemon(true);
        thread.start();
    }
}
