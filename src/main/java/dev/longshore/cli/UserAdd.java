package dev.longshore.cli;

import dev.longshore.users.CredentialStore;
import dev.longshore.users.otp.NewSecret;
import dev.longshore.users.password.NewHash;
import dev.longshore.users.record.NewRecord;
import dev.longshore.users.record.UserName;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@code user add NAME}: writes a record with an argon2id hash into the first store that can be written, and prints where it is. Nobody's
 * record is replaced. With {@code --totp} the user needs a code of an authenticator app, too, whose address is printed this once.
 */
record UserAdd(String name, boolean totp) implements UserVerbs {
    @Override
    public boolean asksStores() {
        return true;
    }

    @Override
    public int perform(SecretInput input, Output output, Supplier<List<CredentialStore>> stores) {
        if (!UserName.isPossible(name)) {
            output.messages()
                    .println("No user can have that name: it may not begin with a dot, have a slash, a backslash or an"
                            + " unprintable character, or more than 200 bytes");
            return FAILED;
        }
        List<CredentialStore> all = stores.get();
        for (CredentialStore store : all) {
            if (store.find(name).isPresent()) {
                output.messages().println("The " + store.name() + " has a user " + name + " already");
                return FAILED;
            }
        }
        Optional<String> password = input.newPassword(output.messages());
        return password.isPresent() ? add(all, NewHash.of(password.get()), output) : FAILED;
    }

    private int add(List<CredentialStore> stores, String hash, Output output) {
        if (!totp) {
            return add(stores, NewRecord.of(hash), output);
        }
        NewSecret secret = NewSecret.random();
        int code = add(stores, NewRecord.of(hash, secret), output);
        if (code == DONE) {
            output.result().println(secret.uri(name));
        }
        return code;
    }

    private int add(List<CredentialStore> stores, byte[] record, Output output) {
        for (CredentialStore store : stores) {
            Optional<String> place = store.add(name, record);
            if (place.isPresent()) {
                output.result().println("User " + name + " is in " + place.get());
                return DONE;
            }
        }
        output.messages()
                .println(
                        "No store of longshore.users.stores can be written: name file with a folder, s3 or sql; elsewhere,"
                                + " write what hash-password prints");
        return FAILED;
    }
}
