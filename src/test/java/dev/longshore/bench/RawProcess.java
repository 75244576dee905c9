package dev.longshore.bench;

import dev.longshore.s3.RawS3;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** The raw client as a process. Its bytes come from a socket and go to one, as those of the gateway do, or to and from nowhere. */
final class RawProcess {
    private final RawS3 s3;
    private final int port;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private RawProcess(RawS3 s3, int port) {
        this.s3 = s3;
        this.port = port;
    }

    /**
     * Works until its input ends; knows {@code ready}, {@code list}, {@code up SIZE COUNT NAME THREADS} and {@code down SIZE COUNT NAME THREADS}.
     *
     * @param arguments the endpoint, the port of sources and sinks or 0 for none, and {@code stock} or {@code own}
     */
    public static void main(String[] arguments) throws Exception {
        OtherProcess.silence();
        try (RawS3 s3 = RawS3.of(URI.create(arguments[0]), arguments[2].equals("stock"))) {
            OtherProcess.serve(new RawProcess(s3, Integer.parseInt(arguments[1]))::answer);
        }
        System.exit(0);
    }

    private String answer(String[] words) throws Exception {
        if (words[0].equals("ready")) {
            s3.check();
            return "done";
        }
        if (words[0].equals("list")) {
            return list();
        }
        boolean up = words[0].equals("up");
        long size = Long.parseLong(words[1]);
        int files = Integer.parseInt(words[2]);
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> ends = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(words[4]); i++) {
            ends.add(threads.submit(() -> {
                for (int number = next.incrementAndGet(); number <= files; number = next.incrementAndGet()) {
                    if (up) {
                        upload(words[3] + "-" + number, size);
                    } else {
                        download(size);
                    }
                }
                return null;
            }));
        }
        for (Future<?> end : ends) {
            end.get();
        }
        return "done";
    }

    /** Nanoseconds to the first page and to the end, and how many keys there were. */
    private String list() {
        long start = System.nanoTime();
        long[] first = new long[1];
        long keys = s3.list(() -> first[0] = System.nanoTime() - start);
        return first[0] + " " + (System.nanoTime() - start) + " " + keys;
    }

    private void upload(String key, long size) throws Exception {
        if (port == 0) {
            s3.upload(new Nothing(size), key);
            return;
        }
        try (Socket socket = connect(size)) {
            s3.upload(socket.getInputStream(), key);
        }
    }

    private void download(long size) throws IOException {
        String key = "zeros-" + size;
        if (port == 0) {
            s3.download(key, OutputStream.nullOutputStream());
            return;
        }
        try (Socket socket = connect(-1)) {
            s3.download(key, socket.getOutputStream());
        }
    }

    private Socket connect(long size) throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        socket.getOutputStream()
                .write(ByteBuffer.allocate(Long.BYTES).putLong(size).array());
        return socket;
    }

    /** So many bytes of whatever is there already. */
    static final class Nothing extends InputStream {
        private long left;

        Nothing(long size) {
            left = size;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException("Byte by byte");
        }

        @Override
        public int read(byte[] target, int offset, int count) {
            int taken = (int) Math.min(count, left);
            left -= taken;
            return taken == 0 ? -1 : taken;
        }
    }
}
