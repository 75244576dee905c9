package dev.longshore.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** The other ends of all measured connections, which must cost little: FTP clients, and for the raw client plain sources and sinks. */
final class FtpLoad {
    private static final int BUFFER = 256 * 1024;

    /** Of a line, without its end. */
    private static final int LINE = 60;

    private static final byte[] LINES = text("\r\n", BUFFER);

    private String type = "I";
    private String kind = "zeros";

    private final List<LoadSession> sessions = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private FtpLoad() {}

    /**
     * Works until its input ends.
     *
     * <ul>
     *   <li>{@code type TYPE KIND} chooses A or I, and objects of zeros or text, for sessions and downloads from now on
     *   <li>{@code open PORT COUNT} logs in
     *   <li>{@code up SIZE COUNT NAME} uploads COUNT files by all sessions
     *   <li>{@code down SIZE COUNT} downloads them
     *   <li>{@code list PORT VERB} lists the root and tells the nanoseconds from the command to the first byte and to the end, and the bytes
     *   <li>{@code first PORT VERB COUNT} begins to list the root so often, goes away behind the first byte, and tells the median of the
     *       nanoseconds from the command to it
     *   <li>{@code quit} ends all sessions
     *   <li>{@code listen} serves as a source (after 8 bytes that tell how much) or sink (after 8 bytes below 0)
     * </ul>
     */
    public static void main(String[] arguments) throws Exception {
        OtherProcess.serve(new FtpLoad()::answer);
        System.exit(0);
    }

    private String answer(String[] words) throws Exception {
        switch (words[0]) {
            case "type" -> {
                type = words[1];
                kind = words[2];
            }
            case "open" -> open(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
            case "up" -> {
                long size = Long.parseLong(words[1]);
                each(Integer.parseInt(words[2]), (session, number) -> session.upload(words[3] + "-" + number, size));
            }
            case "down" -> {
                long size = Long.parseLong(words[1]);
                each(Integer.parseInt(words[2]), (session, number) -> session.download(kind + "-" + size, size));
            }
            case "list" -> {
                try (LoadSession session = LoadSession.login(Integer.parseInt(words[1]), type)) {
                    return session.list(words[2]);
                }
            }
            case "first" -> {
                try (LoadSession session = LoadSession.login(Integer.parseInt(words[1]), type)) {
                    return String.valueOf(session.first(words[2], Integer.parseInt(words[3])));
                }
            }
            case "quit" -> quit();
            case "listen" -> {
                return listen();
            }
            default -> throw new IllegalArgumentException(words[0]);
        }
        return "done";
    }

    private void open(int port, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            sessions.add(LoadSession.login(port, type));
        }
    }

    private void quit() throws IOException {
        for (LoadSession session : sessions) {
            session.close();
        }
        sessions.clear();
    }

    private interface FileWork {
        void run(LoadSession session, int number) throws IOException;
    }

    private void each(int files, FileWork work) throws InterruptedException, ExecutionException {
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> ends = new ArrayList<>();
        for (LoadSession session : sessions) {
            ends.add(threads.submit(() -> {
                for (int number = next.incrementAndGet(); number <= files; number = next.incrementAndGet()) {
                    work.run(session, number);
                }
                return null;
            }));
        }
        for (Future<?> end : ends) {
            end.get();
        }
    }

    private String listen() throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
        threads.submit(() -> {
            while (true) {
                SocketChannel peer = server.accept();
                threads.submit(() -> move(peer));
            }
        });
        return String.valueOf(server.socket().getLocalPort());
    }

    private static Void move(SocketChannel peer) throws IOException {
        try (peer) {
            ByteBuffer size = ByteBuffer.allocate(Long.BYTES);
            while (size.hasRemaining() && peer.read(size) >= 0) {
                continue;
            }
            long bytes = size.flip().getLong();
            if (bytes < 0) {
                drain(peer);
            } else {
                fill(peer, bytes);
            }
        }
        return null;
    }

    /** Lines of letters, the last one cut off. */
    static byte[] text(String end, int length) {
        return ("x".repeat(LINE) + end)
                .repeat(length / LINE + 1)
                .substring(0, length)
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Sends so many bytes. */
    static void fill(SocketChannel peer, long bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect((int) Math.min(BUFFER, bytes));
        buffer.put(LINES, 0, buffer.capacity());
        for (long left = bytes; left > 0; ) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), left));
            left -= peer.write(buffer);
        }
    }

    /** Takes all there is. Returns how much it was. */
    static long drain(SocketChannel peer) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
        long bytes = 0;
        for (int count = peer.read(buffer); count >= 0; count = peer.read(buffer.clear())) {
            bytes += count;
        }
        return bytes;
    }
}
