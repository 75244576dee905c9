package dev.longshore.users.config;

import dev.longshore.failure.StartFailure;
import dev.longshore.files.Mount;
import dev.longshore.files.TransferRules;
import dev.longshore.settings.ByteRate;
import dev.longshore.users.CredentialStore;
import dev.longshore.users.Networks;
import dev.longshore.users.UserRecord;
import dev.longshore.users.UserSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The users of {@code longshore.users.config}: one is two environment variables away, which is enough for a sidecar. */
public final class ConfiguredUsers implements CredentialStore {
    private final Map<String, UserRecord> records;

    private ConfiguredUsers(Map<String, UserRecord> records) {
        this.records = Map.copyOf(records);
    }

    /**
     * @param root the tree of every user
     * @throws StartFailure when a user has no usable password
     */
    public static ConfiguredUsers of(UserSettings settings, Mount root) {
        Map<String, UserRecord> records = new HashMap<>();
        settings.config().forEach((name, user) -> {
            requireClearText(name, user.password());
            String setting = "longshore.users.config." + name + ".allow";
            Networks allow = Networks.parse(setting, user.allow().orElse(List.of()));
            boolean tls = user.tls() == UserSettings.Tls.REQUIRED;
            records.put(
                    name,
                    new UserRecord(
                            name, user.password(), user.enabled(), allow, tls, rules(name, user), List.of(root)));
        });
        return new ConfiguredUsers(records);
    }

    /** One user, as the first try has it. */
    public static ConfiguredUsers of(String name, String password, Mount root) {
        Networks anywhere = Networks.parse("", List.of());
        return new ConfiguredUsers(
                Map.of(name, new UserRecord(name, password, true, anywhere, false, TransferRules.NONE, List.of(root))));
    }

    @Override
    public Optional<UserRecord> find(String name) {
        return Optional.ofNullable(records.get(name));
    }

    private static TransferRules rules(String name, UserSettings.ConfiguredUser user) {
        String limits = "longshore.users.config." + name + ".limits.";
        return new TransferRules(
                user.ascii() == UserSettings.Ascii.CONVERT,
                ByteRate.of(limits + "upload-rate", user.limits().uploadRate()),
                ByteRate.of(limits + "download-rate", user.limits().downloadRate()));
    }

    /** A hash taken for clear text would lock the user out without a word. */
    private static void requireClearText(String name, String password) {
        if (password.isEmpty()) {
            throw new StartFailure("longshore.users.config." + name + ".password is empty: give the user a password");
        }
        if (password.matches("\\$[a-z0-9-]+\\$.*")) {
            throw new StartFailure("longshore.users.config." + name + ".password looks like a password hash, which this"
                    + " version does not read: give the password in clear text");
        }
    }
}
