package dev.longshore;

import dev.longshore.admin.AdminSettings;
import dev.longshore.embedded.EmbeddedSettings;
import dev.longshore.ftp.FtpSettings;
import dev.longshore.redis.RedisSettings;
import dev.longshore.s3.BucketCheck;
import dev.longshore.s3.S3Settings;
import dev.longshore.s3.TransferSettings;
import dev.longshore.users.CredentialStore;
import dev.longshore.users.UserSettings;
import dev.longshore.users.defender.Defender;
import dev.longshore.users.defender.DefenderSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.tls.CertificateUpdatedEvent;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.SmallRyeConfig;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Starts and stops the gateway with Quarkus. */
@ApplicationScoped
class GatewayLifecycle {
    private static final Logger LOG = Logger.getLogger(GatewayLifecycle.class);
    private static final List<Class<?>> MAPPINGS = List.of(
            S3Settings.class,
            EmbeddedSettings.class,
            TransferSettings.class,
            UserSettings.class,
            FtpSettings.class,
            DefenderSettings.class,
            AdminSettings.class,
            RedisSettings.class);

    private static final Duration BETWEEN_CHECKS = Duration.ofSeconds(2);

    private final Gateway.Settings settings;
    private final MeterRegistry metrics;
    private final CountDownLatch stopping = new CountDownLatch(1);

    private final TlsConfigurationRegistry registry;
    private final Vertx vertx;

    @Nullable
    private volatile Gateway gateway;

    @Nullable
    private volatile FtpsCertificate certificate;

    GatewayLifecycle(
            S3Settings s3,
            EmbeddedSettings embedded,
            TransferSettings transfers,
            UserSettings users,
            FtpSettings ftp,
            DefenderSettings defender,
            AdminSettings admin,
            RedisSettings redis,
            TlsConfigurationRegistry registry,
            Vertx vertx,
            MeterRegistry metrics) {
        this.registry = registry;
        this.vertx = vertx;
        this.settings = new Gateway.Settings(s3, embedded, transfers, users, ftp, defender, admin, redis);
        this.metrics = metrics;
    }

    void start(@Observes StartupEvent event) {
        SmallRyeConfig config = ConfigProvider.getConfig().unwrap(SmallRyeConfig.class);
        UnknownSettings.refuse(knownKeys(), config.getPropertyNames(), System.getenv());
        boolean off = settings.ftp().tls().mode().equals(Optional.of(FtpSettings.Tls.Mode.OFF));
        String name = settings.ftp().tls().configuration();
        FtpsCertificate found = off ? null : FtpsCertificate.find(registry, vertx, name);
        certificate = found;
        Gateway prepared = Gateway.prepare(settings, found == null ? null : found.used());
        gateway = prepared;
        StoreMetrics.of(prepared.stores()).bindTo(metrics);
    }

    /** Files of certificates have been read again. */
    void replace(@Observes CertificateUpdatedEvent event) {
        FtpsCertificate used = certificate;
        if (used != null) {
            used.replace(event.name(), event.tlsConfiguration());
        }
    }

    /**
     * Waits until the bucket can be used, then listens. What is wrong is said once, and by the readiness check as long as it lasts.
     *
     * @return the panel; none when the process is stopped before
     */
    Optional<String> listen() throws InterruptedException {
        String said = "";
        do {
            Gateway prepared = gateway;
            if (prepared == null) {
                return Optional.empty();
            }
            BucketCheck check = prepared.listen();
            if (check.usable()) {
                return Optional.of(StartPanel.of(prepared, settings.embedded()));
            }
            if (!check.sentence().equals(said)) {
                said = check.sentence();
                LOG.errorf("Not ready, and no FTP port is open. %s", said);
            }
        } while (!stopping.await(BETWEEN_CHECKS.toMillis(), TimeUnit.MILLISECONDS));
        return Optional.empty();
    }

    /** What S3 can do, tried now; or what is wrong with the bucket. */
    String capabilities() {
        Gateway prepared = gateway;
        return prepared == null ? "The gateway is not running" : prepared.capabilities();
    }

    /** Where users are kept; none while the gateway is not running. */
    List<CredentialStore> stores() {
        return Optional.ofNullable(gateway).map(Gateway::stores).orElse(List.of());
    }

    /** Who is kept out for a while; none while the gateway is not running. */
    Optional<Defender> defender() {
        return Optional.ofNullable(gateway).map(Gateway::defender);
    }

    void stop(@Observes ShutdownEvent event) {
        stopping.countDown();
        Gateway running = gateway;
        gateway = null;
        if (running != null) {
            running.close();
        }
    }

    /** Whether S3 can be used now. */
    BucketCheck check() {
        Gateway running = gateway;
        return running == null ? new BucketCheck(false, "The gateway is not running") : running.check();
    }

    private static Set<String> knownKeys() {
        return MAPPINGS.stream()
                .flatMap(mapping -> ConfigClass.configClass(mapping).getProperties().keySet().stream())
                .collect(Collectors.toSet());
    }
}
