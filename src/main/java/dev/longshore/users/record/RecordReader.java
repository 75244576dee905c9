package dev.longshore.users.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longshore.failure.StartFailure;
import dev.longshore.files.ListingStyle;
import dev.longshore.files.Mount;
import dev.longshore.files.NameRules;
import dev.longshore.files.Quota;
import dev.longshore.files.TransferRules;
import dev.longshore.files.UserTree;
import dev.longshore.settings.ByteRate;
import dev.longshore.users.Accounts;
import dev.longshore.users.Networks;
import dev.longshore.users.SessionLimits;
import dev.longshore.users.UserRecord;
import dev.longshore.users.UserSettings.MountSettings;
import dev.longshore.users.password.StoredPassword;
import dev.longshore.users.password.UnusablePassword;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Makes users of what stores have. */
public final class RecordReader {
    /** One record, in bytes. */
    public static final int LONGEST = RecordText.LONGEST;

    /** A file of many users, in bytes. */
    public static final int LONGEST_LIST = RecordText.LONGEST_LIST;

    private static final String[] ROLE_FIELDS = {"role", "policy"};

    private final Mount root;
    private final Optional<RecordPlace> place;
    private final Optional<RecordPlace> codes;
    private final boolean assumesRoles;

    /** Where nobody has codes, and roles are not assumed. */
    public RecordReader(Mount root, Optional<RecordPlace> place) {
        this(root, place, Optional.empty(), false);
    }

    /**
     * @param root         the tree of users who have no mounts of their own
     * @param place        where records are kept in S3, which no mount may meet
     * @param codes        where used codes are kept, which no mount may meet; empty where no record can have any
     * @param assumesRoles whether users get at S3 with their roles
     */
    public RecordReader(Mount root, Optional<RecordPlace> place, Optional<RecordPlace> codes, boolean assumesRoles) {
        this.root = root;
        this.place = place;
        this.codes = codes;
        this.assumesRoles = assumesRoles;
    }

    /**
     * One record.
     *
     * @param name by which it was found; the record's own, where it has one, must be the same
     * @throws BadRecord when it cannot be used
     */
    public UserRecord one(String name, byte[] content, RecordFormat format) {
        return user(name, RecordText.parse(content, format, LONGEST));
    }

    /**
     * A user of a list.
     *
     * @param at     where it stands, such as {@code users[3]}
     * @param name   empty where the record tells none
     * @param record either a user
     * @param flaw   or why there is none
     */
    public record Entry(String at, Optional<String> name, Optional<UserRecord> record, String flaw) {}

    /**
     * The field {@code users} of a file, with one entry for each user.
     *
     * @throws BadRecord when not even the list can be read
     */
    public List<Entry> many(byte[] content, RecordFormat format) {
        JsonNode file = RecordText.parse(content, format, LONGEST_LIST);
        JsonNode users = file.path("users");
        if (!users.isArray() || file.size() != 1) {
            throw new BadRecord("it must have a list users, and nothing else");
        }
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < users.size(); i++) {
            entries.add(entry("users[" + i + "]", users.get(i)));
        }
        return entries;
    }

    private Entry entry(String at, JsonNode record) {
        JsonNode own = record.path("name");
        Optional<String> name = own.isTextual() && UserName.isPossible(own.textValue())
                ? Optional.of(own.textValue())
                : Optional.empty();
        try {
            RecordSchema.check(record);
            String present = name.orElseThrow(
                    () -> new BadRecord("name is missing, or has a slash, a backslash or an unprintable character"));
            return new Entry(at, name, Optional.of(user(present, record)), "");
        } catch (BadRecord e) {
            return new Entry(at, name, Optional.empty(), e.getMessage());
        }
    }

    /**
     * A user of whom nothing but the password is known: everything else is as in a record that says nothing.
     *
     * @param field where the hash stands, for the sentence
     * @throws BadRecord when the hash cannot be used
     */
    public UserRecord ofHash(String name, String field, String hash) {
        try {
            UserTree tree = UserTree.of(root);
            requireApart(tree);
            return UserRecord.of(name, StoredPassword.readHash(field, hash), tree);
        } catch (UnusablePassword e) {
            throw new BadRecord(e.getMessage());
        }
    }

    /**
     * What a custom identity provider of AWS Transfer Family has answered to a right or wrong password.
     *
     * @param ignoresPolicy where roles are not assumed, whether a {@code Policy} is left out of account; else a user who has one is refused
     * @return empty where it has let nobody in
     * @throws BadRecord when it cannot be used
     */
    public Optional<UserRecord> ofProvider(String name, byte[] answer, boolean ignoresPolicy) {
        try {
            Optional<UserTree> tree =
                    ProviderAnswer.tree(name, answer, new RoleRules(assumesRoles, ignoresPolicy), root);
            tree.ifPresent(this::requireApart);
            return tree.map(own -> UserRecord.admitted(name, own));
        } catch (StartFailure e) {
            throw new BadRecord(e.getMessage());
        }
    }

    /**
     * A secret in the format of AWS Transfer Family's provider for Secrets Manager.
     *
     * @param ignoresPolicy as {@link #ofProvider}
     * @throws BadRecord when it cannot be used
     */
    public UserRecord ofSecret(String name, byte[] content, boolean ignoresPolicy) {
        try {
            ObjectNode secret = ProviderSecret.read(content);
            UserTree tree = ProviderAnswer.tree(name, secret, new RoleRules(assumesRoles, ignoresPolicy), root)
                    .orElseThrow(() -> new BadRecord("Role is missing"));
            requireApart(tree);
            return UserRecord.of(name, StoredPassword.read("Password", ProviderSecret.password(secret)), tree)
                    .from(Networks.parse("AcceptedIpNetwork", ProviderSecret.networks(secret)));
        } catch (StartFailure | UnusablePassword e) {
            throw new BadRecord(e.getMessage());
        }
    }

    /**
     * A user whose password the store has compared, and of whom it knows the mounts.
     *
     * @param mounts none for the tree of users who have no mounts of their own
     * @throws BadRecord when they cannot be used
     */
    public UserRecord ofMounts(String name, List<? extends MountSettings> mounts) {
        try {
            UserTree tree = MountedTree.of("", mounts, "/", false, root);
            requireApart(tree);
            return UserRecord.admitted(name, tree);
        } catch (StartFailure e) {
            throw new BadRecord(e.getMessage());
        }
    }

    private UserRecord user(String name, JsonNode record) {
        RecordSchema.check(record);
        if (!record.path("name").asText(name).equals(name)) {
            throw new BadRecord("name is not that of the file");
        }
        try {
            return new UserRecord(
                    name,
                    RecordProof.password(record),
                    record.path("enabled").asBoolean(true),
                    Expiry.of("expires", record.path("expires").asText("")).orElse(null),
                    Networks.parse("allow", texts(record.path("allow"))),
                    record.path("tls").asText().equals("required"),
                    NameCharset.of("charset", record.path("charset").asText("UTF-8")),
                    rules(record),
                    sessions(record.path("limits")),
                    record.has("accounts") ? UserTree.of() : withRole(name, record, tree("", record, record)),
                    texts(record.path("welcome")),
                    RecordProof.of(record, codes.isPresent()),
                    accounts(name, record));
        } catch (StartFailure | UnusablePassword e) {
            throw new BadRecord(e.getMessage());
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw new BadRecord(
                    "it has a value that cannot be read: " + e.getClass().getSimpleName());
        }
    }

    private static TransferRules rules(JsonNode record) {
        JsonNode limits = record.path("limits");
        return new TransferRules(
                record.path("ascii").asText().equals("convert"),
                ByteRate.of("limits.upload-rate", size(limits.path("upload-rate"))),
                ByteRate.of("limits.download-rate", size(limits.path("download-rate"))),
                LargestFile.of("limits.file-size", size(limits.path("file-size"))),
                ListingStyle.valueOf(record.path("listing").asText("unix").toUpperCase(Locale.ROOT)),
                record.has("truncation")
                        ? Optional.of(record.path("truncation").asText().equals("lenient"))
                        : Optional.empty());
    }

    private static SessionLimits sessions(JsonNode limits) {
        return SessionLimits.of(
                "limits.", number(limits.path("sessions")), number(limits.path("sessions-per-address")));
    }

    private Accounts accounts(String name, JsonNode record) {
        Map<String, UserTree> trees = new HashMap<>();
        record.path("accounts")
                .properties()
                .forEach(account -> trees.put(
                        account.getKey(),
                        withRole(
                                name, record, tree("accounts." + account.getKey() + ".", record, account.getValue()))));
        return new Accounts(trees, record.path("account-change").asBoolean());
    }

    /**
     * @param key  what the names of the fields have in front, for the sentences
     * @param part what has the mounts: the record itself, or an account of it
     */
    private UserTree tree(String key, JsonNode record, JsonNode part) {
        List<RecordMount> mounts = new ArrayList<>();
        part.path("mounts").elements().forEachRemaining(mount -> mounts.add(RecordMount.of(mount)));
        UserTree tree = MountedTree.of(
                key,
                mounts,
                part.path("home").asText("/"),
                record.path("directories").asText().equals("strict"),
                root);
        requireApart(tree);
        JsonNode names = record.path("limits").path("names");
        return tree.with(
                        RecordPermissions.of("permissions", record.path("permissions")),
                        new NameRules(texts(names.path("allowed")), texts(names.path("denied"))))
                .with(quota(record.at("/limits/quota")));
    }

    /** Left out of account, a role would give its user what the gateway itself may do. */
    private UserTree withRole(String name, JsonNode record, UserTree tree) {
        String role = record.path("role").asText("");
        if (role.isEmpty() && record.has("policy")) {
            throw new BadRecord("policy narrows a role, and role is missing");
        }
        if (role.isEmpty()) {
            return tree;
        }
        if (!assumesRoles) {
            throw new BadRecord("role is there, and roles are not assumed here: set longshore.s3.roles.use to assume");
        }
        return tree.with(RoleText.of(name, ROLE_FIELDS, role, record.path("policy"), tree));
    }

    private static Quota quota(JsonNode quota) {
        JsonNode files = quota.path("files");
        return StoredAmount.of(
                "limits.quota.",
                size(quota.path("bytes")),
                files.isMissingNode() ? OptionalLong.empty() : OptionalLong.of(files.longValue()));
    }

    private void requireApart(UserTree tree) {
        if (tree.mounts().stream()
                .anyMatch(mount ->
                        Stream.of(place, codes).flatMap(Optional::stream).anyMatch(kept -> kept.meets(mount)))) {
            throw new BadRecord(
                    "mounts would let the user at the records of users in S3, or at their used codes: keep these in another bucket,"
                            + " or give the user mounts below another prefix");
        }
    }

    private static OptionalInt number(JsonNode number) {
        return number.isMissingNode() ? OptionalInt.empty() : OptionalInt.of(number.intValue());
    }

    /** A number of bytes, or a text such as 10M; the schema has seen to it that it is one of these. */
    private static Optional<MemorySize> size(JsonNode size) {
        return size.isMissingNode() ? Optional.empty() : Optional.of(new MemorySizeConverter().convert(size.asText()));
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.elements().forEachRemaining(text -> texts.add(text.asText()));
        return texts;
    }
}
