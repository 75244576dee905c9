package dev.longshore.files;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import dev.longshore.s3.ObjectUpload;
import java.io.IOException;
import java.io.InputStream;

/** An upload into one object. */
final class ObjectFileUpload implements Upload {
    private final ObjectUpload object;
    private final long room;
    private final SessionMemory memory;
    private final String bucket;
    private final String key;
    private final Claim claim;
    private long received;

    /** What the client has told of the size of the whole, in bytes; 0 for nothing. */
    private long told;

    /**
     * @param memory is told what was stored under the key
     * @param claim  what it takes of the user's quota
     */
    ObjectFileUpload(ObjectUpload object, long room, SessionMemory memory, String bucket, String key, Claim claim) {
        this.object = object;
        this.room = room;
        this.memory = memory;
        this.bucket = bucket;
        this.key = key;
        this.claim = claim;
    }

    @Override
    public long room() {
        return room;
    }

    @Override
    public int readFrom(InputStream client) throws IOException {
        int count = object.readFrom(client);
        received += Math.max(count, 0);
        if (received > room) {
            throw new Failure(FailureKind.TOO_LARGE, "More than the " + room + " bytes for which there was room");
        }
        claim.reach(Math.max(told, object.size()));
        return count;
    }

    @Override
    public void expect(long length) {
        told = length > 0 ? object.size() + length : 0;
        claim.reach(Math.max(told, object.size()));
        object.expect(length);
    }

    @Override
    public void flush() {
        object.flush();
    }

    @Override
    public void commit() {
        memory.forget(bucket, key);
        claim.publishing(object.size());
        object.commit();
        claim.published(object.size());
        memory.stored(bucket, key, object.size());
    }

    @Override
    public void close() {
        try {
            object.close();
        } finally {
            claim.close();
        }
    }
}
