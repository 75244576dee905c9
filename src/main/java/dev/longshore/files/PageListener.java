package dev.longshore.files;

import dev.longshore.s3.ListingPage;

/** Hears of the pages of a directory's listing when they have come. */
@FunctionalInterface
interface PageListener {
    /** Hears nothing. */
    PageListener NONE = (page, complete) -> {};

    /**
     * A page has come; may be called by any thread.
     *
     * @param page     with whole keys, the directory's marker among them
     * @param complete whether the page is the whole directory: the first one and the last one
     */
    void saw(ListingPage page, boolean complete);
}
