package dev.longshore.users;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A place where user records are kept. */
public interface CredentialStore extends AutoCloseable {
    /**
     * The record of that name; names differ in case.
     *
     * @throws RuntimeException when the store cannot tell; the client gets 421 then, and never 530, which would be a lie
     */
    Optional<UserRecord> find(String name);

    /**
     * Some records, or all: a login of an unknown user costs what most of these cost. Empty where it would be work to tell; then the users
     * count that were found.
     */
    default Collection<UserRecord> samples() {
        return List.of();
    }

    /**
     * Adds a user whom no store has.
     *
     * @param record in JSON
     * @return where it is now, for a person; empty where this store is not written by programs
     * @throws RuntimeException when it cannot be written, or is there meanwhile
     */
    default Optional<String> add(String name, byte[] record) {
        return Optional.empty();
    }

    /** A number that has grown when records that this store had told of are other ones now; 0 where the store is asked each time. */
    default long changed() {
        return 0;
    }

    /** How the log calls it. */
    default String name() {
        return getClass().getSimpleName();
    }

    /** Whether it can tell at all; empty for a store that always can. */
    default Optional<StoreHealth> health() {
        return Optional.empty();
    }

    /** Ends what the store does beside being asked. */
    @Override
    default void close() {}
}
