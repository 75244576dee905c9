package dev.longshore.users;

import java.util.Optional;

/** A place where user records are kept. */
public interface CredentialStore {
    /** The record of that name; names differ in case. */
    Optional<UserRecord> find(String name);
}
