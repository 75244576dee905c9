package dev.longshore.users.record;

import dev.longshore.users.RecentlyUsed;
import org.jboss.logging.Logger;

/** Tells the log of records that cannot be used, once for each version of a record. */
public final class BadRecords {
    private static final Logger LOG = Logger.getLogger(BadRecords.class);
    private static final int MOST = 10_000;

    private final String store;
    private final RecentlyUsed<String> told = new RecentlyUsed<>(MOST);

    /** @param store how the log calls it */
    public BadRecords(String store) {
        this.store = store;
    }

    /**
     * @param object   the file or object that the record is in
     * @param user     whose record it is, or where in the object
     * @param version  another one for each content
     * @param sentence what is wrong; begins with the field
     */
    public void tell(String object, String user, String version, String sentence) {
        String news = version + " " + sentence;
        if (!news.equals(told.put(object + "\n" + user, news))) {
            LOG.errorf("User %s cannot log in: in %s of the %s, %s", user, object, store, sentence);
        }
    }
}
