package dev.longshore.testing;

import dev.longshore.Gateway;
import dev.longshore.admin.AdminSettings;
import dev.longshore.embedded.EmbeddedSettings;
import dev.longshore.ftp.FtpSettings;
import dev.longshore.redis.RedisSettings;
import dev.longshore.s3.S3Settings;
import dev.longshore.s3.TransferSettings;
import dev.longshore.users.UserSettings;
import dev.longshore.users.defender.DefenderSettings;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/** Settings as the program reads them, from a map instead of files and the environment. */
public final class TestSettings {
    private static final Pattern SECRET = Pattern.compile(".*(password|secret|token|authorization|secret-key)");

    private TestSettings() {}

    /** The settings that these keys make, everything else at its default. Secrets are told to the {@link SuiteLog}. */
    public static Gateway.Settings of(Map<String, String> keys) {
        keys.entrySet().stream()
                .filter(entry -> SECRET.matcher(entry.getKey()).matches())
                .forEach(entry -> SuiteLog.uses(entry.getValue()));
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withDefaultValues(keys)
                .withConverter(MemorySize.class, 200, new MemorySizeConverter())
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(S3Settings.class)
                .withMapping(EmbeddedSettings.class)
                .withMapping(TransferSettings.class)
                .withMapping(UserSettings.class)
                .withMapping(FtpSettings.class)
                .withMapping(DefenderSettings.class)
                .withMapping(AdminSettings.class)
                .withMapping(RedisSettings.class)
                .build();
        return new Gateway.Settings(
                config.getConfigMapping(S3Settings.class),
                config.getConfigMapping(EmbeddedSettings.class),
                config.getConfigMapping(TransferSettings.class),
                config.getConfigMapping(UserSettings.class),
                config.getConfigMapping(FtpSettings.class),
                config.getConfigMapping(DefenderSettings.class),
                config.getConfigMapping(AdminSettings.class),
                config.getConfigMapping(RedisSettings.class));
    }
}
