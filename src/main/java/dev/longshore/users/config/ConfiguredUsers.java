package dev.longshore.users.config;

import dev.longshore.failure.StartFailure;
import dev.longshore.files.Mount;
import dev.longshore.files.NameRules;
import dev.longshore.files.PathPermissions;
import dev.longshore.files.TransferRules;
import dev.longshore.files.UserTree;
import dev.longshore.settings.ByteRate;
import dev.longshore.users.Accounts;
import dev.longshore.users.CredentialStore;
import dev.longshore.users.Networks;
import dev.longshore.users.Proof;
import dev.longshore.users.SessionLimits;
import dev.longshore.users.UserRecord;
import dev.longshore.users.UserSettings;
import dev.longshore.users.password.StoredPassword;
import dev.longshore.users.password.UnusablePassword;
import dev.longshore.users.record.BadRecord;
import dev.longshore.users.record.Expiry;
import dev.longshore.users.record.LargestFile;
import dev.longshore.users.record.MountedTree;
import dev.longshore.users.record.NameCharset;
import dev.longshore.users.record.RecordPlace;
import dev.longshore.users.record.StoredAmount;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The users of {@code longshore.users.config}: one is two environment variables away, which is enough for a sidecar. */
public final class ConfiguredUsers implements CredentialStore {
    private final Map<String, UserRecord> records;

    private ConfiguredUsers(Map<String, UserRecord> records) {
        this.records = Map.copyOf(records);
    }

    /**
     * @param root the tree of users who have no mounts of their own
     * @throws StartFailure when a user has no usable password, or another setting is wrong
     */
    public static ConfiguredUsers of(UserSettings settings, Mount root) {
        Map<String, UserRecord> records = new HashMap<>();
        settings.config().forEach((name, user) -> {
            String key = "longshore.users.config." + name + ".";
            records.put(
                    name,
                    new UserRecord(
                            name,
                            password(key + "password", user),
                            user.enabled(),
                            expires(key + "expires", user),
                            Networks.parse(key + "allow", user.allow().orElse(List.of())),
                            user.tls() == UserSettings.Tls.REQUIRED,
                            NameCharset.of(key + "charset", user.charset()),
                            rules(key + "limits.", user),
                            SessionLimits.of(
                                    key + "limits.",
                                    user.limits().sessions(),
                                    user.limits().sessionsPerAddress()),
                            MountedTree.of(
                                            key,
                                            user.mounts().orElse(List.of()),
                                            user.home(),
                                            user.directories() == UserSettings.Directories.STRICT,
                                            root)
                                    .with(
                                            PathPermissions.NONE,
                                            names(user.limits().names()))
                                    .with(StoredAmount.of(
                                            key + "limits.quota.",
                                            user.limits().quota().bytes(),
                                            user.limits().quota().files())),
                            welcome(key + "welcome", user),
                            proof(user),
                            Accounts.NONE));
        });
        return new ConfiguredUsers(records);
    }

    /** One user, as the first try has it. */
    public static ConfiguredUsers of(String name, String password, Mount root) {
        return new ConfiguredUsers(
                Map.of(name, UserRecord.of(name, StoredPassword.clear(password), UserTree.of(root))));
    }

    /** @throws StartFailure when a user could get at the records that another store keeps in S3 */
    public void requireApart(RecordPlace place) {
        requireApart(place, "longshore.users.s3", "records");
    }

    /** @throws StartFailure when a user could get at used one-time codes, and use them again */
    public void requireApartFromCodes(RecordPlace place) {
        requireApart(place, "longshore.users.one-time-codes", "used codes");
    }

    private void requireApart(RecordPlace place, String key, String kept) {
        records.values().stream()
                .filter(user -> user.tree().mounts().stream().anyMatch(place::meets))
                .findFirst()
                .ifPresent(user -> {
                    throw new StartFailure(key + " keeps " + kept + " in the tree of longshore.users.config."
                            + user.name() + ", who could read and change them: name another bucket with "
                            + key + ".bucket, or give the user mounts below another prefix");
                });
    }

    @Override
    public Optional<UserRecord> find(String name) {
        return Optional.ofNullable(records.get(name));
    }

    @Override
    public Collection<UserRecord> samples() {
        return records.values();
    }

    /** The trees of all users who may log in. */
    public List<UserTree> trees() {
        return records.values().stream()
                .filter(UserRecord::enabled)
                .map(UserRecord::tree)
                .toList();
    }

    @Override
    public String name() {
        return "configuration";
    }

    private static TransferRules rules(String limits, UserSettings.ConfiguredUser user) {
        return new TransferRules(
                user.ascii() == UserSettings.Ascii.CONVERT,
                ByteRate.of(limits + "upload-rate", user.limits().uploadRate()),
                ByteRate.of(limits + "download-rate", user.limits().downloadRate()),
                LargestFile.of(limits + "file-size", user.limits().fileSize()),
                user.listing(),
                user.truncation().map(UserSettings.Truncation.LENIENT::equals));
    }

    private static NameRules names(UserSettings.Names names) {
        return new NameRules(names.allowed().orElse(List.of()), names.denied().orElse(List.of()));
    }

    @Nullable
    private static Instant expires(String key, UserSettings.ConfiguredUser user) {
        try {
            return Expiry.of(key, user.expires().orElse("")).orElse(null);
        } catch (BadRecord e) {
            throw new StartFailure(e.getMessage(), e);
        }
    }

    private static List<String> welcome(String key, UserSettings.ConfiguredUser user) {
        String text = user.welcome().orElse("");
        if (user.welcome().isPresent() && text.isBlank()) {
            throw new StartFailure(key + " is blank: a reply needs a text");
        }
        return text.isEmpty() ? List.of() : text.lines().toList();
    }

    private static Proof proof(UserSettings.ConfiguredUser user) {
        return user.certificate()
                .map(needed -> switch (needed) {
                    case ALONE -> Proof.CERTIFICATE;
                    case WITH_PASSWORD -> new Proof.WithCertificate(Proof.PASSWORD);
                })
                .orElse(Proof.PASSWORD);
    }

    /** Null for a user whose certificate stands alone. */
    @Nullable
    private static StoredPassword password(String key, UserSettings.ConfiguredUser user) {
        boolean alone = user.certificate().equals(Optional.of(UserSettings.Certificate.ALONE));
        if (alone && user.password().isPresent()) {
            throw new StartFailure(key + " is set, and the certificate stands alone: remove one of them");
        }
        if (alone) {
            return null;
        }
        try {
            return StoredPassword.read(
                    key, user.password().orElseThrow(() -> new StartFailure(key + " is needed and has no value")));
        } catch (UnusablePassword e) {
            throw new StartFailure(e.getMessage(), e);
        }
    }
}
