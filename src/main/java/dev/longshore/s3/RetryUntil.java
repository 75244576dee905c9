package dev.longshore.s3;

import java.time.Duration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.AcquireInitialTokenResponse;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RecordSuccessResponse;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.retries.api.RetryToken;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;

/**
 * Repeats requests that failed for a passing reason: the SDK's standard strategy, whose delays double and are drawn at random from zero
 * up (full jitter), with a deadline: no attempt begins later than that after the first. No bucket of tokens is shared between requests,
 * so that one broken upload takes nothing from the others.
 */
final class RetryUntil implements RetryStrategy {
    private static final int ATTEMPTS = 5;
    private static final Duration FIRST_DELAY = Duration.ofMillis(100);
    private static final Duration FIRST_DELAY_WHEN_BUSY = Duration.ofMillis(250);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(5);

    private final RetryStrategy standard;
    private final Duration deadline;

    private record Token(RetryToken standard, long begun) implements RetryToken {}

    private RetryUntil(RetryStrategy standard, Duration deadline) {
        this.standard = standard;
        this.deadline = deadline;
    }

    static RetryUntil of(Duration deadline) {
        RetryStrategy standard = AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(ATTEMPTS)
                .circuitBreakerEnabled(false)
                .backoffStrategy(BackoffStrategy.exponentialDelay(FIRST_DELAY, LONGEST_DELAY))
                .throttlingBackoffStrategy(BackoffStrategy.exponentialDelay(FIRST_DELAY_WHEN_BUSY, LONGEST_DELAY))
                .retryOnException(S3Failures::isDamagedOnTheWay)
                .build();
        return new RetryUntil(standard, deadline);
    }

    @Override
    public AcquireInitialTokenResponse acquireInitialToken(AcquireInitialTokenRequest request) {
        AcquireInitialTokenResponse response = standard.acquireInitialToken(request);
        return AcquireInitialTokenResponse.create(new Token(response.token(), System.nanoTime()), response.delay());
    }

    @Override
    public RefreshRetryTokenResponse refreshRetryToken(RefreshRetryTokenRequest request) {
        Token token = (Token) request.token();
        RefreshRetryTokenResponse response = standard.refreshRetryToken(
                request.toBuilder().token(token.standard).build());
        long next = System.nanoTime() - token.begun + response.delay().toNanos();
        if (next > deadline.toNanos()) {
            throw new TokenAcquisitionFailedException("S3 failed for " + deadline, token, request.failure());
        }
        return RefreshRetryTokenResponse.create(new Token(response.token(), token.begun), response.delay());
    }

    @Override
    public RecordSuccessResponse recordSuccess(RecordSuccessRequest request) {
        Token token = (Token) request.token();
        standard.recordSuccess(RecordSuccessRequest.create(token.standard));
        return RecordSuccessResponse.create(token);
    }

    @Override
    public int maxAttempts() {
        return standard.maxAttempts();
    }

    /** What is retried is set here already. */
    @Override
    public boolean useClientDefaults() {
        return false;
    }

    @Override
    public RetryStrategy.Builder<?, ?> toBuilder() {
        return standard.toBuilder();
    }
}
