package dev.longshore.cli;

import dev.longshore.users.CredentialStore;
import dev.longshore.users.password.NewHash;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code hash-password}: prints the argon2id hash of a password as a PHC string, and nothing else. */
record HashPassword() implements UserVerbs {
    @Override
    public boolean asksStores() {
        return false;
    }

    @Override
    public int perform(SecretInput input, Output output, Supplier<List<CredentialStore>> stores) {
        Optional<String> password = input.newPassword(output.messages());
        password.map(NewHash::of).ifPresent(output.result()::println);
        return password.isPresent() ? DONE : FAILED;
    }
}
