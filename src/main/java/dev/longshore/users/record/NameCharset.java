package dev.longshore.users.record;

import dev.longshore.failure.StartFailure;
import java.nio.charset.Charset;

/** How names are written for clients that do not ask for UTF-8. */
public final class NameCharset {
    private static final String LETTER = "a";

    private NameCharset() {}

    /**
     * One that writes a letter as one octet: in others, such as UTF-16, a name could hold the octets of a line end.
     *
     * @param setting where the name stands, for the sentence
     * @throws StartFailure when there is no such charset, or it is another one
     */
    public static Charset of(String setting, String name) {
        try {
            Charset charset = Charset.forName(name.strip());
            if (charset.canEncode()
                    && LETTER.getBytes(charset).length == 1
                    && LETTER.equals(new String(LETTER.getBytes(charset), charset))) {
                return charset;
            }
        } catch (IllegalArgumentException e) {
            throw new StartFailure(sentence(setting, name), e);
        }
        throw new StartFailure(sentence(setting, name));
    }

    private static String sentence(String setting, String name) {
        return setting + " is \"" + name + "\", which this Java does not have or FTP cannot use: name a charset such as"
                + " ISO-8859-1, windows-1252 or Shift_JIS, or leave it out for UTF-8";
    }
}
