package dev.longshore.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.files.BucketFileSystem;
import dev.longshore.testing.TestGateway;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands in Redis may be of somebody else. It ends neither the thread that reads it nor what is shared. */
class ForeignEntriesTest {
    private static final String SOME = "0 0";

    @Test
    void newsThatCannotBeReadAreKnown() {
        try (TestGateway storage = TestGateway.start();
                RedisLink link = new RedisLink(RedisAddress.parse("redis://127.0.0.1:1"))) {
            RedisUsage usage =
                    new RedisUsage("", new BucketFileSystem(storage.gateway().backend()).usages(), link, new Tasks());
            assertThat(usage.hear(Map.of())).isFalse();
            assertThat(usage.hear(Map.of("hello", "world"))).isFalse();
            assertThat(usage.hear(Map.of("bucket", "b"))).isFalse();
            assertThat(usage.hear(Map.of("prefix", "a/", "bucket", "b"))).isFalse();
            assertThat(usage.hear(change("x y", SOME))).isFalse();
            assertThat(usage.hear(change(SOME, "7"))).isFalse();
            assertThat(usage.hear(change(SOME, ""))).isFalse();
            assertThat(usage.hear(change(SOME, "99999999999999999999 1"))).isFalse();
            assertThat(usage.hear(change(SOME, SOME))).isTrue();
            assertThat(usage.hear(Map.of("lost", ""))).isTrue();
        }
    }

    private static Map<String, String> change(String before, String after) {
        return Map.of("bucket", "b", "key", "k", "before", before, "after", after);
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.7,''", "192.0.2.7,1 2", "192.0.2.7,a b c", "192.0.2.7,1 2 99999999999", "nowhere,1 2 3"})
    void aBanThatCannotBeReadIsNone(String origin, String text) {
        assertThat(RedisLedger.read(origin, text)).isNull();
        assertThat(RedisLedger.read("192.0.2.7", "1 2 3")).isNotNull();
    }

    @Test
    void aFaultOfOursIsAsRedisBeingAway() {
        try (RedisLink link = new RedisLink(RedisAddress.parse("redis://127.0.0.1:1"))) {
            link.up();
            assertThat(link.ask(redis -> {
                        throw new IllegalStateException("odd");
                    }))
                    .isEmpty();
            assertThat(link.isUp()).isFalse();
        }
    }
}
