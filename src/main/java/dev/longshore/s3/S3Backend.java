package dev.longshore.s3;

import dev.longshore.embedded.EmbeddedS3;
import dev.longshore.embedded.EmbeddedSettings;
import dev.longshore.failure.StartFailure;
import dev.longshore.threads.WorkThreads;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;

/**
 * The S3 of this process: the client, the memory of its uploads, the threads that send their parts and, where it is asked for, the
 * embedded service itself.
 */
public final class S3Backend implements AutoCloseable {
    /** The bucket of the embedded service when none is named. */
    public static final String EMBEDDED_BUCKET = "longshore";

    private static final Duration SHORTEST_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(15);
    private static final Duration OLDEST = Duration.ofDays(365);

    private static final int CONNECTIONS = 2_000;
    private static final int SENDERS = 256;

    /** How long broken uploads may take to be aborted when the process stops. */
    private static final long ABORTING_SECONDS = 5;

    private final AbortableHttp http;
    private final S3Client client;
    private final ExecutorService senders;
    private final ObjectStore objects;
    private final Upkeep upkeep;
    private final Optional<URI> endpoint;
    private final String bucket;
    private final String prefix;

    @Nullable
    private final EmbeddedS3 embedded;

    private S3Backend(
            AbortableHttp http,
            S3Client client,
            @Nullable EmbeddedS3 embedded,
            Optional<URI> endpoint,
            S3Settings settings,
            String bucket,
            TransferLimits limits) {
        this.http = http;
        this.client = client;
        this.embedded = embedded;
        this.endpoint = endpoint;
        this.bucket = bucket;
        this.prefix = settings.prefix()
                .map(set -> set.isEmpty() || set.endsWith("/") ? set : set + "/")
                .orElse("");
        this.senders = WorkThreads.newExecutor("s3-part", SENDERS, WorkThreads.AtFull.CALLER_RUNS);
        OpenUploads open = new OpenUploads();
        this.upkeep = new Upkeep(client, open, bucket, prefix, settings);
        this.objects = new ObjectStore(new UploadEngine(
                client,
                new PartMemory(limits.memory(), PartPlan.SMALLEST),
                new PartSenders(senders, http::abort),
                limits.plan(),
                limits.parallelParts(),
                upkeep::capabilities,
                open));
    }

    /**
     * Starts what the configuration asks for, and makes the bucket where S3 is embedded.
     *
     * @throws StartFailure when something is missing, or the embedded service cannot start
     */
    public static S3Backend start(
            S3Settings configuration, TransferSettings transfers, EmbeddedSettings embeddedConfiguration) {
        TransferLimits limits = TransferLimits.of(transfers);
        requireTimes(configuration);
        if (configuration.embedded()) {
            return startEmbedded(configuration, limits, embeddedConfiguration);
        }
        String bucket = configuration
                .bucket()
                .orElseThrow(
                        () -> new StartFailure("No bucket is named: set longshore.s3.bucket (LONGSHORE_S3_BUCKET), and"
                                + " longshore.s3.endpoint for an S3 that is not AWS, or try the embedded S3 with"
                                + " longshore.s3.embedded=true (LONGSHORE_S3_EMBEDDED)"));
        configuration.endpoint().ifPresent(S3Backend::requireUrl);
        AbortableHttp http = http(configuration.timeout());
        boolean pathStyle = pathStyle(configuration);
        S3Client client = client(http, configuration, configuration.endpoint(), pathStyle, credentials(configuration));
        return new S3Backend(http, client, null, configuration.endpoint(), configuration, bucket, limits);
    }

    private static S3Backend startEmbedded(S3Settings configuration, TransferLimits limits, EmbeddedSettings embedded) {
        if (configuration.endpoint().isPresent()) {
            throw new StartFailure("Both longshore.s3.endpoint and longshore.s3.embedded are set: remove one of them");
        }
        EmbeddedS3 server = EmbeddedS3.start(embedded);
        Optional<URI> endpoint = Optional.of(server.endpoint());
        AwsCredentialsProvider keys = StaticCredentialsProvider.create(
                AwsBasicCredentials.create(embedded.accessKey(), embedded.secretKey()));
        AbortableHttp http = http(configuration.timeout());
        S3Client client = client(http, configuration, endpoint, true, keys);
        String bucket = configuration.bucket().orElse(EMBEDDED_BUCKET);
        S3Backend backend = new S3Backend(http, client, server, endpoint, configuration, bucket, limits);
        try {
            backend.makeBucket();
            return backend;
        } catch (RuntimeException e) {
            backend.close();
            throw e;
        }
    }

    public ObjectStore objects() {
        return objects;
    }

    /** The bucket of users that name none. */
    public String bucket() {
        return bucket;
    }

    /** The address of an S3 that is not AWS. */
    public Optional<URI> endpoint() {
        return endpoint;
    }

    /** Whether the bucket can be listed now with these keys. */
    public BucketCheck check() {
        return BucketCheck.of(client, bucket, prefix, endpoint);
    }

    /** Begins what is done beside the transfers, once; the bucket should answer by now. */
    public void beginUpkeep() {
        upkeep.begin();
    }

    /** What the endpoint can do; waits until that is known, which takes {@link #beginUpkeep}. */
    public Capabilities capabilities() {
        return upkeep.capabilities();
    }

    @Override
    public void close() {
        upkeep.close();
        senders.shutdown();
        try {
            senders.awaitTermination(ABORTING_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        client.close();
        http.close();
        if (embedded != null) {
            embedded.close();
        }
    }

    private static void requireUrl(URI endpoint) {
        String scheme = endpoint.getScheme();
        if (endpoint.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
            throw new StartFailure("longshore.s3.endpoint is \"" + endpoint
                    + "\": write it as a URL, such as https://s3.example.com or http://minio:9000");
        }
    }

    private void makeBucket() {
        try {
            client.headBucket(request -> request.bucket(bucket));
        } catch (SdkException e) {
            if (!S3Failures.isNotFound(e)) {
                throw new StartFailure("The embedded S3 refused its bucket " + bucket + ": " + e.getMessage(), e);
            }
            client.createBucket(request -> request.bucket(bucket));
        }
    }

    private static boolean pathStyle(S3Settings configuration) {
        return switch (configuration.pathStyle()) {
            case ALWAYS -> true;
            case NEVER -> false;
            case AUTO -> configuration.endpoint().isPresent();
        };
    }

    private static AwsCredentialsProvider credentials(S3Settings configuration) {
        Optional<String> access = configuration.accessKey();
        Optional<String> secret = configuration.secretKey();
        if (access.isPresent() != secret.isPresent()) {
            throw new StartFailure("longshore.s3.access-key and longshore.s3.secret-key belong together: set both, or"
                    + " none to use the default chain");
        }
        if (access.isEmpty()) {
            return DefaultCredentialsProvider.builder().build();
        }
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(access.get(), secret.get()));
    }

    /** Checksums are given by hand and bodies are sent whole: older S3-compatible services refuse trailers and chunks. */
    private static S3Client client(
            AbortableHttp http,
            S3Settings configuration,
            Optional<URI> endpoint,
            boolean pathStyle,
            AwsCredentialsProvider credentials) {
        S3ClientBuilder builder = S3Client.builder()
                .region(Region.of(configuration.region()))
                .credentialsProvider(credentials)
                .forcePathStyle(pathStyle)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(S3Configuration.builder()
                        .chunkedEncodingEnabled(false)
                        .expectContinueEnabled(false)
                        .build())
                .overrideConfiguration(override -> override.retryStrategy(RetryUntil.of(configuration.timeout())))
                .httpClient(http);
        endpoint.ifPresent(builder::endpointOverride);
        return builder.build();
    }

    private static void requireTimes(S3Settings configuration) {
        Duration timeout = configuration.timeout();
        if (timeout.compareTo(SHORTEST_TIMEOUT) < 0 || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
            throw new StartFailure("longshore.s3.timeout is " + timeout + ": it must be 1s to 15m");
        }
        Duration olderThan = configuration.janitor().olderThan();
        if (olderThan.isNegative() || olderThan.compareTo(OLDEST) > 0) {
            throw new StartFailure("longshore.s3.janitor.older-than is " + olderThan + ": it must be 0s to 8760h");
        }
    }

    private static AbortableHttp http(Duration timeout) {
        return new AbortableHttp(Apache5HttpClient.builder()
                .maxConnections(CONNECTIONS)
                .connectionTimeout(Duration.ofSeconds(5))
                .socketTimeout(timeout)
                .connectionAcquisitionTimeout(Duration.ofSeconds(60))
                .tcpKeepAlive(true)
                .build());
    }
}
