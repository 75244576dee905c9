package dev.longshore.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.StsException;

/** The keys of a role are renewed before they end, and nobody waits for that. */
class RoleCredentialsTest {
    private final Deque<Runnable> later = new ArrayDeque<>();
    private final RoleCredentials keys = new RoleCredentials(
            new SessionRole("bob", "arn:aws:iam::123456789012:role/r", "{}"), this::assume, later::add, () -> now());

    private Instant now = Instant.parse("2030-01-01T00:00:00Z");
    private Duration life = Duration.ofHours(1);
    private int asked;
    private boolean refused;

    @Test
    void areAskedForOnceWhileTheyLast() {
        assertThat(key()).isEqualTo("key-1");
        pass(Duration.ofMinutes(54));
        assertThat(key()).isEqualTo("key-1");
        assertThat(later).isEmpty();
    }

    @Test
    void areRenewedBesideTheRequestsFiveMinutesBeforeTheyEnd() {
        key();
        pass(Duration.ofMinutes(56));
        assertThat(key()).isEqualTo("key-1");
        assertThat(key()).isEqualTo("key-1");
        assertThat(later).hasSize(1);
        later.remove().run();
        assertThat(key()).isEqualTo("key-2");
        assertThat(later).isEmpty();
    }

    @Test
    void areWaitedForWhenTheyEndWithinAMinute() {
        key();
        pass(Duration.ofSeconds(3_541));
        assertThat(key()).isEqualTo("key-2");
    }

    @Test
    void areRenewedAfterTwoThirdsOfAShortLife() {
        life = Duration.ofSeconds(30);
        key();
        pass(Duration.ofSeconds(19));
        key();
        assertThat(later).isEmpty();
        pass(Duration.ofSeconds(2));
        key();
        assertThat(later).hasSize(1);
    }

    @Test
    void areUsedOnWhenTheyCannotBeRenewedYet() {
        key();
        refused = true;
        pass(Duration.ofMinutes(56));
        key();
        later.remove().run();
        assertThat(key()).isEqualTo("key-1");
        later.remove().run();
        assertThat(asked).as("a refusal rests").isEqualTo(2);
        pass(Duration.ofSeconds(3));
        key();
        refused = false;
        later.remove().run();
        assertThat(key()).isEqualTo("key-3");
    }

    @Test
    void areNotAskedForAgainRightAfterARefusal() {
        refused = true;
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(keys::require)
                    .isInstanceOfSatisfying(Failure.class, failure -> assertThat(failure.kind())
                            .isEqualTo(FailureKind.ROLE_NOT_ASSUMED))
                    .hasMessageContaining("arn:aws:iam::123456789012:role/r of the user bob cannot be assumed");
        }
        assertThat(asked).isOne();
        assertThatThrownBy(keys::resolveCredentials).isInstanceOf(SdkClientException.class);
        refused = false;
        pass(Duration.ofSeconds(2));
        assertThat(key()).isEqualTo("key-2");
    }

    private String key() {
        return keys.resolveCredentials().accessKeyId();
    }

    private Instant now() {
        return now;
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    private Credentials assume() {
        asked++;
        if (refused) {
            throw StsException.builder().statusCode(403).message("denied").build();
        }
        return Credentials.builder()
                .accessKeyId("key-" + asked)
                .secretAccessKey("secret")
                .sessionToken("token")
                .expiration(now.plus(life))
                .build();
    }
}
