package dev.longshore.cli;

import dev.longshore.failure.Failure;
import dev.longshore.users.CredentialStore;
import dev.longshore.users.record.BadRecord;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The verbs about passwords and users, by the words behind {@code -jar quarkus-run.jar}. */
public sealed interface UserVerbs permits HashPassword, UserAdd, UserCheck {
    /** What there is, for a sentence. */
    String USAGE = "hash-password, user add NAME, user add NAME --totp, user check NAME";

    /** Done. */
    int DONE = 0;

    /** The settings, a store or the input cannot be used. */
    int FAILED = 1;

    /** No store has that user. */
    int NO_SUCH_USER = 3;

    /** The password is wrong. */
    int WRONG_PASSWORD = 4;

    /** The password is right, or was not asked for, and the record keeps the user out. */
    int KEPT_OUT = 5;

    /** The verb that these words mean; empty for others. */
    static Optional<UserVerbs> of(String... words) {
        if (words.length == 1 && words[0].equals("hash-password")) {
            return Optional.of(new HashPassword());
        }
        if (words.length == 4 && words[1].equals("add") && words[3].equals("--totp") && isOfUser(words)) {
            return Optional.of(new UserAdd(words[2], true));
        }
        if (words.length == 3 && isOfUser(words)) {
            return switch (words[1]) {
                case "add" -> Optional.of(new UserAdd(words[2], false));
                case "check" -> Optional.of(new UserCheck(words[2]));
                default -> Optional.empty();
            };
        }
        return Optional.empty();
    }

    private static boolean isOfUser(String... words) {
        return words[0].equals("user") && !words[2].isBlank();
    }

    /** Whether the stores of the configuration are asked; else no setting is needed. */
    boolean asksStores();

    /**
     * Does it. What a store says against it becomes a message.
     *
     * @param stores in the order of the configuration
     * @return the exit code
     */
    default int run(SecretInput input, Output output, Supplier<List<CredentialStore>> stores) {
        try {
            return perform(input, output, stores);
        } catch (Failure | BadRecord e) {
            output.messages().println(e.getMessage());
            return FAILED;
        }
    }

    /**
     * The verb itself.
     *
     * @return the exit code
     * @throws Failure   when a store cannot tell, or cannot be written
     * @throws BadRecord when a store would not take the record
     */
    int perform(SecretInput input, Output output, Supplier<List<CredentialStore>> stores);
}
