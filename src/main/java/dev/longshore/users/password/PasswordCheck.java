package dev.longshore.users.password;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Says whether a password is right. Every reason why it is not costs the same. */
public final class PasswordCheck {
    private static final long PATIENCE_SECONDS = 10;
    private static final int MEBIBYTE = 1 << 20;

    private final int room = (int) Math.min(Integer.MAX_VALUE, HashingMemory.bytes() / MEBIBYTE);
    private final Semaphore memory = new Semaphore(room, true);
    private final AtomicReference<StoredPassword> nobody =
            new AtomicReference<>(StoredPassword.clear("").decoy());

    /**
     * @param stored   what the user's record has; empty when there is no such user, or no password of its
     * @param admitted false for a user who may not come in whatever the password is
     * @throws Failure {@code USER_STORE_DOWN} when too many passwords are being compared
     */
    public boolean admits(Optional<StoredPassword> stored, boolean admitted, String password) {
        stored.ifPresent(this::learn);
        StoredPassword expected = stored.orElseGet(nobody::get);
        boolean right = expected.isCheap() ? expected.matches(password) : matchesInTurn(expected, password);
        return right & stored.isPresent() & admitted;
    }

    /** Nobody costs what the last user with a hash did. */
    private void learn(StoredPassword stored) {
        if (!stored.isCheap() && !stored.form().equals(nobody.get().form())) {
            nobody.set(stored.decoy());
        }
    }

    private boolean matchesInTurn(StoredPassword expected, String password) {
        int share = (int) Math.max(1, Math.min(room, expected.memory() / MEBIBYTE + 1));
        try {
            if (!memory.tryAcquire(share, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new Failure(FailureKind.USER_STORE_DOWN, "Too many passwords are being compared");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(FailureKind.USER_STORE_DOWN, "A password was not compared: interrupted", e);
        }
        try {
            return expected.matches(password);
        } finally {
            memory.release(share);
        }
    }
}
