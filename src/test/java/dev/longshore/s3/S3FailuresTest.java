package dev.longshore.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Each answer of S3 has the kind of failure that says what the client may do about it. */
class S3FailuresTest {
    @ParameterizedTest
    @CsvSource({
        "404, NoSuchKey, NOT_FOUND",
        "404, , NOT_FOUND",
        "404, NoSuchBucket, BACKEND_FAILED",
        "401, Unauthorized, NOT_PERMITTED",
        "403, AccessDenied, NOT_PERMITTED",
        "412, PreconditionFailed, OVERWRITE_REFUSED",
        "409, ConditionalRequestConflict, OVERWRITE_REFUSED",
        "429, TooManyRequests, BACKEND_BUSY",
        "503, SlowDown, BACKEND_BUSY",
        "500, InternalError, BACKEND_FAILED",
        "400, BadDigest, BACKEND_FAILED",
        "301, PermanentRedirect, BACKEND_FAILED",
    })
    void tellsTheKindByStatusAndCode(int status, String code, FailureKind kind) {
        assertThat(failure(answer(status, code)).kind()).isEqualTo(kind);
    }

    @Test
    void isABackendFailureWhenS3CannotBeReached() {
        SdkException cause = SdkClientException.create("Connection refused");
        Failure failure = failure(cause);
        assertThat(failure.kind()).isEqualTo(FailureKind.BACKEND_FAILED);
        assertThat(failure).hasMessageContaining("Connection refused").hasCause(cause);
    }

    @Test
    void namesOperationObjectAndRequestForTheLog() {
        assertThat(failure(answer(500, "InternalError")))
                .hasMessageContaining("PutObject")
                .hasMessageContaining("s3://bucket/a/key")
                .hasMessageContaining("500 InternalError")
                .hasMessageContaining("R-1");
    }

    @Test
    void knowsWhatIsNotThere() {
        assertThat(S3Failures.isNotFound(answer(404, "NoSuchKey"))).isTrue();
        assertThat(S3Failures.isNotFound(answer(403, "AccessDenied"))).isFalse();
        assertThat(S3Failures.isNotFound(SdkClientException.create("no route"))).isFalse();
    }

    @Test
    void knowsRangesBeyondTheEnd() {
        assertThat(S3Failures.isRangeNotSatisfiable(answer(416, "InvalidRange")))
                .isTrue();
        assertThat(S3Failures.isRangeNotSatisfiable(answer(400, "InvalidRange")))
                .isFalse();
    }

    @Test
    void hasNoCodeWhereS3GaveNone() {
        assertThat(S3Failures.codeOf(answer(404, null))).isEmpty();
        assertThat(S3Failures.codeOf(S3Exception.builder().statusCode(404).build()))
                .isEmpty();
        assertThat(S3Failures.codeOf(SdkClientException.create("no route"))).isEmpty();
    }

    private static Failure failure(SdkException cause) {
        return S3Failures.of("PutObject", "bucket", "a/key", cause);
    }

    private static SdkException answer(int status, String code) {
        return S3Exception.builder()
                .statusCode(status)
                .requestId("R-1")
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build();
    }
}
