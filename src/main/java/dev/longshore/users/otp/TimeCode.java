package dev.longshore.users.otp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Codes of the time (TOTP, RFC 6238), as authenticator apps show them. A code of the step before and of the one after
 * counts, too, since clocks differ (§5.2); none counts twice, nor one before the last that was used.
 */
public final class TimeCode implements OneTimeCode {
    /** That no code has been used. */
    public static final long UNUSED = -1;

    private static final int WINDOW = 1;

    /** RFC 4226 §4, R6. */
    private static final int LEAST_SECRET = 16;

    private static final int LONGEST_SECRET = 128;
    private static final int LONGEST_PERIOD = 3600;

    /** The keyed digest. */
    public enum Algorithm {
        SHA1,
        SHA256,
        SHA512;

        private String mac() {
            return "Hmac" + name();
        }
    }

    private final SecretKeySpec secret;
    private final Algorithm algorithm;
    private final int digits;
    private final int period;
    private final long lastStep;

    private TimeCode(SecretKeySpec secret, Algorithm algorithm, int digits, int period, long lastStep) {
        this.secret = secret;
        this.algorithm = algorithm;
        this.digits = digits;
        this.period = period;
        this.lastStep = lastStep;
    }

    /**
     * @param field    where the secret stands, for the sentence
     * @param secret   in base32, as authenticator apps take it; spaces, case and padding do not matter; 16 to 128 bytes
     * @param digits   6 or 8
     * @param period   of a code, in seconds, 1 to 3600; mostly 30
     * @param lastStep what {@link #lastStep()} was when the last code was used, {@link #UNUSED} before
     * @throws InvalidCode when one of these cannot be
     */
    public static TimeCode of(String field, String secret, Algorithm algorithm, int digits, int period, long lastStep) {
        byte[] key = Base32.decode(secret)
                .orElseThrow(
                        () -> new InvalidCode(field + " is not base32: write it with the letters A to Z and 2 to 7"));
        if (key.length < LEAST_SECRET || key.length > LONGEST_SECRET) {
            throw new InvalidCode(
                    field + " has " + key.length + " bytes: it must have " + LEAST_SECRET + " to " + LONGEST_SECRET);
        }
        if (digits != 6 && digits != 8) {
            throw new InvalidCode(field + " is used for codes of " + digits + " digits: there are 6 and 8");
        }
        if (period < 1 || period > LONGEST_PERIOD) {
            throw new InvalidCode(
                    field + " is used for codes of " + period + " seconds: it must be 1 to " + LONGEST_PERIOD);
        }
        return new TimeCode(new SecretKeySpec(key, algorithm.mac()), algorithm, digits, period, lastStep);
    }

    /** The number of the step whose code was used last: all of the state that changes. */
    public long lastStep() {
        return lastStep;
    }

    /** The app knows by itself. */
    @Override
    public String challenge() {
        return "";
    }

    /** The last digits, with nothing between them and the password. */
    @Override
    public Answer behindPassword(String given) {
        int end = given.length() - digits;
        boolean found =
                end >= 0 && given.substring(end).chars().allMatch(character -> character >= '0' && character <= '9');
        return found ? new Answer(given.substring(0, end), given.substring(end)) : new Answer(given, "");
    }

    @Override
    public String series() {
        return SeriesName.of("totp " + algorithm + " " + digits + " " + period, secret.getEncoded());
    }

    @Override
    public Use lastUse() {
        return new Use(lastStep, "");
    }

    @Override
    public TimeCode after(Use use) {
        return new TimeCode(secret, algorithm, digits, period, Math.max(lastStep, use.progress()));
    }

    @Override
    public Optional<TimeCode> verify(String answer, Instant now) {
        byte[] given = answer.strip().replace(" ", "").getBytes(StandardCharsets.UTF_8);
        long current = Math.floorDiv(now.getEpochSecond(), period);
        long used = UNUSED;
        for (long step = current + WINDOW; step >= current - WINDOW; step--) {
            boolean equal = MessageDigest.isEqual(code(step).getBytes(StandardCharsets.US_ASCII), given);
            if (equal & step > lastStep & step >= 0) {
                used = step;
            }
        }
        return used == UNUSED ? Optional.empty() : Optional.of(new TimeCode(secret, algorithm, digits, period, used));
    }

    /** RFC 4226 §5.3. */
    private String code(long step) {
        byte[] mac = mac(step);
        int offset = mac[mac.length - 1] & 0xf;
        int number = ByteBuffer.wrap(mac).getInt(offset) & Integer.MAX_VALUE;
        String all = String.format(Locale.ROOT, "%010d", number);
        return all.substring(all.length() - digits);
    }

    private byte[] mac(long step) {
        try {
            Mac mac = Mac.getInstance(algorithm.mac());
            mac.init(secret);
            return mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + algorithm.mac(), e);
        }
    }

    @Override
    public String toString() {
        return "TimeCode[" + algorithm + ", " + digits + " digits, " + period + " s]";
    }
}
