package dev.longshore.files;

import dev.longshore.s3.ObjectDownload;

/** A download of one object. */
record ObjectFileDownload(ObjectDownload object) implements Download {
    @Override
    public int read(byte[] target) {
        return object.read(target);
    }

    @Override
    public void close() {
        object.close();
    }
}
