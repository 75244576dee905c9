package dev.longshore.users.ldap;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import dev.longshore.failure.StartFailure;
import dev.longshore.users.LdapSettings;
import dev.longshore.users.PasswordStore.Login;
import dev.longshore.users.UserRecord;
import dev.longshore.users.record.BadRecord;
import dev.longshore.users.record.RecordReader;
import dev.longshore.users.record.UserName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the entries of a directory say of users. */
final class UserEntries {
    private static final String KEY = "longshore.users.ldap.";
    private static final String NAME = "{name}";

    /** Nobody's, below the base: an unknown name costs a bind as a known one does. */
    private static final String NOBODY = "cn=longshore-nobody,";

    private final LdapSettings settings;
    private final String base;
    private final String filter;
    private final GroupMounts mounts;
    private final Directory directory;
    private final RecordReader reader;

    private UserEntries(
            LdapSettings settings,
            String base,
            String filter,
            GroupMounts mounts,
            Directory directory,
            RecordReader reader) {
        this.settings = settings;
        this.base = base;
        this.filter = filter;
        this.mounts = mounts;
        this.directory = directory;
        this.reader = reader;
    }

    /** @throws StartFailure when a setting is missing or wrong */
    static UserEntries of(LdapSettings settings, Directory directory, RecordReader reader) {
        String base = settings.base()
                .orElseThrow(() -> new StartFailure("longshore.users.stores names ldap, and " + KEY
                        + "base is missing: name the entry below which users are, such as dc=example,dc=com"));
        String filter = settings.filter().orElse("(" + settings.nameAttribute() + "=" + NAME + ")");
        if (!filter.contains(NAME)) {
            throw noFilter();
        }
        try {
            filter(filter, "name");
        } catch (LDAPException e) {
            throw noFilter();
        }
        return new UserEntries(
                settings, base, filter, GroupMounts.of(settings.mounts().orElse(List.of()), reader), directory, reader);
    }

    /**
     * The user, if the password is right.
     *
     * @throws BadRecord     when the password is right, and the entry cannot be used; or several have the name
     * @throws LDAPException when the directory cannot tell
     */
    Optional<UserRecord> login(Login login) throws LDAPException {
        Optional<SearchResultEntry> entry = directory.one(base, filter(filter, login.name()), attributes());
        if (entry.isEmpty()) {
            directory.admits(NOBODY + base, login.password());
            return Optional.empty();
        }
        return directory.admits(entry.get().getDN(), login.password())
                ? Optional.of(user(entry.get(), login.name()))
                : Optional.empty();
    }

    private UserRecord user(SearchResultEntry entry, String given) throws LDAPException {
        String name = name(entry, given);
        return reader.ofMounts(
                name, mounts.of(groups(entry), value -> value.equals("name") ? name : value(entry, value)));
    }

    /** As the entry writes it: the directory takes {@code ALICE} for {@code alice}, and limits count by the name. */
    private String name(SearchResultEntry entry, String given) {
        String[] names = entry.getAttributeValues(settings.nameAttribute());
        String name = names == null
                ? ""
                : Arrays.stream(names)
                        .filter(given::equalsIgnoreCase)
                        .findFirst()
                        .orElse(names[0]);
        if (!UserName.isPossible(name)) {
            throw new BadRecord(settings.nameAttribute() + " of the entry is missing, or cannot be a name");
        }
        return name;
    }

    private static String value(SearchResultEntry entry, String attribute) {
        String[] values = entry.getAttributeValues(attribute);
        if (values == null || values.length != 1) {
            throw new BadRecord(attribute + " of the entry is missing, or has several values");
        }
        return values[0];
    }

    private List<String> groups(SearchResultEntry entry) throws LDAPException {
        List<String> groups = new ArrayList<>();
        String[] own = entry.getAttributeValues(settings.groupAttribute());
        if (own != null) {
            groups.addAll(Arrays.asList(own));
        }
        if (settings.groupBase().isPresent() && mounts.haveGroups()) {
            Filter members = Filter.createORFilter(
                    Filter.createEqualityFilter("member", entry.getDN()),
                    Filter.createEqualityFilter("uniqueMember", entry.getDN()));
            groups.addAll(directory.names(settings.groupBase().get(), members));
        }
        return groups;
    }

    private String[] attributes() {
        return Stream.concat(
                        Stream.of(settings.nameAttribute(), settings.groupAttribute()),
                        mounts.attributes().filter(attribute -> !attribute.equals("name")))
                .distinct()
                .toArray(String[]::new);
    }

    /** What a filter is made of is escaped in the name (RFC 4515 §3). */
    private static Filter filter(String filter, String name) throws LDAPException {
        return Filter.create(filter.replace(NAME, Filter.encodeValue(name)));
    }

    private static StartFailure noFilter() {
        return new StartFailure(KEY + "filter must be a filter with {name}, such as (uid={name})");
    }
}
