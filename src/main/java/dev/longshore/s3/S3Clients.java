package dev.longshore.s3;

import dev.longshore.failure.StartFailure;
import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;

/**
 * The SDK's client for one service, and the HTTP below it.
 *
 * @param client what requests are made with
 * @param http   breaks them off
 * @param keys   whose requests they are
 */
record S3Clients(S3Client client, S3Http http, AwsCredentialsProvider keys) implements AutoCloseable {
    /** @throws StartFailure when a setting is wrong */
    static S3Clients of(S3Settings settings) {
        settings.endpoint().ifPresent(S3Clients::requireUrl);
        return of(settings, settings.endpoint(), pathStyle(settings), credentials(settings));
    }

    /** The client of an embedded service. */
    static S3Clients ofEmbedded(S3Settings settings, URI endpoint, String accessKey, String secretKey) {
        return of(
                settings,
                Optional.of(endpoint),
                true,
                StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey)));
    }

    /** Checksums are given by hand and bodies are sent whole: older S3-compatible services refuse trailers and chunks. */
    static S3Clients of(
            S3Settings settings, Optional<URI> endpoint, boolean pathStyle, AwsCredentialsProvider credentials) {
        PayloadSigning signing = new PayloadSigning(settings.payloadSigning());
        S3Http http = new S3Http(HttpPool.open(settings.timeout()), signing);
        S3ClientBuilder builder = S3Client.builder()
                .region(Region.of(settings.region()))
                .credentialsProvider(credentials)
                .forcePathStyle(pathStyle)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(S3Configuration.builder()
                        .chunkedEncodingEnabled(false)
                        .expectContinueEnabled(false)
                        .build())
                .overrideConfiguration(override -> override.retryStrategy(RetryUntil.of(settings.timeout()))
                        .addExecutionInterceptor(new ListingEcho()))
                .putAuthScheme(new PayloadSigner(signing))
                .httpClient(http);
        endpoint.ifPresent(builder::endpointOverride);
        return new S3Clients(builder.build(), http, credentials);
    }

    @Override
    public void close() {
        client.close();
        http.close();
    }

    private static void requireUrl(URI endpoint) {
        String scheme = endpoint.getScheme();
        if (endpoint.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
            throw new StartFailure("longshore.s3.endpoint is \"" + endpoint
                    + "\": write it as a URL, such as https://s3.example.com or http://minio:9000");
        }
    }

    private static boolean pathStyle(S3Settings settings) {
        return switch (settings.pathStyle()) {
            case ALWAYS -> true;
            case NEVER -> false;
            case AUTO -> settings.endpoint().isPresent();
        };
    }

    private static AwsCredentialsProvider credentials(S3Settings settings) {
        Optional<String> access = settings.accessKey();
        Optional<String> secret = settings.secretKey();
        if (access.isPresent() != secret.isPresent()) {
            throw new StartFailure("longshore.s3.access-key and longshore.s3.secret-key belong together: set both, or"
                    + " none to use the default chain");
        }
        if (access.isEmpty()) {
            return DefaultCredentialsProvider.builder().build();
        }
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(access.get(), secret.get()));
    }
}
