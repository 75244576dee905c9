package dev.longshore;

import dev.longshore.admin.AdminSettings;
import dev.longshore.admin.AdminToken;
import dev.longshore.embedded.EmbeddedSettings;
import dev.longshore.failure.StartFailure;
import dev.longshore.files.BucketFileSystem;
import dev.longshore.files.Mount;
import dev.longshore.files.VirtualPath;
import dev.longshore.ftp.FtpGateway;
import dev.longshore.ftp.FtpSettings;
import dev.longshore.ftp.command.access.Gate;
import dev.longshore.ftp.data.Bandwidth;
import dev.longshore.ftp.tls.ClientCertificate;
import dev.longshore.ftp.tls.SelfMadeCertificate;
import dev.longshore.ftp.tls.ServerCertificate;
import dev.longshore.redis.RedisAddress;
import dev.longshore.redis.RedisSettings;
import dev.longshore.redis.RedisSharing;
import dev.longshore.s3.BlockPlan;
import dev.longshore.s3.BucketCheck;
import dev.longshore.s3.S3Backend;
import dev.longshore.s3.S3Settings;
import dev.longshore.s3.TransferSettings;
import dev.longshore.settings.ByteRate;
import dev.longshore.users.CredentialStore;
import dev.longshore.users.RememberedTime;
import dev.longshore.users.StoreUserManager;
import dev.longshore.users.UserSettings;
import dev.longshore.users.config.ConfiguredUsers;
import dev.longshore.users.defender.Defender;
import dev.longshore.users.defender.DefenderRules;
import dev.longshore.users.defender.DefenderSettings;
import dev.longshore.users.password.PasswordCheck;
import dev.longshore.users.sessions.Seats;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The gateway: S3, users, files and FTP put together. Knows nothing of Quarkus but the shape of its settings. */
public final class Gateway implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final String ALL_ADDRESSES = "0.0.0.0";
    private static final String DEMO = "demo";
    private static final String OWN_CERTIFICATE = "ftps.p12";

    /** All settings of a gateway. */
    public record Settings(
            S3Settings s3,
            EmbeddedSettings embedded,
            TransferSettings transfers,
            UserSettings users,
            FtpSettings ftp,
            DefenderSettings defender,
            AdminSettings admin,
            RedisSettings redis) {}

    private final S3Backend backend;
    private final UserStores users;
    private final FtpGateway ftp;
    private final Defender defender;
    private final Seats seats;
    private final Optional<RedisSharing> sharing;
    private final String host;
    private final boolean demo;
    private final String fingerprint;
    private volatile boolean listening;

    private Gateway(
            S3Backend backend,
            UserStores users,
            FtpGateway ftp,
            Defender defender,
            Seats seats,
            Optional<RedisSharing> sharing,
            String host,
            boolean demo,
            String fingerprint) {
        this.backend = backend;
        this.users = users;
        this.ftp = ftp;
        this.defender = defender;
        this.seats = seats;
        this.sharing = sharing;
        this.host = host;
        this.demo = demo;
        this.fingerprint = fingerprint;
    }

    /**
     * Puts the parts together; nothing listens for FTP yet.
     *
     * @throws StartFailure when a setting is missing or wrong
     */
    public static Gateway prepare(Settings settings) {
        return prepare(settings, null);
    }

    /** The same with a certificate for TLS; without one, and with the embedded S3, one is made. */
    static Gateway prepare(Settings settings, @Nullable ServerCertificate certificate) {
        return prepare(settings, BlockPlan.OF_S3, certificate);
    }

    /** The same where large uploads are made of other blocks than those of S3. */
    public static Gateway prepare(Settings settings, BlockPlan blocks, @Nullable ServerCertificate certificate) {
        boolean embedded = settings.s3().embedded();
        boolean demo = embedded && settings.users().config().isEmpty() && !UserStores.hasOthers(settings.users());
        String host = settings.ftp().host().orElse(embedded ? LOOPBACK : ALL_ADDRESSES);
        refuseOpenDemo(demo, host);
        DefenderRules rules =
                DefenderRules.of(settings.defender(), settings.ftp().proxies().orElse(List.of()));
        Defender defender = new Defender(rules, InstantSource.system());
        Seats seats = new Seats();
        PasswordCheck passwords = new PasswordCheck(
                RememberedTime.of(settings.users()),
                Math.min(PasswordCheck.MOST_WAITING, settings.ftp().threads() / 2),
                PasswordCheck.PATIENCE);
        AdminToken.of(settings.admin());
        SelfMadeCertificate own = certificate == null && wantsOwnCertificate(settings)
                ? SelfMadeCertificate.keptIn(settings.embedded().folder().resolveSibling(OWN_CERTIFICATE))
                : null;
        Optional<RedisAddress> redis = RedisAddress.of(settings.redis());
        S3Backend backend = S3Backend.start(settings.s3(), settings.transfers(), settings.embedded(), blocks);
        try {
            Mount root = new Mount(
                    VirtualPath.ROOT, backend.bucket(), settings.s3().prefix().orElse(""));
            requireAnyone(settings, demo);
            requireCertificatesAsked(settings);
            UserStores users = demo
                    ? new UserStores(List.of(ConfiguredUsers.of(DEMO, DEMO, root)))
                    : UserStores.of(settings.users(), backend, root);
            try {
                BucketFileSystem files = new BucketFileSystem(backend);
                FtpGateway ftp = new FtpGateway(
                        settings.ftp(),
                        host,
                        new StoreUserManager(users.all(), passwords, CodePlace.codes(settings.users(), backend)),
                        files,
                        rates(settings.transfers()),
                        new Gate(defender, seats),
                        own == null ? certificate : own.certificate());
                Optional<RedisSharing> sharing =
                        redis.map(address -> RedisSharing.start(address, defender, seats, files.usages()));
                return new Gateway(
                        backend,
                        users,
                        ftp,
                        defender,
                        seats,
                        sharing,
                        host,
                        demo,
                        own == null ? "" : own.fingerprint());
            } catch (RuntimeException e) {
                users.close();
                throw e;
            }
        } catch (RuntimeException e) {
            backend.close();
            throw e;
        }
    }

    /**
     * Begins to listen for FTP if the bucket can be used; else nobody could upload anything, and nothing changes.
     *
     * @throws StartFailure when a setting is wrong or the port cannot be had
     */
    public BucketCheck listen() {
        BucketCheck check = backend.check();
        if (check.usable()) {
            backend.beginUpkeep();
            listenNow();
        }
        return check;
    }

    /** Whether FTP is served, and the bucket answers now. */
    public BucketCheck check() {
        BucketCheck check = backend.check();
        return check.usable() && !listening ? new BucketCheck(false, "FTP is not listened for yet") : check;
    }

    /** What S3 can do, tried now; or what is wrong with the bucket. */
    String capabilities() {
        BucketCheck check = backend.check();
        return check.usable() ? backend.probedCapabilities().table() : check.sentence();
    }

    public FtpGateway ftp() {
        return ftp;
    }

    /** Where users are kept, in the order in which they are asked. */
    List<CredentialStore> stores() {
        return users.all();
    }

    /** Who is kept out for a while. */
    public Defender defender() {
        return defender;
    }

    /** How many sessions each user has. */
    public Seats seats() {
        return seats;
    }

    public S3Backend backend() {
        return backend;
    }

    /** The address that is listened on. */
    public String host() {
        return host;
    }

    /** True when the user {@code demo} with the password {@code demo} may log in. */
    public boolean hasDemoUser() {
        return demo;
    }

    /** SHA-256 of the certificate that was made for development; empty where there is another one, or none. */
    String ownFingerprint() {
        return fingerprint;
    }

    @Override
    public synchronized void close() {
        ftp.close();
        sharing.ifPresent(RedisSharing::close);
        users.close();
        backend.close();
    }

    private synchronized void listenNow() {
        if (!listening) {
            ftp.listen();
            listening = true;
        }
    }

    private static boolean wantsOwnCertificate(Settings settings) {
        return settings.s3().embedded()
                && settings.ftp()
                        .tls()
                        .mode()
                        .map(mode -> mode != FtpSettings.Tls.Mode.OFF)
                        .orElse(true);
    }

    private static Bandwidth.Rates rates(TransferSettings settings) {
        return new Bandwidth.Rates(
                ByteRate.of("longshore.transfers.upload-rate", settings.uploadRate()),
                ByteRate.of("longshore.transfers.download-rate", settings.downloadRate()));
    }

    private static void requireAnyone(Settings settings, boolean demo) {
        if (!demo && settings.users().config().isEmpty() && !UserStores.hasOthers(settings.users())) {
            throw new StartFailure("Nobody could log in: set longshore.users.config.NAME.password"
                    + " (LONGSHORE_USERS_CONFIG_ALICE_PASSWORD for a user alice), or name another store in"
                    + " longshore.users.stores");
        }
    }

    /** Of users of other stores nothing is known yet. */
    private static void requireCertificatesAsked(Settings settings) {
        if (settings.ftp().tls().clientCertificate() != ClientCertificate.NONE) {
            return;
        }
        settings.users().config().forEach((name, user) -> {
            if (user.certificate().isPresent()) {
                throw new StartFailure(
                        "longshore.users.config." + name + ".certificate is set, and clients are asked for"
                                + " none: set longshore.ftp.tls.client-certificate to offer or require, or remove it");
            }
        });
    }

    /** The demo user's password is known to everybody, so it is never offered to a network. */
    private static void refuseOpenDemo(boolean demo, String host) {
        try {
            if (demo && !InetAddress.getByName(host).isLoopbackAddress()) {
                throw new StartFailure("With the embedded S3 and no user of your own, the demo user could log in from "
                        + host + ": set longshore.users.config.NAME.password, or leave longshore.ftp.host alone");
            }
        } catch (UnknownHostException e) {
            throw new StartFailure("longshore.ftp.host is \"" + host + "\", which cannot be looked up", e);
        }
    }
}
