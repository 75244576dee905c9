package dev.longshore.s3;

import dev.longshore.failure.StartFailure;
import dev.longshore.settings.SafeAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;
import software.amazon.awssdk.services.sts.model.Credentials;

/** AWS' Security Token Service. Its client is made when it is asked first, because most gateways never do. */
final class Sts implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration PATIENCE_IN_ALL = Duration.ofSeconds(10);
    private static final int CONNECTIONS = 32;
    private static final String EXTERNAL_ID = "[\\w+=,.@:/-]{2,1224}";

    private final AwsCredentialsProvider own;
    private final String region;
    private final Optional<URI> endpoint;
    private final Optional<String> externalId;

    @Nullable
    private StsClient client;

    private boolean closed;

    private Sts(AwsCredentialsProvider own, String region, Optional<URI> endpoint, Optional<String> externalId) {
        this.own = own;
        this.region = region;
        this.endpoint = endpoint;
        this.externalId = externalId;
    }

    /**
     * @param own the keys of the gateway itself
     * @throws StartFailure when a setting is wrong
     */
    static Sts of(S3Settings settings, AwsCredentialsProvider own) {
        Optional<URI> endpoint = settings.roles()
                .stsEndpoint()
                .map(address -> SafeAddress.require("longshore.s3.roles.sts-endpoint", address));
        Optional<String> externalId = settings.roles().externalId();
        if (externalId.filter(id -> !id.matches(EXTERNAL_ID)).isPresent()) {
            throw new StartFailure(
                    "longshore.s3.roles.external-id must be 2 to 1,224 letters, digits and _+=,.@:/- of ASCII");
        }
        return new Sts(own, settings.region(), endpoint, externalId);
    }

    /** 1 AssumeRole; throws what the SDK throws. */
    Credentials assume(SessionRole role) {
        String name = SessionName.of(role.user());
        return client().assumeRole(request -> request.roleArn(role.arn())
                        .roleSessionName(name)
                        .sourceIdentity(name)
                        .externalId(externalId.orElse(null))
                        .policy(role.policy().isEmpty() ? null : role.policy()))
                .credentials();
    }

    private synchronized StsClient client() {
        if (closed) {
            throw new IllegalStateException("The process stops");
        }
        if (client == null) {
            StsClientBuilder builder = StsClient.builder()
                    .region(Region.of(region))
                    .credentialsProvider(own)
                    .httpClientBuilder(Apache5HttpClient.builder()
                            .connectionTimeout(PATIENCE)
                            .socketTimeout(PATIENCE)
                            .maxConnections(CONNECTIONS))
                    .overrideConfiguration(override -> override.apiCallTimeout(PATIENCE_IN_ALL));
            endpoint.ifPresent(builder::endpointOverride);
            client = builder.build();
        }
        return client;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (client != null) {
            client.close();
        }
    }
}
