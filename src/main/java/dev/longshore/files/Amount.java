package dev.longshore.files;

/**
 * What is stored somewhere, or how that changes.
 *
 * @param bytes the sizes of all files
 * @param files how many files; markers of directories are none
 */
public record Amount(long bytes, long files) {
    static final Amount NOTHING = new Amount(0, 0);

    static Amount ofFile(long size) {
        return new Amount(size, 1);
    }

    Amount plus(Amount more) {
        return new Amount(bytes + more.bytes, files + more.files);
    }

    Amount minus(Amount less) {
        return new Amount(bytes - less.bytes, files - less.files);
    }

    /** The same where nothing is less than 0. */
    Amount orNothing() {
        return new Amount(Math.max(0, bytes), Math.max(0, files));
    }
}
