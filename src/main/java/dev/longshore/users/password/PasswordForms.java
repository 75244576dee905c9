package dev.longshore.users.password;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Tells by its beginning what a stored password is. */
final class PasswordForms {
    private record Form(String beginning, String kind, Function<HashText, StoredPassword> reader) {}

    private static final List<Form> FORMS = List.of(
            new Form(Argon2Password.PREFIX, "argon2id", Argon2Password::read),
            new Form("$2a$", "bcrypt", BcryptPassword::read),
            new Form("$2b$", "bcrypt", BcryptPassword::read),
            new Form("$2y$", "bcrypt", BcryptPassword::read),
            new Form(ScryptPassword.PREFIX, "scrypt", ScryptPassword::read),
            new Form(ScryptPassword.CRYPT_PREFIX, "scrypt", ScryptPassword::readCrypt),
            new Form(Pbkdf2Password.PREFIX_256, "pbkdf2-sha256", Pbkdf2Password::read),
            new Form(Pbkdf2Password.PREFIX_512, "pbkdf2-sha512", Pbkdf2Password::read),
            new Form(Pbkdf2Password.DJANGO_PREFIX, "pbkdf2-sha256 of Django", Pbkdf2Password::readDjango),
            new Form("$5$", "sha256-crypt", ShaCryptPassword::read),
            new Form("$6$", "sha512-crypt", ShaCryptPassword::read));

    /** MD5 and SHA-1 without any stretching to speak of, as htpasswd and LDAP servers write them. */
    private static final Pattern WEAK = Pattern.compile(
            "\\$(1|apr1|md5|sha1|3)\\$.*|\\{(?i:SHA|SSHA|MD5|SMD5|CRYPT|SHA1|NT|LANMAN)}.+", Pattern.DOTALL);

    private static final Pattern HASH = Pattern.compile(
            "\\$[a-z0-9-]+\\$.*|\\{(?i:[A-Z0-9]*SHA[A-Z0-9]*|PBKDF2[A-Z0-9-]*|ARGON2[A-Z]*|BCRYPT|x-[a-z0-9-]+)}.+"
                    + "|(pbkdf2_sha1|bcrypt|bcrypt_sha256|argon2|scrypt)\\$.+\\$.+",
            Pattern.DOTALL);

    static final String KNOWN = "argon2id ($argon2id$), bcrypt ($2b$), scrypt ($scrypt$, $7$), PBKDF2"
            + " ($pbkdf2-sha256$, $pbkdf2-sha512$, pbkdf2_sha256$) and SHA-crypt ($5$, $6$) can be read";

    private PasswordForms() {}

    static StoredPassword read(String field, String text, long memory) {
        if (text.isEmpty()) {
            throw new UnusablePassword(field + " is empty: give the user a password");
        }
        for (Form form : FORMS) {
            if (text.startsWith(form.beginning())) {
                return form.reader().apply(new HashText(field, form.kind(), text, memory));
            }
        }
        if (WEAK.matcher(text).matches()) {
            throw new UnusablePassword(field + " is a hash of a weak form (MD5, SHA-1 or the like), which is guessed"
                    + " too fast: make a new one with hash-password; " + KNOWN);
        }
        if (HASH.matcher(text).matches()) {
            throw new UnusablePassword(field + " looks like a password hash of a form that is not known: " + KNOWN);
        }
        return StoredPassword.clear(text);
    }
}
