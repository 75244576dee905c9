package dev.longshore.ftp.session;

import dev.longshore.ftp.reply.Replies;
import java.nio.charset.StandardCharsets;
import org.apache.ftpserver.ftplet.FtpRequest;
import org.jspecify.annotations.Nullable;

/**
 * A line from the client (RFC 959 §5.3).
 *
 * @param verb     in upper case
 * @param argument everything behind the first blank, blanks of its own included; null where there is none
 * @param received when the line was complete, in milliseconds since 1970
 * @param fault    the reply to a line that could not be read; null for a good one
 * @param undecoded true while verb and argument have a character for each octet, until {@link #in} reads them
 */
public record Request(
        String verb,
        @Nullable String argument,
        long received,
        @Nullable Replies fault,
        boolean undecoded) implements FtpRequest {
    /** Splits a line without its end. */
    public static Request parse(String line) {
        return parse(line, System.currentTimeMillis(), false);
    }

    /** Splits the octets of a line without its end. In which charset they are is known only when the commands before it have run. */
    public static Request ofOctets(byte[] line, int length) {
        return parse(new String(line, 0, length, StandardCharsets.ISO_8859_1), System.currentTimeMillis(), true);
    }

    private static Request parse(String line, long received, boolean undecoded) {
        int blank = line.indexOf(' ');
        String verb = blank < 0 ? line : line.substring(0, blank);
        String argument = blank < 0 || blank == line.length() - 1 ? null : line.substring(blank + 1);
        return new Request(upperCase(verb), argument, received, null, undecoded);
    }

    /** The line as this charset has it; one that is not of it has a fault. */
    public Request in(WireCharset charset) {
        if (!undecoded) {
            return this;
        }
        Replies unreadable = charset.isUtf8() ? Replies.NOT_UTF8 : Replies.NOT_IN_CHARSET;
        return charset.read(getRequestLine().getBytes(StandardCharsets.ISO_8859_1))
                .map(line -> parse(line, received, false))
                .orElseGet(() -> new Request(verb, null, received, unreadable, false));
    }

    /** Stands for a line that could not be read, or for our own last word, so that the reply keeps its place among the others. */
    public static Request answeredWith(Replies fault) {
        return new Request("", null, System.currentTimeMillis(), fault, false);
    }

    @Override
    public String getRequestLine() {
        return argument == null ? verb : verb + " " + argument;
    }

    @Override
    public String getCommand() {
        return verb;
    }

    @Nullable
    @Override
    public String getArgument() {
        return argument;
    }

    @Override
    public boolean hasArgument() {
        return argument != null;
    }

    @Override
    public long getReceivedTime() {
        return received;
    }

    /** The verb alone: an argument may be a password. */
    @Override
    public String toString() {
        return verb;
    }

    /** ASCII only: no letter of another alphabet becomes a verb. */
    private static String upperCase(String verb) {
        StringBuilder upper = new StringBuilder(verb.length());
        for (int i = 0; i < verb.length(); i++) {
            char character = verb.charAt(i);
            upper.append(character >= 'a' && character <= 'z' ? (char) (character - 32) : character);
        }
        return upper.toString();
    }
}
