package dev.longshore.users;

import dev.longshore.files.UserTree;
import java.util.Map;

/**
 * The accounts that ACCT chooses from (RFC 959 §4.1.1).
 *
 * @param trees   what the user sees in each of them, by its name; names differ in case
 * @param changed whether a session may go on to another one
 */
public record Accounts(Map<String, UserTree> trees, boolean changed) {
    /** Of most users: there is one tree. */
    public static final Accounts NONE = new Accounts(Map.of(), false);

    public Accounts {
        trees = Map.copyOf(trees);
    }

    /** True where nothing has to be chosen. */
    public boolean isEmpty() {
        return trees.isEmpty();
    }
}
