package dev.longshore.s3;

import dev.longshore.embedded.EmbeddedS3;
import dev.longshore.embedded.EmbeddedSettings;
import dev.longshore.failure.StartFailure;
import dev.longshore.threads.WorkThreads;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The S3 of this process: the client, the memory of its uploads, the threads that send their parts and, where it is asked for, the
 * embedded service itself.
 */
public final class S3Backend implements ObjectStores, AutoCloseable {
    /** The bucket of the embedded service when none is named. */
    public static final String EMBEDDED_BUCKET = "longshore";

    private static final Duration SHORTEST_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(15);
    private static final Duration OLDEST = Duration.ofDays(365);

    private static final Duration SHORTEST_SILENCE = Duration.ofMinutes(1);

    /** For small objects, which somebody waits for. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final int SENDERS = 256;

    /** How long broken uploads may take to be aborted when the process stops. */
    private static final long ABORTING_SECONDS = 5;

    private final S3Clients clients;
    private final S3Client client;
    private final ExecutorService senders;
    private final ObjectStore objects;
    private final SmallObjects smallObjects;
    private final Upkeep upkeep;
    private final RoleStores roles;
    private final boolean assumesRoles;
    private final Optional<URI> endpoint;
    private final String bucket;
    private final String region;
    private final String prefix;

    @Nullable
    private final EmbeddedS3 embedded;

    private S3Backend(
            S3Clients clients,
            @Nullable EmbeddedS3 embedded,
            Optional<URI> endpoint,
            S3Settings settings,
            String bucket,
            TransferLimits limits,
            BlockPlan blockPlan,
            RenameLimits renames) {
        this.clients = clients;
        this.client = clients.client();
        this.embedded = embedded;
        this.endpoint = endpoint;
        this.bucket = bucket;
        this.region = settings.region();
        this.prefix = settings.prefix()
                .map(set -> set.isEmpty() || set.endsWith("/") ? set : set + "/")
                .orElse("");
        this.smallObjects =
                new SmallObjects(client, settings.timeout().compareTo(PATIENCE) < 0 ? settings.timeout() : PATIENCE);
        this.senders = WorkThreads.newExecutor("s3-part", SENDERS, WorkThreads.AtFull.CALLER_RUNS);
        OpenUploads open = new OpenUploads();
        Places places = new Places(new Folder(bucket, prefix));
        BlockSpace blocks = new BlockSpace(client, places);
        this.upkeep = new Upkeep(client, open, blocks, places, endpoint, settings);
        UploadEngine engine = new UploadEngine(
                client,
                new PartMemory(limits.memory(), PartPlan.SMALLEST),
                new PartSenders(senders, clients.http()::abort),
                limits.plan(),
                limits.parallelParts(),
                upkeep::capabilities,
                open,
                blockPlan,
                blocks);
        AheadPolicy ahead = new AheadPolicy(
                new FirstByteTime(),
                new AheadMemory(engine.memory(), limits.memory() / 4),
                engine.senders(),
                engine.parallelParts());
        Duration abandoned = abandoned(settings);
        this.objects = new ObjectStore(engine, ahead, new RenameJournal(engine, bucket, prefix, abandoned), renames);
        this.assumesRoles = assumesRoles(settings);
        this.roles = new RoleStores(
                client,
                Sts.of(settings, clients.keys()),
                own -> {
                    UploadEngine theirs = engine.with(own.client(), own.open(), own.blocks());
                    Folder home = own.home();
                    return new ObjectStore(
                            theirs, ahead, new RenameJournal(theirs, home.bucket(), home.prefix(), abandoned), renames);
                },
                settings.janitor().olderThan());
    }

    /**
     * Starts what the configuration asks for, and makes the bucket where S3 is embedded.
     *
     * @throws StartFailure when something is missing, or the embedded service cannot start
     */
    public static S3Backend start(
            S3Settings configuration,
            TransferSettings transfers,
            EmbeddedSettings embeddedConfiguration,
            BlockPlan blocks) {
        TransferLimits limits = TransferLimits.of(transfers);
        RenameLimits renames = RenameLimits.of(transfers.rename());
        requireTimes(configuration);
        if (configuration.embedded()) {
            return startEmbedded(configuration, limits, blocks, renames, embeddedConfiguration);
        }
        String bucket = configuration
                .bucket()
                .orElseThrow(
                        () -> new StartFailure("No bucket is named: set longshore.s3.bucket (LONGSHORE_S3_BUCKET), and"
                                + " longshore.s3.endpoint for an S3 that is not AWS, or try the embedded S3 with"
                                + " longshore.s3.embedded=true (LONGSHORE_S3_EMBEDDED)"));
        S3Clients clients = S3Clients.of(configuration);
        return new S3Backend(clients, null, configuration.endpoint(), configuration, bucket, limits, blocks, renames);
    }

    private static S3Backend startEmbedded(
            S3Settings configuration,
            TransferLimits limits,
            BlockPlan blocks,
            RenameLimits renames,
            EmbeddedSettings embedded) {
        if (configuration.endpoint().isPresent()) {
            throw new StartFailure("Both longshore.s3.endpoint and longshore.s3.embedded are set: remove one of them");
        }
        EmbeddedS3 server = EmbeddedS3.start(embedded);
        Optional<URI> endpoint = Optional.of(server.endpoint());
        S3Clients clients =
                S3Clients.ofEmbedded(configuration, server.endpoint(), embedded.accessKey(), embedded.secretKey());
        String bucket = configuration.bucket().orElse(EMBEDDED_BUCKET);
        S3Backend backend = new S3Backend(clients, server, endpoint, configuration, bucket, limits, blocks, renames);
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

    /** Those of a user without a role are looked after with the gateway's own keys; with a role, with those of the role. */
    @Override
    public ObjectStore of(@Nullable SessionRole role, List<Place> places) {
        if (role == null) {
            places.forEach(this::lookAfter);
            return objects;
        }
        return roles.of(role, places, upkeep::lookOnce);
    }

    /** Whether users of AWS Transfer Family's format get at S3 with their roles. */
    public boolean assumesRoles() {
        return assumesRoles;
    }

    /** Reads small objects whole. */
    public SmallObjects smallObjects() {
        return smallObjects;
    }

    /** The bucket of users that name none. */
    public String bucket() {
        return bucket;
    }

    /** The region that requests are signed for. */
    public String region() {
        return region;
    }

    /** The address of an S3 that is not AWS. */
    public Optional<URI> endpoint() {
        return endpoint;
    }

    /** Whether the bucket can be listed now with these keys. */
    public BucketCheck check() {
        return BucketCheck.of(client, new Folder(bucket, prefix), "longshore.s3.bucket", endpoint);
    }

    /**
     * Users get at what is there: the log says whether it can be used, and where they may write the janitor looks, too. Waits for nothing,
     * and may be told again and again.
     */
    public void lookAfter(Place place) {
        upkeep.lookAfter(place);
    }

    /** Begins what is done beside the transfers, once; the bucket should answer by now. */
    public void beginUpkeep() {
        upkeep.begin(objects.moves()::sweep, roles::minute);
    }

    /** What the endpoint can do, tried now. */
    public Capabilities probedCapabilities() {
        return upkeep.probed();
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
        roles.close();
        clients.close();
        if (embedded != null) {
            embedded.close();
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

    /** At AWS, also by the address of a VPC endpoint. */
    private static boolean assumesRoles(S3Settings settings) {
        return switch (settings.roles().use()) {
            case ASSUME -> true;
            case IGNORE -> false;
            case AUTO ->
                !settings.embedded()
                        && settings.endpoint()
                                .map(endpoint ->
                                        String.valueOf(endpoint.getHost()).matches(".+\\.amazonaws\\.com(\\.cn)?"))
                                .orElse(true);
        };
    }

    /** A gateway that lives writes the journal of a rename more often, unless S3 lets it wait for as long as it may. */
    private static Duration abandoned(S3Settings settings) {
        Duration silence = settings.timeout().multipliedBy(2).plus(SHORTEST_SILENCE);
        Duration olderThan = settings.janitor().olderThan();
        return olderThan.compareTo(silence) < 0 ? olderThan : silence;
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
}
