package dev.longshore.s3;

import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.s3.DelegatingS3Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Request;

/** The gateway's client and connections with the keys of somebody else: each request takes them along, whatever it is. */
final class RoleClient extends DelegatingS3Client {
    private final AwsCredentialsProvider keys;

    RoleClient(S3Client client, AwsCredentialsProvider keys) {
        super(client);
        this.keys = keys;
    }

    @Override
    protected <T extends S3Request, R> R invokeOperation(T request, Function<T, R> operation) {
        return operation.apply(withKeys(request));
    }

    /** A builder makes a request of the class that it came from. */
    @SuppressWarnings("unchecked")
    private <T extends S3Request> T withKeys(T request) {
        AwsRequestOverrideConfiguration override = request.overrideConfiguration()
                .map(AwsRequestOverrideConfiguration::toBuilder)
                .orElseGet(AwsRequestOverrideConfiguration::builder)
                .credentialsProvider(keys)
                .build();
        return (T) request.toBuilder().overrideConfiguration(override).build();
    }

    /** The client is everybody's. */
    @Override
    public void close() {
        // Nothing of it is this one's own.
    }
}
