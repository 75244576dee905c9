package dev.longshore.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryToken;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What is repeated, how often, and until when. */
class RetryUntilTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void repeatsFourTimesWithDelays() {
        RetryUntil retry = RetryUntil.of(LONG);
        RetryToken token = begin(retry);
        for (int repeat = 1; repeat <= 4; repeat++) {
            RefreshRetryTokenResponse next = retry.refreshRetryToken(refresh(token, 500, "InternalError"));
            assertThat(next.delay()).isBetween(Duration.ZERO, Duration.ofSeconds(20));
            token = next.token();
        }
        RetryToken last = token;
        assertThatThrownBy(() -> retry.refreshRetryToken(refresh(last, 500, "InternalError")))
                .isInstanceOf(TokenAcquisitionFailedException.class);
    }

    @Test
    void beginsNoAttemptBehindTheDeadline() {
        RetryUntil retry = RetryUntil.of(Duration.ZERO);
        RetryToken token = begin(retry);
        assertThatThrownBy(() -> retry.refreshRetryToken(refresh(token, 500, "InternalError")))
                .isInstanceOf(TokenAcquisitionFailedException.class);
    }

    @ParameterizedTest
    @CsvSource({"400, BadDigest", "400, XAmzContentChecksumMismatch", "409, ConditionalRequestConflict", "503, SlowDown"
    })
    void repeatsWhatWasDamagedOnTheWay(int status, String code) {
        RetryUntil retry = RetryUntil.of(LONG);
        assertThat(retry.refreshRetryToken(refresh(begin(retry), status, code)).token())
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"403, AccessDenied", "404, NoSuchBucket", "412, PreconditionFailed", "400, InvalidPart"})
    void repeatsNothingThatWouldFailAgain(int status, String code) {
        RetryUntil retry = RetryUntil.of(LONG);
        RetryToken token = begin(retry);
        assertThatThrownBy(() -> retry.refreshRetryToken(refresh(token, status, code)))
                .isInstanceOf(TokenAcquisitionFailedException.class);
    }

    /** One upload whose requests fail takes no attempts from the others. */
    @Test
    void countsEachRequestForItself() {
        RetryUntil retry = RetryUntil.of(LONG);
        for (int request = 0; request < 1_000; request++) {
            assertThat(retry.refreshRetryToken(refresh(begin(retry), 500, "InternalError"))
                            .token())
                    .isNotNull();
        }
    }

    private static RetryToken begin(RetryUntil retry) {
        return retry.acquireInitialToken(AcquireInitialTokenRequest.create("test"))
                .token();
    }

    private static RefreshRetryTokenRequest refresh(RetryToken token, int status, String code) {
        Throwable failure = S3Exception.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build();
        return RefreshRetryTokenRequest.builder().token(token).failure(failure).build();
    }
}
