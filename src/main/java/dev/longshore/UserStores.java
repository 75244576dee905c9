package dev.longshore;

import dev.longshore.failure.StartFailure;
import dev.longshore.files.Mount;
import dev.longshore.s3.S3Backend;
import dev.longshore.users.CredentialStore;
import dev.longshore.users.KnownRecords;
import dev.longshore.users.UserSettings;
import dev.longshore.users.UserSettings.Store;
import dev.longshore.users.anonymous.AnonymousUser;
import dev.longshore.users.config.ConfiguredUsers;
import dev.longshore.users.file.FileUsers;
import dev.longshore.users.http.HttpUsers;
import dev.longshore.users.ldap.LdapUsers;
import dev.longshore.users.record.RecordPlace;
import dev.longshore.users.record.RecordReader;
import dev.longshore.users.s3.S3Users;
import dev.longshore.users.secrets.SecretUsers;
import dev.longshore.users.sql.SqlUsers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The stores of users that the configuration names, in its order. */
record UserStores(List<CredentialStore> all) implements AutoCloseable {
    private static final Duration LONGEST_GRACE = Duration.ofDays(7);

    /**
     * @param root the tree of users who have no mounts of their own
     * @throws StartFailure when a setting is missing or wrong
     */
    static UserStores of(UserSettings settings, S3Backend backend, Mount root) {
        check(settings);
        Optional<RecordPlace> place = CodePlace.records(settings, backend);
        Optional<RecordPlace> codes = CodePlace.of(settings, place);
        RecordReader reader = new RecordReader(root, place, codes, backend.assumesRoles());
        refuseIgnoredPolicy(settings, backend.assumesRoles());
        UserStores stores = new UserStores(new ArrayList<>());
        AnonymousUser.of(settings, root).ifPresent(anybody -> {
            Stream.of(place, codes).flatMap(Optional::stream).forEach(anybody::requireApart);
            anybody.tree().places().forEach(backend::lookAfter);
            stores.all.add(anybody);
        });
        try {
            for (Store store : settings.stores()) {
                stores.all.add(
                        switch (store) {
                            case CONFIG -> configured(settings, backend, root, place, codes);
                            case FILE -> FileUsers.open(path(settings), reader, settings.grace());
                            case S3 ->
                                KnownRecords.ofTelling(
                                        new S3Users(backend.smallObjects(), place.orElseThrow(), reader),
                                        settings.grace());
                            case SECRETS_MANAGER ->
                                KnownRecords.ofTelling(
                                        SecretUsers.of(settings.secretsManager(), backend.region(), reader),
                                        settings.grace());
                            case HTTP -> HttpUsers.of(settings.http(), reader, settings.grace());
                            case SQL -> SqlUsers.open(settings.sql(), reader, settings.grace());
                            case LDAP -> LdapUsers.of(settings.ldap(), reader, settings.grace());
                        });
            }
            return stores;
        } catch (RuntimeException e) {
            stores.close();
            throw e;
        }
    }

    /** Whether anybody but users of the configuration may log in. */
    static boolean hasOthers(UserSettings settings) {
        return settings.anonymous().enabled() || settings.stores().stream().anyMatch(store -> store != Store.CONFIG);
    }

    @Override
    public void close() {
        all.forEach(CredentialStore::close);
    }

    private static ConfiguredUsers configured(
            UserSettings settings,
            S3Backend backend,
            Mount root,
            Optional<RecordPlace> place,
            Optional<RecordPlace> codes) {
        ConfiguredUsers users = ConfiguredUsers.of(settings, root);
        users.trees().stream().flatMap(tree -> tree.places().stream()).forEach(backend::lookAfter);
        place.ifPresent(users::requireApart);
        codes.ifPresent(users::requireApartFromCodes);
        return users;
    }

    private static Path path(UserSettings settings) {
        return settings.file()
                .path()
                .orElseThrow(() -> new StartFailure("longshore.users.stores names file, and longshore.users.file.path"
                        + " is missing: name the file or folder that has the users"));
    }

    private static void check(UserSettings settings) {
        Set<Store> named = EnumSet.noneOf(Store.class);
        for (Store store : settings.stores()) {
            if (!named.add(store)) {
                throw new StartFailure("longshore.users.stores names " + word(store) + " twice: remove one of them");
            }
        }
        refuseUnread(named, Store.CONFIG, "config", !settings.config().isEmpty());
        refuseUnread(named, Store.FILE, "file.path", settings.file().path().isPresent());
        refuseUnread(named, Store.S3, "s3.bucket", settings.s3().bucket().isPresent());
        refuseUnread(
                named,
                Store.SECRETS_MANAGER,
                "secrets-manager.prefix",
                settings.secretsManager().prefix().isPresent());
        refuseUnread(named, Store.HTTP, "http.url", settings.http().url().isPresent());
        refuseUnread(named, Store.SQL, "sql.url", settings.sql().url().isPresent());
        refuseUnread(named, Store.LDAP, "ldap.urls", settings.ldap().urls().isPresent());
        Duration grace = settings.grace();
        if (grace.isNegative() || grace.compareTo(LONGEST_GRACE) > 0) {
            throw new StartFailure("longshore.users.grace is " + grace + ": it must be 0s to 168h");
        }
    }

    private static void refuseIgnoredPolicy(UserSettings settings, boolean assumesRoles) {
        String store = settings.http().ignorePolicy()
                ? "http"
                : settings.secretsManager().ignorePolicy() ? "secrets-manager" : "";
        if (assumesRoles && !store.isEmpty()) {
            throw new StartFailure(
                    "longshore.users." + store + ".ignore-policy is true, and roles are assumed with their"
                            + " policies: remove it, or set longshore.s3.roles.use=ignore");
        }
    }

    private static void refuseUnread(Set<Store> named, Store store, String key, boolean set) {
        if (set && !named.contains(store)) {
            throw new StartFailure("longshore.users." + key + " is set, but longshore.users.stores does not name "
                    + word(store) + ": name it there, or remove the setting");
        }
    }

    private static String word(Store store) {
        return store.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
