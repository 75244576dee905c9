package dev.longshore.users;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import dev.longshore.users.otp.InvalidCode;
import dev.longshore.users.otp.MadeUpCodes;
import dev.longshore.users.otp.OneTimeCode;
import dev.longshore.users.otp.SequenceCode;
import dev.longshore.users.otp.UsedCodes;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The one-time codes of users, with what is known of their use. */
public final class OneTimeCodes {
    /** Where no user has any. */
    public static final OneTimeCodes NONE = new OneTimeCodes(UsedCodes.NONE, null);

    private static final Logger LOG = Logger.getLogger(OneTimeCodes.class);

    /** How many one-time passwords are left when the log begins to say so. */
    private static final int FEW = 10;

    private final UsedCodes used;

    /** Null where a name that has no codes is not asked for one. */
    @Nullable
    private final MadeUpCodes madeUp;

    private OneTimeCodes(UsedCodes used, @Nullable MadeUpCodes madeUp) {
        this.used = used;
        this.madeUp = madeUp;
    }

    /** Where only those are asked for a code who have one. */
    public static OneTimeCodes of(UsedCodes used) {
        return new OneTimeCodes(used, null);
    }

    /** Where everybody is asked for one, whoever that is. */
    public static OneTimeCodes uniform(UsedCodes used, MadeUpCodes.Kind kind) {
        return new OneTimeCodes(used, new MadeUpCodes(kind, used::secret));
    }

    /** The codes of nobody, for a name without any; empty where such a name is not asked for one. */
    Optional<OneTimeCode> madeUp(String name) {
        return told(() -> madeUp == null ? Optional.empty() : Optional.of(madeUp.of(name)));
    }

    /** True where everybody is asked in the same words. */
    boolean uniform() {
        return madeUp != null;
    }

    /** What the client has to know; asks for the use of codes only where it is a part of that. */
    String challenge(String name, OneTimeCode code) {
        return code instanceof SequenceCode ? current(name, code).challenge() : code.challenge();
    }

    /** The codes as they are used now. */
    OneTimeCode current(String name, OneTimeCode code) {
        return told(() -> used.last(name, code.series()).map(code::after).orElse(code));
    }

    /** Uses up the code that led to this state; false when it is used up already. */
    boolean claim(String name, OneTimeCode next) {
        boolean claimed = told(() -> used.claim(name, next.series(), next.lastUse()));
        if (claimed && next instanceof SequenceCode sequence && sequence.number() <= FEW) {
            LOG.warnf(
                    "User %s has %d one-time passwords left: another seed, number and last in the record begin anew",
                    name, sequence.number());
        }
        return claimed;
    }

    private static <T> T told(Supplier<T> question) {
        try {
            return question.get();
        } catch (Failure | IllegalStateException | InvalidCode e) {
            throw new Failure(
                    FailureKind.USER_STORE_DOWN, "Nobody can tell which codes are used up: " + e.getMessage(), e);
        }
    }
}
