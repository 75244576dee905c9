package dev.longshore;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.failure.StartFailure;
import dev.longshore.ftp.FtpSettings;
import dev.longshore.s3.S3Settings;
import dev.longshore.users.UserSettings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A misspelt setting stops the start; everything else of a machine's configuration does not. */
class UnknownSettingsTest {
    private static final Set<String> KNOWN = Stream.of(S3Settings.class, UserSettings.class, FtpSettings.class)
            .flatMap(mapping -> ConfigClass.configClass(mapping).getProperties().keySet().stream())
            .collect(Collectors.toSet());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "longshore.s3.bucket",
                "longshore.s3.access-key",
                "longshore.ftp.passive.ports",
                "longshore.ftp.idle-timeout",
                "longshore.ftp.proxies",
                "longshore.ftp.proxies[0]",
                "longshore.ftp.proxies[12]",
                "longshore.ftp.hosts.\"ftp.example.com\".greeting",
                "longshore.users.config.alice.password",
                "longshore.users.config.\"a.b@example.com\".password",
                "longshore.users.config.alice.allow[0]",
                "longshore.users.config.alice.mounts[1].access",
                "quarkus.http.port",
                "longshorexs3.bucket",
                "java.version",
            })
    void letsKeysPassThatAreReadOrNotOurs(String key) {
        assertThatCode(() -> UnknownSettings.refuse(KNOWN, List.of(key), Map.of()))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "longshore.s3.buket",
                "longshore.bucket",
                "longshore.s3",
                "longshore.s3.bucket.name",
                "longshore.ftp.passive",
                "longshore.ftp.passive-ports",
                "longshore.users.alice.password",
                "longshore.users.config.alice.pasword",
                "longshore.users.config.alice.b.password",
                "longshore.users.config.alice.mounts[0].acces",
                "longshore.ftp.hosts.ftp.example.com.greeting",
                "longshore.",
            })
    void namesTheKeyThatNobodyReads(String key) {
        assertThatThrownBy(() -> UnknownSettings.refuse(KNOWN, List.of("longshore.s3.bucket", key), Map.of()))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining(key + " in the configuration");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LONGSHORE_S3_BUCKET",
                "LONGSHORE_S3_ACCESS_KEY",
                "LONGSHORE_FTP_PASSIVE_PORTS",
                "LONGSHORE_USERS_CONFIG_ALICE_PASSWORD",
                "LONGSHORE_USERS_CONFIG_A_B_PASSWORD",
                "LONGSHORE_USERS_CONFIG_ALICE_LIMITS_UPLOAD_RATE",
                "LONGSHORE_USERS_CONFIG_ALICE_MOUNTS_0__PATH",
                "LONGSHORE_USERS_CONFIG__A_B_EXAMPLE_COM__PASSWORD",
                "PATH",
                "LONGSHOREMAN",
                "QUARKUS_HTTP_PORT",
            })
    void letsVariablesPassThatAreReadOrNotOurs(String variable) {
        assertThatCode(() -> UnknownSettings.refuse(KNOWN, List.of(), Map.of(variable, "x")))
                .doesNotThrowAnyException();
    }

    /** A Service called longshore in the namespace puts these into every pod. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "LONGSHORE_SERVICE_HOST",
                "LONGSHORE_SERVICE_PORT",
                "LONGSHORE_SERVICE_PORT_FTP",
                "LONGSHORE_PORT",
                "LONGSHORE_PORT_21_TCP",
                "LONGSHORE_PORT_21_TCP_PROTO",
                "LONGSHORE_PORT_21_TCP_PORT",
                "LONGSHORE_PORT_21_TCP_ADDR",
                "LONGSHORE_PASSIVE_PORT_30000_TCP_ADDR",
            })
    void letsTheServiceLinksOfKubernetesPass(String variable) {
        assertThatCode(() -> UnknownSettings.refuse(KNOWN, List.of(), Map.of(variable, "tcp://10.0.0.1:21")))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LONGSHORE_S3_BUKET",
                "LONGSHORE_BUCKET",
                "LONGSHORE_",
                "LONGSHORE_USERS_CONFIG_ALICE_PASWORD",
                "LONGSHORE_USERS_CONFIG_ALICE_MOUNTS_0__ACCES",
                "LONGSHORE_USERS_CONFIG_PASSWORD",
                "LONGSHORE_FTP_PASSIVE",
                "LONGSHORE_SERVICE",
                "LONGSHORE_FPT_PORT",
            })
    void namesTheVariableThatNobodyReads(String variable) {
        assertThatThrownBy(() -> UnknownSettings.refuse(KNOWN, List.of(), Map.of("PATH", "/bin", variable, "x")))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining(variable + " in the environment");
    }

    @Test
    void saysWhereAllSettingsAreListed() {
        assertThatThrownBy(() -> UnknownSettings.refuse(KNOWN, List.of("longshore.x"), Map.of()))
                .hasMessageContaining("docs/configuration.md");
    }
}
