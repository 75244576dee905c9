package dev.longshore.redis;

import dev.longshore.files.Amount;
import dev.longshore.files.UsageNews;
import dev.longshore.files.Usages;
import dev.longshore.s3.Folder;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.params.XAddParams;
import redis.clients.jedis.params.XReadParams;
import redis.clients.jedis.resps.StreamEntry;

/**
 * What gateways tell each other of files that quotas count: a stream with one entry for each change, of which the eldest go. Who may have
 * missed one counts again.
 */
final class RedisUsage implements UsageNews {
    private static final Logger LOG = Logger.getLogger(RedisUsage.class);
    private static final int KEPT = 100_000;
    private static final int PAGE = 1_000;
    private static final String FROM = "gateway";
    private static final String LOST = "lost";

    private final Usages usages;
    private final UsageNews heard;
    private final RedisLink link;
    private final Tasks tasks;
    private final String stream;
    private final String id = UUID.randomUUID().toString();
    private volatile boolean incomplete;

    /** The entry that was read last. */
    @Nullable
    private StreamEntryID last;

    RedisUsage(String prefix, Usages usages, RedisLink link, Tasks tasks) {
        this.usages = usages;
        this.heard = usages.heard();
        this.link = link;
        this.tasks = tasks;
        this.stream = prefix + "usage";
    }

    @Override
    public void changed(String bucket, String key, Amount before, Amount after) {
        tell(Map.of(FROM, id, "bucket", bucket, "key", key, "before", text(before), "after", text(after)));
    }

    @Override
    public void doubt(String bucket, String key) {
        tell(Map.of(FROM, id, "bucket", bucket, "key", key));
    }

    @Override
    public void moved(Folder from, Folder to, boolean all) {
        tell(Map.of(
                FROM,
                id,
                "bucket",
                from.bucket(),
                "prefix",
                from.prefix(),
                "to-bucket",
                to.bucket(),
                "to-prefix",
                to.prefix(),
                "all",
                Boolean.toString(all)));
    }

    private void tell(Map<String, String> entry) {
        if (!link.isUp() || !tasks.addIfRoom(redis -> add(redis, entry))) {
            incomplete = true;
        }
    }

    /** True when something could not be told. */
    boolean isIncomplete() {
        return incomplete;
    }

    /** Nobody knows what was told meanwhile: the others hear so, and here everything is counted again. */
    void beginAnew(UnifiedJedis redis) {
        incomplete = false;
        add(redis, Map.of(FROM, id, LOST, ""));
        List<StreamEntry> newest = redis.xrevrange(stream, (StreamEntryID) null, null, 1);
        last = newest.isEmpty() ? new StreamEntryID() : newest.get(0).getID();
        usages.doubtAll();
    }

    /** Reads what the others have told since. */
    void refresh(UnifiedJedis redis) {
        for (int read = PAGE; read == PAGE; ) {
            var answer = redis.xread(XReadParams.xReadParams().count(PAGE), Map.of(stream, last));
            List<StreamEntry> entries = answer == null || answer.isEmpty()
                    ? List.of()
                    : answer.get(0).getValue();
            for (StreamEntry entry : entries) {
                if (!hear(entry.getFields())) {
                    LOG.warnf(
                            "Entry %s of %s in Redis is none of ours: quotas are counted again", entry.getID(), stream);
                    usages.doubtAll();
                }
                last = entry.getID();
            }
            read = entries.size();
        }
    }

    /** Takes an entry; false for one that cannot be read, of which nobody knows what it was to tell. */
    boolean hear(Map<String, String> entry) {
        try {
            if (!id.equals(entry.get(FROM))) {
                take(entry);
            }
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void take(Map<String, String> entry) {
        if (entry.containsKey(LOST)) {
            usages.doubtAll();
        } else if (entry.containsKey("prefix")) {
            heard.moved(
                    new Folder(word(entry, "bucket"), word(entry, "prefix")),
                    new Folder(word(entry, "to-bucket"), word(entry, "to-prefix")),
                    Boolean.parseBoolean(entry.get("all")));
        } else if (entry.containsKey("after")) {
            heard.changed(
                    word(entry, "bucket"),
                    word(entry, "key"),
                    amount(word(entry, "before")),
                    amount(word(entry, "after")));
        } else {
            heard.doubt(word(entry, "bucket"), word(entry, "key"));
        }
    }

    private void add(UnifiedJedis redis, Map<String, String> entry) {
        redis.xadd(stream, XAddParams.xAddParams().maxLen(KEPT).approximateTrimming(), entry);
    }

    private static String text(Amount amount) {
        return amount.bytes() + " " + amount.files();
    }

    private static String word(Map<String, String> entry, String name) {
        String word = entry.get(name);
        if (word == null) {
            throw new IllegalArgumentException("There is no " + name);
        }
        return word;
    }

    private static Amount amount(String text) {
        String[] words = text.split(" ");
        if (words.length != 2) {
            throw new IllegalArgumentException("No amount");
        }
        return new Amount(Long.parseLong(words[0]), Long.parseLong(words[1]));
    }
}
