package dev.longshore.users.file;

import dev.longshore.users.record.BadRecord;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The file of Apache's {@code htpasswd}: a line {@code user:hash} for each user. */
final class Htpasswd {
    /**
     * A user.
     *
     * @param name may be anything; empty in a line that has none
     * @param line the number of the line, from 1
     */
    record Line(String name, String hash, int line) {
        @Override
        public String toString() {
            return "line " + line;
        }
    }

    private Htpasswd() {}

    /**
     * Empty lines, and those that begin with a hash sign, say nothing.
     *
     * @throws BadRecord when it is no text
     */
    static List<Line> parse(byte[] content) {
        List<Line> users = new ArrayList<>();
        int number = 0;
        for (String line : text(content).split("\\R", -1)) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            int colon = line.indexOf(':');
            users.add(new Line(
                    line.substring(0, Math.max(0, colon)),
                    line.substring(colon + 1).strip(),
                    number));
        }
        return users;
    }

    private static String text(byte[] content) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new BadRecord("it is not in UTF-8");
        }
    }
}
