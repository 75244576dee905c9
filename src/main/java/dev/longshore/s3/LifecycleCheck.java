package dev.longshore.s3;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;

/** Whether a bucket itself removes multipart uploads that nobody ended, in words for the operator. */
final class LifecycleCheck {
    private LifecycleCheck() {}

    /** 1 GetBucketLifecycleConfiguration. */
    static String of(S3Client client, String bucket) {
        try {
            boolean aborts = client.getBucketLifecycleConfiguration(request -> request.bucket(bucket)).rules().stream()
                    .anyMatch(rule ->
                            rule.status() == ExpirationStatus.ENABLED && rule.abortIncompleteMultipartUpload() != null);
            return aborts ? "Bucket " + bucket + " aborts incomplete multipart uploads by itself" : lacks(bucket);
        } catch (SdkException e) {
            if (S3Failures.isNotFound(e)) {
                return lacks(bucket);
            }
            return "Whether bucket " + bucket
                    + " has a lifecycle rule AbortIncompleteMultipartUpload could not be read ("
                    + S3Failures.of("GetBucketLifecycleConfiguration", bucket, "", e)
                            .getMessage()
                    + ")";
        }
    }

    private static String lacks(String bucket) {
        return "Bucket " + bucket + " lacks a lifecycle rule AbortIncompleteMultipartUpload: parts of uploads that this"
                + " gateway cannot abort cost storage until it starts again";
    }
}
