package dev.longshore.ftp.session;

import dev.longshore.ftp.reply.Replies;
import org.apache.ftpserver.ftplet.FtpRequest;
import org.jspecify.annotations.Nullable;

/**
 * A line from the client (RFC 959 §5.3).
 *
 * @param verb     in upper case
 * @param argument everything behind the first blank, blanks of its own included; null where there is none
 * @param received when the line was complete, in milliseconds since 1970
 * @param fault    the reply to a line that could not be read; null for a good one
 */
public record Request(
        String verb,
        @Nullable String argument,
        long received,
        @Nullable Replies fault) implements FtpRequest {
    /** Splits a line without its end. */
    public static Request parse(String line) {
        int blank = line.indexOf(' ');
        String verb = blank < 0 ? line : line.substring(0, blank);
        String argument = blank < 0 || blank == line.length() - 1 ? null : line.substring(blank + 1);
        return new Request(upperCase(verb), argument, System.currentTimeMillis(), null);
    }

    /** Stands for a line that could not be read, or for our own last word, so that the reply keeps its place among the others. */
    public static Request answeredWith(Replies fault) {
        return new Request("", null, System.currentTimeMillis(), fault);
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
