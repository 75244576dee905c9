package dev.longshore.users.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import dev.longshore.failure.StartFailure;
import dev.longshore.users.LdapSettings.GroupMount;
import dev.longshore.users.UserSettings.MountAccess;
import dev.longshore.users.UserSettings.MountSettings;
import dev.longshore.users.record.BadRecord;
import dev.longshore.users.record.RecordReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The mounts of groups, as the settings have them. */
record GroupMounts(List<GroupMount> all) {
    private static final String KEY = "longshore.users.ldap.mounts";

    /** A mount of one user. */
    private record Filled(String path, Optional<String> bucket, Optional<String> prefix, MountAccess access)
            implements MountSettings {}

    /** @throws StartFailure when one of them can be nobody's */
    static GroupMounts of(List<GroupMount> all, RecordReader reader) {
        for (int i = 0; i < all.size(); i++) {
            GroupMount mount = all.get(i);
            if (mount.prefix()
                    .map(Template::new)
                    .filter(prefix -> prefix.values().findAny().isPresent())
                    .filter(prefix -> !prefix.text().endsWith("/"))
                    .isPresent()) {
                throw new StartFailure(KEY + "[" + i + "].prefix must end with a slash: else the keys of one user"
                        + " could begin as those of another");
            }
            try {
                reader.ofMounts("name", List.of(filled(mount, value -> "value")));
            } catch (BadRecord e) {
                throw new StartFailure(KEY + "[" + i + "]: " + e.getMessage(), e);
            }
        }
        return new GroupMounts(List.copyOf(all));
    }

    boolean haveGroups() {
        return all.stream().anyMatch(mount -> mount.group().isPresent());
    }

    /** The attributes that are needed. */
    Stream<String> attributes() {
        return all.stream()
                .flatMap(mount -> Stream.concat(Stream.of(mount.path()), mount.prefix().stream()))
                .flatMap(text -> new Template(text).values());
    }

    /**
     * The mounts of a user; none where there are none at all.
     *
     * @param groups DNs, or other values
     * @param value  of an attribute
     * @throws BadRecord when a value cannot be used, or there are mounts only for others
     */
    List<MountSettings> of(Collection<String> groups, Function<String, String> value) {
        Map<String, MountSettings> mounts = new LinkedHashMap<>();
        for (GroupMount mount : all) {
            if (mount.group().isEmpty()
                    || groups.stream().anyMatch(group -> isSame(mount.group().get(), group))) {
                MountSettings filled = filled(mount, value);
                mounts.putIfAbsent(filled.path(), filled);
            }
        }
        if (mounts.isEmpty() && !all.isEmpty()) {
            throw new BadRecord("no group has mounts");
        }
        return new ArrayList<>(mounts.values());
    }

    private static MountSettings filled(GroupMount mount, Function<String, String> value) {
        return new Filled(
                new Template(mount.path()).with(value),
                mount.bucket(),
                mount.prefix().map(prefix -> new Template(prefix).with(value)),
                mount.access());
    }

    private static boolean isSame(String group, String value) {
        try {
            return DN.isValidDN(group) && DN.isValidDN(value) ? DN.equals(group, value) : group.equalsIgnoreCase(value);
        } catch (LDAPException e) {
            return false;
        }
    }
}
