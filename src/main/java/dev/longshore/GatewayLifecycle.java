package dev.longshore;

import dev.longshore.embedded.EmbeddedSettings;
import dev.longshore.ftp.FtpSettings;
import dev.longshore.s3.BucketCheck;
import dev.longshore.s3.S3Settings;
import dev.longshore.s3.TransferSettings;
import dev.longshore.users.UserSettings;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.SmallRyeConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** Starts and stops the gateway with Quarkus. */
@ApplicationScoped
class GatewayLifecycle {
    private static final List<Class<?>> MAPPINGS = List.of(
            S3Settings.class, EmbeddedSettings.class, TransferSettings.class, UserSettings.class, FtpSettings.class);

    private final Gateway.Settings settings;

    @Nullable
    private volatile Gateway gateway;

    GatewayLifecycle(
            S3Settings s3, EmbeddedSettings embedded, TransferSettings transfers, UserSettings users, FtpSettings ftp) {
        this.settings = new Gateway.Settings(s3, embedded, transfers, users, ftp);
    }

    void start(@Observes StartupEvent event) {
        SmallRyeConfig config = ConfigProvider.getConfig().unwrap(SmallRyeConfig.class);
        UnknownSettings.refuse(
                knownKeys(), config.getPropertyNames(), System.getenv().keySet());
        Gateway started = Gateway.start(settings);
        gateway = started;
        int httpPort =
                config.getOptionalValue("quarkus.http.port", Integer.class).orElse(0);
        System.out.println(StartPanel.of(started, settings.embedded(), httpPort));
    }

    void stop(@Observes ShutdownEvent event) {
        Gateway running = gateway;
        gateway = null;
        if (running != null) {
            running.close();
        }
    }

    /** Whether S3 can be used now. */
    BucketCheck check() {
        Gateway running = gateway;
        return running == null
                ? new BucketCheck(false, "The gateway is not running")
                : running.backend().check();
    }

    private static Set<String> knownKeys() {
        return MAPPINGS.stream()
                .flatMap(mapping -> ConfigClass.configClass(mapping).getProperties().keySet().stream())
                .collect(Collectors.toSet());
    }
}
