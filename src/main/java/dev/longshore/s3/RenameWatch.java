package dev.longshore.s3;

/** Sees how far the rename of a directory is. */
public interface RenameWatch {
    /** Nobody looks. */
    RenameWatch NONE = new RenameWatch() {
        @Override
        public void copied(long done, long all) {}

        @Override
        public void beforeRemoval() {}
    };

    /** So many objects of so many have a copy; called by several threads. */
    void copied(long done, long all);

    /** All have; now the old ones are removed, which is not stopped any more. May throw to stop before that. */
    void beforeRemoval();
}
