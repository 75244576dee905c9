package dev.longshore.s3;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Bytes of an object on their way into memory, before anybody asks for them. */
final class AheadRange implements Runnable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final RangeRequest request;
    private final long from;
    private final int length;
    private final List<byte[]> slabs;
    private final Runnable release;
    private final Breakable work;
    private final CompletableFuture<Void> filled = new CompletableFuture<>();

    /**
     * @param slabs   room for the bytes
     * @param release gives the slabs back
     * @param breaker breaks off what a thread waits for
     */
    AheadRange(
            RangeRequest request,
            long from,
            int length,
            List<byte[]> slabs,
            Runnable release,
            Consumer<Thread> breaker) {
        this.request = request;
        this.from = from;
        this.length = length;
        this.slabs = slabs;
        this.release = release;
        this.work = new Breakable(breaker);
    }

    int length() {
        return length;
    }

    @Override
    public void run() {
        Throwable failure = null;
        try {
            work.enter();
            fill(open());
        } catch (IOException | RuntimeException | Error e) {
            failure = e;
        }
        if (work.leave()) {
            release.run();
        }
        if (failure == null) {
            filled.complete(null);
        } else {
            filled.completeExceptionally(failure);
        }
    }

    /** Waits until all bytes are here. */
    void await() throws InterruptedException, ExecutionException {
        filled.get();
    }

    /** Copies bytes that are here; how many depends on where a slab ends. */
    int copy(int position, byte[] target, int offset, int most) {
        int inSlab = position % PartMemory.SLAB;
        int count = Math.min(Math.min(most, length - position), PartMemory.SLAB - inSlab);
        System.arraycopy(slabs.get(position / PartMemory.SLAB), inSlab, target, offset, count);
        return count;
    }

    /** Breaks the request off if it runs, and gives the memory back as soon as nobody writes to it; nothing may be copied afterwards. */
    void drop() {
        if (work.drop()) {
            release.run();
        }
    }

    private ResponseInputStream<GetObjectResponse> open() {
        ResponseInputStream<GetObjectResponse> opened = request.open(from, from + length, PATIENCE);
        work.endBy(opened::abort);
        return opened;
    }

    private void fill(ResponseInputStream<GetObjectResponse> in) throws IOException {
        int position = 0;
        while (position < length) {
            int inSlab = position % PartMemory.SLAB;
            int most = Math.min(length - position, PartMemory.SLAB - inSlab);
            int count = in.read(slabs.get(position / PartMemory.SLAB), inSlab, most);
            if (count < 0) {
                in.abort();
                throw new IOException("GetObject of " + request + " ended after " + position + " of " + length);
            }
            position += count;
        }
        in.close();
    }
}
