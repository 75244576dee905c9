package dev.longshore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.admin.AdminSettings;
import dev.longshore.embedded.EmbeddedSettings;
import dev.longshore.files.ListingStyle;
import dev.longshore.ftp.FtpSettings;
import dev.longshore.ftp.tls.ClientCertificate;
import dev.longshore.ftp.tls.DataSession;
import dev.longshore.redis.RedisSettings;
import dev.longshore.s3.Capability;
import dev.longshore.s3.CapabilitySettings;
import dev.longshore.s3.S3Settings;
import dev.longshore.s3.TransferSettings;
import dev.longshore.testing.TestSettings;
import dev.longshore.users.HttpSettings;
import dev.longshore.users.LdapSettings;
import dev.longshore.users.SqlSettings;
import dev.longshore.users.UserSettings;
import dev.longshore.users.UserSettings.ConfiguredUser;
import dev.longshore.users.UserSettings.MountSettings;
import dev.longshore.users.defender.DefenderSettings;
import dev.longshore.users.otp.MadeUpCodes;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every default, so that none changes without a word. */
class SettingsDefaultsTest {
    private static final Gateway.Settings DEFAULTS = TestSettings.of(Map.of());

    @Test
    void ofS3() {
        S3Settings s3 = DEFAULTS.s3();
        assertThat(s3.endpoint()).isEmpty();
        assertThat(s3.region()).isEqualTo("us-east-1");
        assertThat(s3.bucket()).isEmpty();
        assertThat(s3.prefix()).isEmpty();
        assertThat(s3.accessKey()).isEmpty();
        assertThat(s3.secretKey()).isEmpty();
        assertThat(s3.pathStyle()).isEqualTo(S3Settings.PathStyle.AUTO);
        assertThat(s3.payloadSigning()).isEqualTo(S3Settings.PayloadSigning.AUTO);
        assertThat(s3.embedded()).isFalse();
        assertThat(s3.timeout()).isEqualTo(Duration.ofMinutes(1));
        assertThat(s3.janitor().enabled()).isTrue();
        assertThat(s3.janitor().olderThan()).isEqualTo(Duration.ofHours(24));
        assertThat(Capability.values())
                .allMatch(capability -> s3.capabilities().of(capability) == CapabilitySettings.Answer.AUTO);
    }

    @Test
    void ofTheEmbeddedS3() {
        EmbeddedSettings embedded = DEFAULTS.embedded();
        assertThat(embedded.folder()).isEqualTo(Path.of(".longshore/s3"));
        assertThat(embedded.port()).isEqualTo(8020);
        assertThat(embedded.accessKey()).isEqualTo("longshore");
        assertThat(embedded.secretKey()).isEqualTo("longshore-secret");
    }

    @Test
    void ofTransfers() {
        TransferSettings transfers = DEFAULTS.transfers();
        assertThat(transfers.memory()).isEmpty();
        assertThat(transfers.partSize().asBigInteger()).isEqualTo(BigInteger.valueOf(8 * 1024 * 1024));
        assertThat(transfers.parallelParts()).isEqualTo(4);
        assertThat(transfers.rename().mostObjects()).isEqualTo(100_000);
        assertThat(transfers.rename().mostBytes()).isEmpty();
        assertThat(transfers.uploadRate()).isEmpty();
        assertThat(transfers.downloadRate()).isEmpty();
    }

    @Test
    void ofUsers() {
        assertThat(DEFAULTS.users().config()).isEmpty();
        assertThat(DEFAULTS.users().stores()).containsExactly(UserSettings.Store.CONFIG);
        assertThat(DEFAULTS.users().grace()).isEqualTo(Duration.ofHours(1));
        assertThat(DEFAULTS.users().rememberPasswords()).isEqualTo(Duration.ofMinutes(5));
        assertThat(DEFAULTS.users().uniformChallenge()).isFalse();
        assertThat(DEFAULTS.users().oneTimeCodes().bucket()).isEmpty();
        assertThat(DEFAULTS.users().oneTimeCodes().prefix()).isEmpty();
        assertThat(DEFAULTS.users().oneTimeCodes().kind()).isEqualTo(MadeUpCodes.Kind.TOTP);
        assertThat(DEFAULTS.users().anonymous().enabled()).isFalse();
        assertThat(DEFAULTS.users().anonymous().access()).isEqualTo(UserSettings.MountAccess.READ_ONLY);
        assertThat(DEFAULTS.users().file().path()).isEmpty();
        assertThat(DEFAULTS.users().s3().bucket()).isEmpty();
        assertThat(DEFAULTS.users().s3().prefix()).isEqualTo("users/");
        assertThat(DEFAULTS.users().http().url()).isEmpty();
        assertThat(DEFAULTS.users().http().request()).isEqualTo(HttpSettings.Request.GET);
        assertThat(DEFAULTS.users().http().server()).isEqualTo("longshore");
        assertThat(DEFAULTS.users().http().timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(DEFAULTS.users().http().sign()).isFalse();
        assertThat(DEFAULTS.users().http().authorization()).isEmpty();
        assertThat(DEFAULTS.users().http().ignorePolicy()).isFalse();
        assertThat(DEFAULTS.users().sql().url()).isEmpty();
        assertThat(DEFAULTS.users().sql().user()).isEmpty();
        assertThat(DEFAULTS.users().sql().password()).isEmpty();
        assertThat(DEFAULTS.users().sql().query()).isEmpty();
        assertThat(DEFAULTS.users().sql().schema()).isEqualTo(SqlSettings.Schema.CREATE);
        assertThat(DEFAULTS.users().sql().connections()).isEqualTo(4);
        assertThat(DEFAULTS.users().sql().timeout()).isEqualTo(Duration.ofSeconds(5));
        ConfiguredUser alice = TestSettings.of(Map.of("longshore.users.config.alice.password", "x"))
                .users()
                .config()
                .get("alice");
        assertThat(alice.password()).contains("x");
        assertThat(alice.certificate()).isEmpty();
        assertThat(alice.enabled()).isTrue();
        assertThat(alice.allow()).isEmpty();
        assertThat(alice.tls()).isEqualTo(UserSettings.Tls.OPTIONAL);
        assertThat(alice.truncation()).isEmpty();
        assertThat(alice.ascii()).isEqualTo(UserSettings.Ascii.BINARY);
        assertThat(alice.expires()).isEmpty();
        assertThat(alice.welcome()).isEmpty();
        assertThat(alice.limits().names().allowed()).isEmpty();
        assertThat(alice.limits().names().denied()).isEmpty();
        assertThat(alice.limits().quota().bytes()).isEmpty();
        assertThat(alice.limits().quota().files()).isEmpty();
        assertThat(alice.limits().uploadRate()).isEmpty();
        assertThat(alice.limits().downloadRate()).isEmpty();
        assertThat(alice.limits().fileSize()).isEmpty();
        assertThat(alice.limits().sessions()).isEmpty();
        assertThat(alice.limits().sessionsPerAddress()).isEmpty();
        assertThat(alice.charset()).isEqualTo("UTF-8");
        assertThat(alice.listing()).isEqualTo(ListingStyle.UNIX);
        assertThat(alice.mounts()).isEmpty();
        assertThat(alice.home()).isEqualTo("/");
        assertThat(alice.directories()).isEqualTo(UserSettings.Directories.IMPLICIT);
    }

    @Test
    void ofLdap() {
        LdapSettings ldap = DEFAULTS.users().ldap();
        assertThat(ldap.urls()).isEmpty();
        assertThat(ldap.startTls()).isFalse();
        assertThat(ldap.clearText()).isFalse();
        assertThat(ldap.caFile()).isEmpty();
        assertThat(ldap.bindDn()).isEmpty();
        assertThat(ldap.bindPassword()).isEmpty();
        assertThat(ldap.base()).isEmpty();
        assertThat(ldap.nameAttribute()).isEqualTo("uid");
        assertThat(ldap.filter()).isEmpty();
        assertThat(ldap.groupAttribute()).isEqualTo("memberOf");
        assertThat(ldap.groupBase()).isEmpty();
        assertThat(ldap.mounts()).isEmpty();
        assertThat(ldap.timeout()).isEqualTo(Duration.ofSeconds(5));
        LdapSettings.GroupMount mount = TestSettings.of(Map.of("longshore.users.ldap.mounts[0].group", "x"))
                .users()
                .ldap()
                .mounts()
                .orElseThrow()
                .get(0);
        assertThat(mount.path()).isEqualTo("/");
        assertThat(mount.bucket()).isEmpty();
        assertThat(mount.prefix()).isEmpty();
        assertThat(mount.access()).isEqualTo(UserSettings.MountAccess.READ_WRITE);
    }

    @Test
    void ofAMount() {
        MountSettings mount = TestSettings.of(Map.of(
                        "longshore.users.config.alice.password",
                        "x",
                        "longshore.users.config.alice.mounts[0].path",
                        "/in"))
                .users()
                .config()
                .get("alice")
                .mounts()
                .orElseThrow()
                .get(0);
        assertThat(mount.path()).isEqualTo("/in");
        assertThat(mount.bucket()).isEmpty();
        assertThat(mount.prefix()).isEmpty();
        assertThat(mount.access()).isEqualTo(UserSettings.MountAccess.READ_WRITE);
    }

    @Test
    void ofFtp() {
        FtpSettings ftp = DEFAULTS.ftp();
        assertThat(ftp.host()).isEmpty();
        assertThat(ftp.port()).isEqualTo(2121);
        assertThat(ftp.active()).isTrue();
        assertThat(ftp.idleTimeout()).isEqualTo(Duration.ofMinutes(5));
        assertThat(ftp.loginTimeout()).isEqualTo(Duration.ofMinutes(1));
        assertThat(ftp.longestLine()).isEqualTo(8192);
        assertThat(ftp.longestHash().asLongValue()).isEqualTo(10L * 1024 * 1024 * 1024);
        assertThat(ftp.allow()).isEmpty();
        assertThat(ftp.proxies()).isEmpty();
        assertThat(ftp.hosts()).isEmpty();
        assertThat(ftp.threads()).isEqualTo(400);
    }

    @Test
    void ofPartsOfFtp() {
        FtpSettings ftp = DEFAULTS.ftp();
        assertThat(ftp.passive().ports()).isEqualTo("30000-30009");
        assertThat(ftp.passive().address()).isEqualTo("auto");
        assertThat(ftp.connections().most()).isEqualTo(5000);
        assertThat(ftp.connections().perAddress()).isEqualTo(500);
        assertThat(ftp.texts().greeting()).isEqualTo("Longshore ready.");
        assertThat(ftp.texts().welcome()).isEqualTo("Logged in.");
        assertThat(ftp.texts().goodbye()).isEqualTo("Goodbye.");
        assertThat(ftp.tls().mode()).isEmpty();
        assertThat(ftp.tls().configuration()).isEqualTo("ftps");
        assertThat(ftp.tls().implicitPort()).isEmpty();
        assertThat(ftp.tls().requireDataProtection()).isEmpty();
        assertThat(ftp.tls().dataSession()).isEqualTo(DataSession.OFFER);
        assertThat(ftp.tls().truncation()).isEqualTo(FtpSettings.Tls.Truncation.STRICT);
        assertThat(ftp.tls().lenientNetworks()).isEmpty();
        assertThat(ftp.tls().clientCertificate()).isEqualTo(ClientCertificate.NONE);
        assertThat(ftp.tls().userPattern()).isEqualTo("CN=(.+)");
    }

    @Test
    void ofTheDefender() {
        DefenderSettings defender = DEFAULTS.defender();
        assertThat(defender.enabled()).isTrue();
        assertThat(defender.points()).isEqualTo(100);
        assertThat(defender.window()).isEqualTo(Duration.ofMinutes(10));
        assertThat(defender.ban()).isEqualTo(Duration.ofMinutes(5));
        assertThat(defender.longestBan()).isEqualTo(Duration.ofHours(24));
        assertThat(defender.allow()).containsExactly("127.0.0.0/8", "::1");
    }

    @Test
    void ofOperatorsAndOfOtherGateways() {
        assertThat(DEFAULTS.admin().token()).isEmpty();
        assertThat(DEFAULTS.redis().url()).isEmpty();
    }

    /** So that a new setting gets its line above. */
    @Test
    void ofEverySetting() {
        assertThat(Stream.of(
                                S3Settings.class,
                                EmbeddedSettings.class,
                                TransferSettings.class,
                                UserSettings.class,
                                FtpSettings.class,
                                DefenderSettings.class,
                                AdminSettings.class,
                                RedisSettings.class)
                        .flatMap(mapping -> ConfigClass.configClass(mapping).getProperties().keySet().stream())
                        .filter(key -> !key.endsWith("[*]")))
                .containsExactlyInAnyOrder(
                        "longshore.s3.endpoint",
                        "longshore.s3.region",
                        "longshore.s3.bucket",
                        "longshore.s3.prefix",
                        "longshore.s3.access-key",
                        "longshore.s3.secret-key",
                        "longshore.s3.path-style",
                        "longshore.s3.timeout",
                        "longshore.s3.capabilities.conditional-put",
                        "longshore.s3.capabilities.conditional-complete",
                        "longshore.s3.capabilities.conditional-replace",
                        "longshore.s3.capabilities.checksums",
                        "longshore.s3.capabilities.whole-checksums",
                        "longshore.s3.capabilities.upload-part-copy",
                        "longshore.s3.capabilities.conditional-source",
                        "longshore.s3.capabilities.checked-part-copy",
                        "longshore.s3.capabilities.conditional-copy",
                        "longshore.s3.capabilities.conditional-delete",
                        "longshore.s3.capabilities.delete-objects",
                        "longshore.s3.capabilities.odd-keys",
                        "longshore.s3.capabilities.odd-part-sources",
                        "longshore.s3.janitor.enabled",
                        "longshore.s3.janitor.older-than",
                        "longshore.s3.payload-signing",
                        "longshore.s3.embedded",
                        "longshore.embedded.folder",
                        "longshore.embedded.port",
                        "longshore.embedded.access-key",
                        "longshore.embedded.secret-key",
                        "longshore.transfers.memory",
                        "longshore.transfers.part-size",
                        "longshore.transfers.parallel-parts",
                        "longshore.transfers.rename.most-objects",
                        "longshore.transfers.rename.most-bytes",
                        "longshore.transfers.upload-rate",
                        "longshore.transfers.download-rate",
                        "longshore.s3.roles.use",
                        "longshore.s3.roles.sts-endpoint",
                        "longshore.s3.roles.external-id",
                        "longshore.users.stores",
                        "longshore.users.grace",
                        "longshore.users.remember-passwords",
                        "longshore.users.uniform-challenge",
                        "longshore.users.one-time-codes.bucket",
                        "longshore.users.one-time-codes.prefix",
                        "longshore.users.one-time-codes.kind",
                        "longshore.users.anonymous.enabled",
                        "longshore.users.anonymous.bucket",
                        "longshore.users.anonymous.prefix",
                        "longshore.users.anonymous.access",
                        "longshore.users.anonymous.allow",
                        "longshore.users.anonymous.limits.upload-rate",
                        "longshore.users.anonymous.limits.download-rate",
                        "longshore.users.anonymous.limits.file-size",
                        "longshore.users.anonymous.limits.sessions",
                        "longshore.users.anonymous.limits.sessions-per-address",
                        "longshore.users.anonymous.limits.names.allowed",
                        "longshore.users.anonymous.limits.names.denied",
                        "longshore.users.anonymous.limits.quota.bytes",
                        "longshore.users.anonymous.limits.quota.files",
                        "longshore.users.file.path",
                        "longshore.users.s3.bucket",
                        "longshore.users.s3.prefix",
                        "longshore.users.http.url",
                        "longshore.users.http.request",
                        "longshore.users.http.server",
                        "longshore.users.http.timeout",
                        "longshore.users.http.sign",
                        "longshore.users.http.authorization",
                        "longshore.users.http.ignore-policy",
                        "longshore.users.secrets-manager.prefix",
                        "longshore.users.secrets-manager.region",
                        "longshore.users.secrets-manager.endpoint",
                        "longshore.users.secrets-manager.ignore-policy",
                        "longshore.users.sql.url",
                        "longshore.users.sql.user",
                        "longshore.users.sql.password",
                        "longshore.users.sql.query",
                        "longshore.users.sql.schema",
                        "longshore.users.sql.connections",
                        "longshore.users.sql.timeout",
                        "longshore.users.ldap.urls",
                        "longshore.users.ldap.start-tls",
                        "longshore.users.ldap.clear-text",
                        "longshore.users.ldap.ca-file",
                        "longshore.users.ldap.bind-dn",
                        "longshore.users.ldap.bind-password",
                        "longshore.users.ldap.base",
                        "longshore.users.ldap.name-attribute",
                        "longshore.users.ldap.filter",
                        "longshore.users.ldap.group-attribute",
                        "longshore.users.ldap.group-base",
                        "longshore.users.ldap.mounts[*].group",
                        "longshore.users.ldap.mounts[*].path",
                        "longshore.users.ldap.mounts[*].bucket",
                        "longshore.users.ldap.mounts[*].prefix",
                        "longshore.users.ldap.mounts[*].access",
                        "longshore.users.ldap.timeout",
                        "longshore.users.config.*.password",
                        "longshore.users.config.*.enabled",
                        "longshore.users.config.*.expires",
                        "longshore.users.config.*.welcome",
                        "longshore.users.config.*.limits.names.allowed",
                        "longshore.users.config.*.limits.names.denied",
                        "longshore.users.config.*.limits.quota.bytes",
                        "longshore.users.config.*.limits.quota.files",
                        "longshore.users.config.*.listing",
                        "longshore.users.config.*.allow",
                        "longshore.users.config.*.tls",
                        "longshore.users.config.*.certificate",
                        "longshore.users.config.*.truncation",
                        "longshore.users.config.*.ascii",
                        "longshore.users.config.*.limits.upload-rate",
                        "longshore.users.config.*.limits.download-rate",
                        "longshore.users.config.*.limits.file-size",
                        "longshore.users.config.*.limits.sessions",
                        "longshore.users.config.*.limits.sessions-per-address",
                        "longshore.users.config.*.charset",
                        "longshore.users.config.*.mounts[*].path",
                        "longshore.users.config.*.mounts[*].bucket",
                        "longshore.users.config.*.mounts[*].prefix",
                        "longshore.users.config.*.mounts[*].access",
                        "longshore.users.config.*.home",
                        "longshore.users.config.*.directories",
                        "longshore.ftp.host",
                        "longshore.ftp.port",
                        "longshore.ftp.active",
                        "longshore.ftp.idle-timeout",
                        "longshore.ftp.login-timeout",
                        "longshore.ftp.longest-line",
                        "longshore.ftp.longest-hash",
                        "longshore.ftp.allow",
                        "longshore.ftp.proxies",
                        "longshore.ftp.hosts.*.greeting",
                        "longshore.ftp.threads",
                        "longshore.ftp.passive.ports",
                        "longshore.ftp.passive.address",
                        "longshore.ftp.connections.most",
                        "longshore.ftp.connections.per-address",
                        "longshore.ftp.texts.greeting",
                        "longshore.ftp.texts.welcome",
                        "longshore.ftp.texts.goodbye",
                        "longshore.ftp.tls.mode",
                        "longshore.ftp.tls.configuration",
                        "longshore.ftp.tls.implicit-port",
                        "longshore.ftp.tls.require-data-protection",
                        "longshore.ftp.tls.data-session",
                        "longshore.ftp.tls.truncation",
                        "longshore.ftp.tls.lenient-networks",
                        "longshore.ftp.tls.client-certificate",
                        "longshore.ftp.tls.user-pattern",
                        "longshore.defender.enabled",
                        "longshore.defender.points",
                        "longshore.defender.window",
                        "longshore.defender.ban",
                        "longshore.defender.longest-ban",
                        "longshore.defender.allow",
                        "longshore.admin.token",
                        "longshore.redis.url");
    }
}
