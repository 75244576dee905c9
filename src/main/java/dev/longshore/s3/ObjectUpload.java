package dev.longshore.s3;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * An object on its way into a bucket. Bytes are received into part memory and sent from it: one PutObject when all fit into the
 * first part, else a multipart upload with several parts on their way, and {@link UploadBlock blocks} in place of parts from a certain
 * number on. Nothing is visible before {@link #commit()}; {@link #close()} without it leaves the bucket as it was. Used by one thread.
 */
public final class ObjectUpload implements AutoCloseable {
    private final PartMemory memory;
    private final PartPlan plan;
    private final UploadEngine engine;
    private final UploadTarget target;
    private final UploadRequests requests;

    private final CRC32C whole = new CRC32C();
    private PartBuffer buffer = new PartBuffer();
    private long received;
    private long kept;
    private boolean ended;

    private BlockPlan blocks;

    @Nullable
    private MultipartUpload multipart;

    @Nullable
    private UploadBlock block;

    ObjectUpload(UploadEngine engine, UploadTarget target) {
        this.engine = engine;
        this.memory = engine.memory();
        this.plan = engine.plan();
        this.blocks = engine.blockPlan();
        this.target = target;
        this.requests = new UploadRequests(engine, target);
    }

    /**
     * Begins the object with the first bytes of one that is in the bucket already; must come before any other byte. From
     * 5 MiB on they are copied inside S3, less are carried through memory, and so is all where S3 has no UploadPartCopy.
     *
     * @param source the object, as it must still be: a changed one is a failure
     * @param length how many of its bytes to keep, 1 to its size
     */
    void keep(ObjectDownload.Opener source, StoredObject object, long length) {
        if (length >= PartPlan.SMALLEST && engine.copiesParts(object.key())) {
            multipart = MultipartUpload.begin(requests, false);
            multipart.copy(object, length);
            kept = length;
            return;
        }
        try (ObjectDownload head = source.open(object, length)) {
            InputStream in = head.stream();
            while (received < length) {
                if (readFrom(in) < 0) {
                    throw new Failure(FailureKind.BACKEND_FAILED, "GetObject ended early for " + target);
                }
            }
        } catch (IOException e) {
            throw new Failure(FailureKind.BACKEND_FAILED, "GetObject for " + target + ": " + e.getMessage(), e);
        }
    }

    /**
     * Plans for a length that the sender has told, so that it fits if S3 takes it at all; must come before any byte of it.
     *
     * @param length how many bytes will come; 0 for unknown
     */
    public void expect(long length) {
        blocks = blocks.with(length, multipart == null ? 0 : multipart.nextPart() - 1);
    }

    /** How many bytes came in so far, kept ones included. */
    public long size() {
        return kept + received;
    }

    /**
     * One read from a stream, straight into part memory. Waits while memory or S3 is behind.
     *
     * @return how many bytes were read, -1 at the end of the stream
     * @throws IOException when the stream fails; a failure of S3 is a {@link Failure}
     */
    public int readFrom(InputStream in) throws IOException {
        if (mayBeTheLast() && isPartFull()) {
            byte[] slab = memory.poll();
            if (slab != null) {
                return readBeyondPart(in, slab);
            }
        }
        makeRoom();
        int most = (int) Math.min(Integer.MAX_VALUE, partSize() - buffer.length());
        int count = buffer.readFrom(in, most, whole);
        if (count > 0) {
            received += count;
        }
        return count;
    }

    /** Sends what is still held of a multipart upload and waits for all parts; a small object waits for the commit. */
    public void flush() {
        if (multipart == null) {
            return;
        }
        if (buffer.length() > 0) {
            requirePlace();
            send();
        }
        if (block != null) {
            sendBlock(block);
        }
        multipart.awaitAll();
    }

    /**
     * Publishes the object, and returns only when S3 acknowledged it with a matching checksum, or, where S3 gives none, with a
     * matching ETag or size. Where the acknowledgement is lost, S3 is asked what became of it.
     */
    public void commit() {
        if (ended) {
            throw new IllegalStateException("The upload to " + target + " has ended");
        }
        flush();
        MultipartUpload upload = multipart;
        if (upload == null) {
            requests.put(buffer);
        } else {
            upload.complete(new Content(size(), kept == 0 ? PartBuffer.base64(whole) : "", upload::etag));
        }
        ended = true;
        releaseBuffer();
    }

    /** Gives up what is not committed: nothing of it becomes visible. */
    @Override
    public void close() {
        if (ended) {
            return;
        }
        ended = true;
        releaseBuffer();
        if (block != null) {
            block.end();
        }
        if (multipart != null) {
            multipart.abort();
        }
    }

    /** Whether it makes a difference if the part that is being received is the last one: for PutObject, and in place of a block. */
    private boolean mayBeTheLast() {
        return multipart == null || block == null && multipart.nextPart() > blocks.direct();
    }

    /** A file that ends right here is sent in one request; the next byte makes it a multipart upload. So it is with a block. */
    private int readBeyondPart(InputStream in, byte[] slab) throws IOException {
        PartBuffer next = new PartBuffer();
        next.add(slab);
        int count = -1;
        try {
            count = next.readFrom(in, PartMemory.SLAB, whole);
        } finally {
            if (count <= 0) {
                memory.release(next.drain());
            }
        }
        if (count > 0) {
            sendPart();
            buffer = next;
            received += count;
        }
        return count;
    }

    private long partSize() {
        long size = plan.sizeOf(multipart == null ? 1 : multipart.nextPart());
        return block == null ? size : Math.min(size, block.room());
    }

    private boolean isPartFull() {
        return buffer.length() >= partSize();
    }

    private void makeRoom() {
        if (isPartFull()) {
            sendPart();
        }
        if (!buffer.needsSlab()) {
            return;
        }
        byte[] slab = memory.poll();
        if (slab == null) {
            if (buffer.length() >= PartPlan.SMALLEST) {
                sendPart();
            }
            slab = waitForSlab();
        }
        buffer.add(slab);
    }

    private byte[] waitForSlab() {
        try {
            return memory.take(this);
        } catch (InterruptedException e) {
            throw requests.interrupted(e);
        }
    }

    /** Sends a part that more bytes will follow. */
    private void sendPart() {
        if (multipart == null) {
            multipart = MultipartUpload.begin(requests, engine.can(Capability.CHECKSUMS));
        }
        requirePlace();
        int number = multipart.nextPart();
        if (block == null && blocks.takes(number, plan.sizeOf(number)) && engine.copiesBlocks(multipart.isChecked())) {
            block = UploadBlock.begin(engine, requests.target(), blocks.size(), multipart.isChecked());
        }
        send();
        if (block != null && block.room() == 0) {
            sendBlock(block);
        }
    }

    private void requirePlace() {
        if (multipart.nextPart() > PartPlan.MOST_PARTS) {
            throw new Failure(FailureKind.TOO_LARGE, target + " has more than " + PartPlan.MOST_PARTS + " parts");
        }
    }

    private void send() {
        PartBuffer full = buffer;
        buffer = new PartBuffer();
        memory.endTurn(this);
        Runnable release = () -> memory.release(full.drain());
        if (block == null) {
            multipart.send(full, release);
        } else {
            block.send(full, release);
        }
    }

    /** It belongs to the multipart upload from now on. */
    private void sendBlock(UploadBlock full) {
        block = null;
        multipart.send(full);
    }

    private void releaseBuffer() {
        memory.release(buffer.drain());
        memory.endTurn(this);
    }
}
