package dev.longshore.files;

import dev.longshore.s3.ObjectUpload;
import java.io.IOException;
import java.io.InputStream;

/** An upload into one object. */
record ObjectFileUpload(ObjectUpload object) implements Upload {
    @Override
    public int readFrom(InputStream client) throws IOException {
        return object.readFrom(client);
    }

    @Override
    public void flush() {
        object.flush();
    }

    @Override
    public void commit() {
        object.commit();
    }

    @Override
    public void close() {
        object.close();
    }
}
