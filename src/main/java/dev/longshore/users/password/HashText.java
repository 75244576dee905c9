package dev.longshore.users.password;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a hash while it is read. Whatever is refused is named by its field and parameter.
 *
 * @param field  where the text stands
 * @param kind   such as {@code bcrypt}
 * @param text   never printed
 * @param memory the bytes that a comparison may need at most
 */
record HashText(String field, String kind, String text, long memory) {
    private static final int MOST_DIGITS = 18;
    private static final long MEBIBYTE = 1 << 20;

    /** @throws UnusablePassword when the text is not of that shape */
    Matcher parts(Pattern shape) {
        Matcher matcher = shape.matcher(text);
        if (!matcher.matches()) {
            throw refused("that cannot be read: it is cut off, or has a parameter that is not known; copy it again");
        }
        return matcher;
    }

    /** @throws UnusablePassword when the parameter is out of its bounds */
    int number(String parameter, String digits, int least, int most) {
        String significant = digits.replaceFirst("^0+(?=.)", "");
        long value = significant.length() > MOST_DIGITS ? Long.MAX_VALUE : Long.parseLong(significant);
        if (value < least || value > most) {
            String shown = significant.length() > MOST_DIGITS ? "far too large" : significant;
            throw refused("whose " + parameter + " is " + shown + ": it must be " + least + " to " + most);
        }
        return (int) value;
    }

    /**
     * @param needed the bytes that a comparison needs
     * @throws UnusablePassword when that is more than this process has for it
     */
    void requireMemory(String parameter, long needed) {
        if (needed > memory) {
            throw refused("whose " + parameter + " needs " + mebibytes(needed) + " MiB of memory, and passwords have "
                    + memory / MEBIBYTE
                    + " MiB, a quarter of the heap: raise it (-Xmx), or make a hash that needs less");
        }
    }

    /** @throws UnusablePassword when a comparison would take longer than some seconds */
    void requireTime(String parameters, long work, long most) {
        if (work > most) {
            throw refused("whose " + parameters + " would keep a processor busy for long: " + parameters + " make "
                    + work + ", and " + most + " is the most; make a hash that costs less");
        }
    }

    /** @throws UnusablePassword when there are not so many octets, or none at all */
    byte[] octets(String what, HashAlphabet alphabet, String coded, int least, int most) {
        byte[] octets = alphabet.decode(coded);
        if (octets == null || octets.length < least || octets.length > most) {
            throw refused("whose " + what + " is not "
                    + (least == most ? least + " bytes" : least + " to " + most + " bytes")
                    + ": it is cut off, or altered; copy it again");
        }
        return octets;
    }

    /** @param what goes on behind the kind */
    UnusablePassword refused(String what) {
        return new UnusablePassword(field + " is a hash of the kind " + kind + " " + what);
    }

    @Override
    public String toString() {
        return field + ": " + kind;
    }

    private static long mebibytes(long bytes) {
        return (bytes + MEBIBYTE - 1) / MEBIBYTE;
    }
}
