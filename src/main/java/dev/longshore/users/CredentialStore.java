package dev.longshore.users;

import java.util.Optional;

/** A place where user records are kept. */
public interface CredentialStore {
    /**
     * The record of that name; names differ in case.
     *
     * @throws RuntimeException when the store cannot tell; the client gets 421 then, and never 530, which would be a lie
     */
    Optional<UserRecord> find(String name);
}
