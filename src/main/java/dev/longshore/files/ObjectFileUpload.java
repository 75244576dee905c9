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
    private long received;

    /** @param memory is told what was stored under the key */
    ObjectFileUpload(ObjectUpload object, long room, SessionMemory memory, String bucket, String key) {
        this.object = object;
        this.room = room;
        this.memory = memory;
        this.bucket = bucket;
        this.key = key;
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
        return count;
    }

    @Override
    public void expect(long length) {
        object.expect(length);
    }

    @Override
    public void flush() {
        object.flush();
    }

    @Override
    public void commit() {
        memory.forget(bucket, key);
        object.commit();
        memory.stored(bucket, key, object.size());
    }

    @Override
    public void close() {
        object.close();
    }
}
