package dev.longshore.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.failure.StartFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where Redis is. */
class RedisAddressTest {
    @Test
    void aHostIsEnough() {
        assertThat(RedisAddress.parse("redis://cache"))
                .isEqualTo(new RedisAddress("cache", 6379, 0, false, null, null));
    }

    @Test
    void hasAllParts() {
        assertThat(RedisAddress.parse("rediss://ftp:p%40ss:word@cache.example.com:6380/3"))
                .isEqualTo(new RedisAddress("cache.example.com", 6380, 3, true, "ftp", "p@ss:word"));
        assertThat(RedisAddress.parse("redis://:secret@[::1]:7000/"))
                .isEqualTo(new RedisAddress("[::1]", 7000, 0, false, null, "secret"));
    }

    @Test
    void isPrintedWithoutItsPassword() {
        assertThat(RedisAddress.parse("redis://ftp:secret@cache:6380")).hasToString("cache:6380");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cache:6379",
                "http://:top-secret@cache",
                "redis://",
                "redis://:top-secret@",
                "redis://:top-secret@cache/zero",
                "redis://:top secret@cache",
                "redis://:top-secret@cache:port"
            })
    void whatCannotBeReadIsNotRepeated(String url) {
        assertThatThrownBy(() -> RedisAddress.parse(url))
                .isInstanceOf(StartFailure.class)
                .hasMessageStartingWith("longshore.redis.url cannot be read: ")
                .hasMessageNotContaining("secret");
    }
}
