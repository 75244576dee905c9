package dev.longshore.users.config;

import dev.longshore.failure.StartFailure;
import dev.longshore.files.Mount;
import dev.longshore.files.TransferRules;
import dev.longshore.files.UserTree;
import dev.longshore.settings.ByteRate;
import dev.longshore.users.CredentialStore;
import dev.longshore.users.Networks;
import dev.longshore.users.SessionLimits;
import dev.longshore.users.UserRecord;
import dev.longshore.users.UserSettings;
import io.quarkus.runtime.configuration.MemorySize;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The users of {@code longshore.users.config}: one is two environment variables away, which is enough for a sidecar. */
public final class ConfiguredUsers implements CredentialStore {
    private static final String LETTER = "a";

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
            requireClearText(name, user.password());
            String setting = "longshore.users.config." + name + ".allow";
            Networks allow = Networks.parse(setting, user.allow().orElse(List.of()));
            boolean tls = user.tls() == UserSettings.Tls.REQUIRED;
            Charset charset = charset("longshore.users.config." + name + ".charset", user.charset());
            records.put(
                    name,
                    new UserRecord(
                            name,
                            user.password(),
                            user.enabled(),
                            allow,
                            tls,
                            charset,
                            rules(name, user),
                            SessionLimits.of(
                                    "longshore.users.config." + name + ".limits.",
                                    user.limits().sessions(),
                                    user.limits().sessionsPerAddress()),
                            ConfiguredTree.of("longshore.users.config." + name + ".", user, root)));
        });
        return new ConfiguredUsers(records);
    }

    /** One user, as the first try has it. */
    public static ConfiguredUsers of(String name, String password, Mount root) {
        Networks anywhere = Networks.parse("", List.of());
        UserRecord user = new UserRecord(
                name, password, true, anywhere, false, StandardCharsets.UTF_8, TransferRules.NONE, UserTree.of(root));
        return new ConfiguredUsers(Map.of(name, user));
    }

    @Override
    public Optional<UserRecord> find(String name) {
        return Optional.ofNullable(records.get(name));
    }

    /** The trees of all users who may log in. */
    public List<UserTree> trees() {
        return records.values().stream()
                .filter(UserRecord::enabled)
                .map(UserRecord::tree)
                .toList();
    }

    private static TransferRules rules(String name, UserSettings.ConfiguredUser user) {
        String limits = "longshore.users.config." + name + ".limits.";
        return new TransferRules(
                user.ascii() == UserSettings.Ascii.CONVERT,
                ByteRate.of(limits + "upload-rate", user.limits().uploadRate()),
                ByteRate.of(limits + "download-rate", user.limits().downloadRate()),
                fileSize(limits + "file-size", user.limits().fileSize()),
                user.listing());
    }

    private static long fileSize(String key, Optional<MemorySize> size) {
        long bytes = size.map(MemorySize::asLongValue).orElse(TransferRules.NONE.largestFile());
        if (bytes < 1 || bytes > TransferRules.NONE.largestFile()) {
            throw new StartFailure(key + " is " + bytes + ": it must be 1 to " + TransferRules.NONE.largestFile()
                    + " bytes, the largest object of S3");
        }
        return bytes;
    }

    /** One that writes a letter as one octet: in others, such as UTF-16, a name could hold the octets of a line end. */
    private static Charset charset(String setting, String name) {
        try {
            Charset charset = Charset.forName(name.strip());
            if (charset.canEncode()
                    && LETTER.getBytes(charset).length == 1
                    && LETTER.equals(new String(LETTER.getBytes(charset), charset))) {
                return charset;
            }
        } catch (IllegalArgumentException e) {
            throw new StartFailure(charsetSentence(setting, name), e);
        }
        throw new StartFailure(charsetSentence(setting, name));
    }

    private static String charsetSentence(String setting, String name) {
        return setting + " is \"" + name + "\", which this Java does not have or FTP cannot use: name a charset such as"
                + " ISO-8859-1, windows-1252 or Shift_JIS, or leave it out for UTF-8";
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
