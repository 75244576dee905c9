package dev.longshore.users.password;

import java.nio.charset.StandardCharsets;

/** Hashes for new passwords: argon2id with 19 MiB and two passes, which OWASP's password storage cheat sheet asks for. */
public final class NewHash {
    private static final Argon2Password.Cost COST = new Argon2Password.Cost(19_456, 2, 1);
    private static final int SALT = 16;
    private static final int HASH = 32;

    private NewHash() {}

    /** A PHC string. */
    public static String of(String password) {
        return hash(password).phc();
    }

    /** One of the same cost that no password matches. */
    static StoredPassword decoy() {
        return Argon2Password.decoy(COST, SALT, HASH);
    }

    static Argon2Password hash(String password) {
        return Argon2Password.of(COST, RandomOctets.of(SALT), HASH, password.getBytes(StandardCharsets.UTF_8));
    }
}
