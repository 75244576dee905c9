package dev.longshore.files;

import dev.longshore.s3.Folder;

/** What becomes of files that somebody's quota counts, as gateways tell each other. Each method returns at once. */
public interface UsageNews {
    /** The gateway counts for itself alone. */
    UsageNews NOBODY = new UsageNews() {
        @Override
        public void changed(String bucket, String key, Amount before, Amount after) {
            // Nobody else counts.
        }

        @Override
        public void doubt(String bucket, String key) {
            // Nobody else counts.
        }

        @Override
        public void moved(Folder from, Folder to, boolean all) {
            // Nobody else counts.
        }
    };

    /** A file is something else than before. */
    void changed(String bucket, String key, Amount before, Amount after);

    /** It is not known what became of a file. */
    void doubt(String bucket, String key);

    /**
     * All objects of a folder are in another one.
     *
     * @param all false where it is not known whether it was all of them
     */
    void moved(Folder from, Folder to, boolean all);
}
