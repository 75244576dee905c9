package dev.longshore.s3;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** S3's errors as failures: what was being done, to which object, and S3's request id, for the log. */
final class S3Failures {
    private static final Set<String> REPEATED =
            Set.of("BadDigest", "XAmzContentChecksumMismatch", "IncompleteBody", "ConditionalRequestConflict");

    private S3Failures() {}

    /**
     * @param operation what was asked of S3, such as {@code PutObject}
     * @param bucket    the bucket it was asked of
     * @param key       the key, or prefix, it was asked for
     */
    static Failure of(String operation, String bucket, String key, SdkException cause) {
        return new Failure(kindOf(cause), operation + " s3://" + bucket + "/" + key + ": " + describe(cause), cause);
    }

    static boolean isNotFound(SdkException cause) {
        return statusOf(cause) == 404;
    }

    static boolean isRangeNotSatisfiable(SdkException cause) {
        return statusOf(cause) == 416;
    }

    /**
     * Whether a request may have been carried out although it ended in this: no answer came, or one that says that S3 failed, or one
     * that an earlier attempt of the same request may have led to.
     */
    static boolean mayHaveBeenDone(SdkException cause) {
        int status = statusOf(cause);
        Integer attempts = cause.numAttempts();
        boolean repeated = attempts != null && attempts > 1;
        return status < 400 || status >= 500 || repeated && (status == 404 || status == 409 || status == 412);
    }

    /** Whether S3 received something else than what was sent, or refused only because of another request at the same time. */
    static boolean isDamagedOnTheWay(Throwable cause) {
        return cause instanceof AwsServiceException service && REPEATED.contains(codeOf(service));
    }

    /** True for a condition that did not hold: the object is not the one that was meant. */
    static boolean isChanged(SdkException cause) {
        return statusOf(cause) == 412;
    }

    /** True for an answer that the same request would get again: 400, 403 and their like, but not 408 and 429. */
    static boolean isFinal(SdkException cause) {
        int status = statusOf(cause);
        return status >= 400 && status < 500 && status != 408 && status != 429;
    }

    private static FailureKind kindOf(SdkException cause) {
        return switch (statusOf(cause)) {
            case 404 -> "NoSuchBucket".equals(codeOf(cause)) ? FailureKind.BACKEND_FAILED : FailureKind.NOT_FOUND;
            case 401, 403 -> FailureKind.NOT_PERMITTED;
            case 409, 412 -> FailureKind.OVERWRITE_REFUSED;
            case 429, 503 -> FailureKind.BACKEND_BUSY;
            default -> FailureKind.BACKEND_FAILED;
        };
    }

    static int statusOf(SdkException cause) {
        return cause instanceof AwsServiceException service ? service.statusCode() : 0;
    }

    static String codeOf(SdkException cause) {
        if (cause instanceof AwsServiceException service) {
            AwsErrorDetails details = service.awsErrorDetails();
            if (details != null && details.errorCode() != null) {
                return details.errorCode();
            }
        }
        return "";
    }

    private static String describe(SdkException cause) {
        if (cause instanceof AwsServiceException service) {
            return "status " + service.statusCode() + " " + codeOf(cause) + ", request id " + service.requestId();
        }
        return cause.getMessage();
    }
}
