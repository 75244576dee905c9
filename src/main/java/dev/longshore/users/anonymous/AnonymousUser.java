package dev.longshore.users.anonymous;

import dev.longshore.failure.StartFailure;
import dev.longshore.files.ListingStyle;
import dev.longshore.files.Mount;
import dev.longshore.files.NameRules;
import dev.longshore.files.PathPermissions;
import dev.longshore.files.TransferRules;
import dev.longshore.files.UserTree;
import dev.longshore.settings.ByteRate;
import dev.longshore.users.Accounts;
import dev.longshore.users.AnonymousSettings;
import dev.longshore.users.CredentialStore;
import dev.longshore.users.Networks;
import dev.longshore.users.Proof;
import dev.longshore.users.SessionLimits;
import dev.longshore.users.UserRecord;
import dev.longshore.users.UserSettings;
import dev.longshore.users.UserSettings.Limits;
import dev.longshore.users.UserSettings.MountAccess;
import dev.longshore.users.UserSettings.MountSettings;
import dev.longshore.users.record.LargestFile;
import dev.longshore.users.record.MountedTree;
import dev.longshore.users.record.RecordPlace;
import dev.longshore.users.record.StoredAmount;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The user {@code anonymous} (RFC 1635), as a store that goes before all others. */
public final class AnonymousUser implements CredentialStore {
    private static final String KEY = "longshore.users.anonymous.";
    private static final String NAME = "anonymous";
    private static final List<String> NAMES = List.of(NAME, "ftp");

    private final UserRecord record;

    private AnonymousUser(UserRecord record) {
        this.record = record;
    }

    /**
     * The user of the configuration; empty where it is switched off.
     *
     * @throws StartFailure when a setting is missing or wrong
     */
    public static Optional<AnonymousUser> of(UserSettings users, Mount root) {
        AnonymousSettings settings = users.anonymous();
        if (!settings.enabled()) {
            return Optional.empty();
        }
        requireNames(users);
        if (settings.bucket().isEmpty() && settings.prefix().isEmpty()) {
            throw new StartFailure(KEY + "enabled is true, and neither bucket nor prefix is set: say what anybody may"
                    + " see with " + KEY + "prefix or " + KEY + "bucket");
        }
        return Optional.of(new AnonymousUser(record(settings, root)));
    }

    private static void requireNames(UserSettings users) {
        for (String name : NAMES) {
            if (users.config().containsKey(name)) {
                throw new StartFailure("longshore.users.config." + name + " is set, and so is " + KEY
                        + "enabled: give the user another name, or remove one of the settings");
            }
        }
    }

    private static UserRecord record(AnonymousSettings settings, Mount root) {
        Limits limits = settings.limits();
        TransferRules rules = new TransferRules(
                false,
                ByteRate.of(KEY + "limits.upload-rate", limits.uploadRate()),
                ByteRate.of(KEY + "limits.download-rate", limits.downloadRate()),
                LargestFile.of(KEY + "limits.file-size", limits.fileSize()),
                ListingStyle.UNIX,
                Optional.empty());
        NameRules names = new NameRules(
                limits.names().allowed().orElse(List.of()),
                limits.names().denied().orElse(List.of()));
        UserTree tree =
                MountedTree.of(KEY, new WholeTree(settings.bucket(), settings.prefix(), settings.access()), root);
        return new UserRecord(
                NAME,
                null,
                true,
                null,
                Networks.parse(KEY + "allow", settings.allow().orElse(List.of())),
                false,
                StandardCharsets.UTF_8,
                rules,
                SessionLimits.of(KEY + "limits.", limits.sessions(), limits.sessionsPerAddress()),
                tree.with(PathPermissions.NONE, names)
                        .with(StoredAmount.of(
                                KEY + "limits.quota.",
                                limits.quota().bytes(),
                                limits.quota().files())),
                List.of(),
                Proof.NONE,
                Accounts.NONE);
    }

    /** The one mount of a tree. */
    private record WholeTree(Optional<String> bucket, Optional<String> prefix, MountAccess access)
            implements MountSettings {
        @Override
        public String path() {
            return "/";
        }
    }

    /** @throws StartFailure when anybody could get at what is kept of users in S3 */
    public void requireApart(RecordPlace place) {
        if (record.tree().mounts().stream().anyMatch(place::meets)) {
            throw new StartFailure(KEY + "prefix would let anybody at s3://" + place.bucket() + "/" + place.prefix()
                    + ", where records of users or used codes are kept: name another bucket or prefix");
        }
    }

    /** What anybody sees. */
    public UserTree tree() {
        return record.tree();
    }

    @Override
    public Optional<UserRecord> find(String name) {
        return NAMES.contains(name) ? Optional.of(record) : Optional.empty();
    }

    @Override
    public String name() {
        return "anonymous user";
    }
}
