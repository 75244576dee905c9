package dev.longshore.s3;

import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Whether a bucket can be used, in words for the operator.
 *
 * @param usable   true when a listing of it was answered
 * @param sentence what is wrong and what to do, or that nothing is
 */
public record BucketCheck(boolean usable, String sentence) {
    /**
     * 1 ListObjectsV2 of one key: unlike HeadBucket its errors have a code.
     *
     * @param setting what names the bucket
     */
    static BucketCheck of(S3Client client, Folder folder, String setting, Optional<URI> endpoint) {
        String bucket = folder.bucket();
        String where = endpoint.map(URI::toString).orElse("AWS");
        try {
            client.listObjectsV2(
                    request -> request.bucket(bucket).prefix(folder.prefix()).maxKeys(1));
            return new BucketCheck(true, "Bucket " + bucket + " at " + where + " answers");
        } catch (S3Exception e) {
            return new BucketCheck(false, explain(bucket, setting, where, e));
        } catch (SdkException e) {
            return new BucketCheck(
                    false,
                    "S3 at " + where + " cannot be reached (" + e.getMessage()
                            + "): look at longshore.s3.endpoint and, where no keys are set, at the default credentials");
        }
    }

    private static String explain(String bucket, String setting, String where, S3Exception e) {
        String code = S3Failures.codeOf(e);
        return switch (code) {
            case "NoSuchBucket" ->
                "Bucket " + bucket + " does not exist at " + where + ": make it, or name another one with " + setting;
            case "InvalidAccessKeyId", "SignatureDoesNotMatch", "AuthorizationHeaderMalformed" ->
                "S3 at " + where
                        + " refused the keys (" + code
                        + "): look at longshore.s3.access-key, longshore.s3.secret-key and"
                        + " longshore.s3.region";
            case "AccessDenied" ->
                "S3 at " + where + " does not let these keys list bucket " + bucket
                        + ": allow s3:ListBucket, or look at longshore.s3.access-key and longshore.s3.secret-key";
            case "PermanentRedirect", "IllegalLocationConstraintException" ->
                "Bucket " + bucket + " is in another region: look at longshore.s3.region";
            default -> "S3 at " + where + " answered " + e.statusCode() + " " + code + " for bucket " + bucket;
        };
    }
}
