package dev.longshore.users.password;

import dev.longshore.failure.Failure;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Says whether a password is right. Every reason why it is not costs the same. */
public final class PasswordCheck {
    /** How many logins wait at most; each has a thread. */
    public static final int MOST_WAITING = 200;

    /** How long a login waits at most; clients themselves mostly wait longer. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration REMEMBERED = Duration.ofMinutes(5);

    private final RememberedPasswords remembered;
    private final HashingTurns turns;
    private final CommonForm common = new CommonForm();

    /** As with the settings that the configuration has by itself. */
    public PasswordCheck() {
        this(REMEMBERED, MOST_WAITING, PATIENCE);
    }

    /**
     * @param remember how long a right password is remembered; zero for never
     * @param waiting  how many logins may wait until it is their turn to be compared with a hash
     * @param patience how long they wait
     */
    public PasswordCheck(Duration remember, int waiting, Duration patience) {
        this(
                new RememberedPasswords(remember),
                new HashingTurns(
                        Runtime.getRuntime().availableProcessors(),
                        HashingMemory.bytes(),
                        patience.toNanos(),
                        waiting));
    }

    PasswordCheck(RememberedPasswords remembered, HashingTurns turns) {
        this.remembered = remembered;
        this.turns = turns;
    }

    /** Tells before a first login what a user's password costs, so that an unknown user costs the same. */
    public void expect(String user, StoredPassword stored) {
        common.saw(user, stored);
    }

    /**
     * @param address  where the client is
     * @param stored   what the user's record has now; empty when there is no such user, or no password of its
     * @param admitted false for a user who may not come in whatever the password is
     * @return true when the user may come in
     * @throws Failure of the kind LOGINS_BUSY when too many passwords are being compared
     */
    public boolean admits(
            String user, String address, Optional<StoredPassword> stored, boolean admitted, String password) {
        stored.ifPresent(present -> common.saw(user, present));
        StoredPassword expected = stored.orElseGet(common::decoy);
        boolean possible = admitted && stored.isPresent();
        if (expected.isCheap()) {
            return expected.matches(password) & possible;
        }
        if (remembered.has(user, expected, password) & possible) {
            return true;
        }
        return turns.compare(address, expected.memory(), () -> compare(user, expected, possible, password));
    }

    /**
     * The same for a user who also has a one-time code. Both are compared in one turn, and nothing is remembered: else the time would tell
     * which of them was wrong.
     *
     * @param stored empty for a user whose code stands alone, too
     * @param code   whether the code is right; waits for nothing
     */
    public boolean admits(
            String user,
            String address,
            Optional<StoredPassword> stored,
            boolean admitted,
            String password,
            BooleanSupplier code) {
        stored.ifPresent(present -> common.saw(user, present));
        StoredPassword expected = stored.orElseGet(common::decoy);
        BooleanSupplier both = () -> (expected.matches(password) | stored.isEmpty()) & code.getAsBoolean() & admitted;
        return expected.isCheap() ? both.getAsBoolean() : turns.compare(address, expected.memory(), both);
    }

    /** No work depends on who it is. Who waited may find that the same login of another session was right meanwhile. */
    private boolean compare(String user, StoredPassword expected, boolean possible, String password) {
        if (remembered.has(user, expected, password) & possible) {
            return true;
        }
        boolean right = expected.matches(password) & possible;
        if (right) {
            remembered.add(user, expected, password);
        }
        return right;
    }
}
