package dev.longshore.users.otp;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One-time passwords of RFC 2289. Each one is what the hash made of the next one, so that the last one proves the next
 * and does not tell it. The user counts down to 1 and then needs a new seed.
 */
public final class SequenceCode implements OneTimeCode {
    private static final Pattern SEED = Pattern.compile("[a-zA-Z0-9]{1,16}");
    private static final Pattern HEXADECIMAL = Pattern.compile("[0-9a-fA-F]{16}");
    private static final Pattern BEHIND_PASSWORD =
            Pattern.compile("(.*) ([0-9a-fA-F]{16}|(?:[A-Za-z]{1,4} ){5}[A-Za-z]{1,4})", Pattern.DOTALL);
    private static final int MOST = 999_999;

    private final String series;
    private final FoldedHash hash;
    private final int number;
    private final String seed;
    private final long last;

    private SequenceCode(String series, FoldedHash hash, int number, String seed, long last) {
        this.series = series;
        this.hash = hash;
        this.number = number;
        this.seed = seed;
        this.last = last;
    }

    /**
     * @param field     where it stands, for the sentence
     * @param algorithm {@code md5} or {@code sha1}
     * @param number    of the next password that is asked for, 0 to 999,999; with 0 there is none left
     * @param seed      1 to 16 letters and digits
     * @param last      the password behind it ({@code number + 1}) in hexadecimal digits or six words
     * @throws InvalidCode when one of these cannot be
     */
    public static SequenceCode of(String field, String algorithm, int number, String seed, String last) {
        FoldedHash hash = FoldedHash.named(algorithm)
                .orElseThrow(
                        () -> new InvalidCode(field + " has an algorithm that is not known: there are md5 and sha1"));
        if (number < 0 || number > MOST) {
            throw new InvalidCode(field + " has the number " + number + ": it must be 0 to " + MOST);
        }
        if (!SEED.matcher(seed).matches()) {
            throw new InvalidCode(field + " has a seed that is not 1 to 16 letters and digits");
        }
        long value = read(last)
                .orElseThrow(() -> new InvalidCode(
                        field + " has a last password that is neither 16 hexadecimal digits nor six words"));
        String lower = seed.toLowerCase(Locale.ROOT);
        String series = SeriesName.of("otp-" + algorithm + " " + number + " " + lower, octets(value));
        return new SequenceCode(series, hash, number, lower, value);
    }

    /** The number of the password that is asked for next. */
    public int number() {
        return number;
    }

    /** The password that was used last, in hexadecimal digits: with the number all of the state that changes. */
    public String last() {
        return HexFormat.of().toHexDigits(last);
    }

    /** RFC 2289 §6: such as {@code otp-md5 487 dog2}. */
    @Override
    public String challenge() {
        return "otp-" + hash.word() + " " + number + " " + seed;
    }

    @Override
    public Optional<SequenceCode> verify(String answer, Instant now) {
        Optional<Long> given = read(answer);
        long value = given.orElse(0L);
        boolean equal = MessageDigest.isEqual(octets(hash.of(octets(value))), octets(last));
        return equal & given.isPresent() & number > 0
                ? Optional.of(new SequenceCode(series, hash, number - 1, seed, value))
                : Optional.empty();
    }

    /** Behind one blank: 16 hexadecimal digits without blanks, or six words with one between them. */
    @Override
    public Answer behindPassword(String given) {
        Matcher parts = BEHIND_PASSWORD.matcher(given);
        return parts.matches() ? new Answer(parts.group(1), parts.group(2)) : new Answer(given, "");
    }

    @Override
    public String series() {
        return series;
    }

    @Override
    public Use lastUse() {
        return new Use(MOST - number, last());
    }

    @Override
    public SequenceCode after(Use use) {
        long left = MOST - use.progress();
        if (left < 0 || left > MOST || !HEXADECIMAL.matcher(use.proof()).matches()) {
            throw new InvalidCode("What was used of one-time passwords cannot be read");
        }
        return left >= number
                ? this
                : new SequenceCode(series, hash, (int) left, seed, HexFormat.fromHexDigitsToLong(use.proof()));
    }

    /** Hexadecimal digits may have spaces between them (RFC 2289 §6). */
    private static Optional<Long> read(String answer) {
        String digits = answer.replaceAll("\\s", "");
        return HEXADECIMAL.matcher(digits).matches()
                ? Optional.of(HexFormat.fromHexDigitsToLong(digits))
                : SixWords.read(answer);
    }

    private static byte[] octets(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }

    @Override
    public String toString() {
        return "SequenceCode[" + challenge() + "]";
    }
}
