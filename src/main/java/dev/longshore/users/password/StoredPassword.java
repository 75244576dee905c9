package dev.longshore.users.password;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** What a record has of a user's password: clear text or a hash. Prints its form and cost, never itself. */
public abstract sealed class StoredPassword
        permits ClearPassword, Argon2Password, BcryptPassword, ScryptPassword, Pbkdf2Password, ShaCryptPassword {
    private final String form;
    private final long memory;
    private final byte[] identity;

    /**
     * @param form     the kind and its cost, such as {@code argon2id m=19456,t=2,p=1}; two of one form cost the same
     * @param memory   the bytes that a comparison needs
     * @param identity what tells this password from another one in the same place
     */
    StoredPassword(String form, long memory, byte[] identity) {
        this.form = form;
        this.memory = memory;
        this.identity = identity.clone();
    }

    /**
     * Reads what an operator or another server wrote.
     *
     * @param field where it stands, for the sentence
     * @param text  a hash in one of the known forms; anything that does not look like a hash is clear text
     * @throws UnusablePassword when it is empty, a hash of an unknown or weak form, or one that would cost too much
     */
    public static StoredPassword read(String field, String text) {
        return read(field, text, HashingMemory.bytes());
    }

    /**
     * Reads a hash, where clear text may not stand.
     *
     * @param field where it stands, for the sentence
     * @throws UnusablePassword as {@link #read}, and for clear text
     */
    public static StoredPassword readHash(String field, String text) {
        StoredPassword stored = read(field, text);
        if (stored.isCheap()) {
            throw new UnusablePassword(
                    field + " is no hash: a password in clear text is not read from here; " + PasswordForms.KNOWN);
        }
        return stored;
    }

    /** @param memory the bytes that a comparison may need at most */
    static StoredPassword read(String field, String text, long memory) {
        return PasswordForms.read(field, text, memory);
    }

    /** The password itself, whatever it looks like. */
    public static StoredPassword clear(String password) {
        return new ClearPassword(password);
    }

    /** @param password in UTF-8 */
    abstract boolean matches(byte[] password);

    /** One of the same form that no password matches but by chance. */
    abstract StoredPassword decoy();

    /** True where a comparison costs nothing to speak of. */
    boolean isCheap() {
        return false;
    }

    final String form() {
        return form;
    }

    final long memory() {
        return memory;
    }

    final byte[] identity() {
        return identity.clone();
    }

    final boolean matches(String password) {
        return matches(password.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof StoredPassword password
                && form.equals(password.form)
                && MessageDigest.isEqual(identity, password.identity);
    }

    @Override
    public final int hashCode() {
        return form.hashCode();
    }

    @Override
    public final String toString() {
        return form;
    }
}
