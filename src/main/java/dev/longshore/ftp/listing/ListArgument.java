package dev.longshore.ftp.listing;

import org.jspecify.annotations.Nullable;

/**
 * The argument of LIST and NLST, which clients write as if it were the one of {@code ls}: words of options, and a path that may have
 * blanks. A word is one of options when it is a hyphen and letters, or the digit 1; {@code --} ends them. A file with such a name is
 * reached behind {@code --}, or as {@code ./-a}.
 *
 * @param path as the client wrote it; null for none
 */
public record ListArgument(ListOptions options, @Nullable String path) {
    private static final String END_OF_OPTIONS = "--";

    /** @param argument null for none */
    public static ListArgument parse(@Nullable String argument) {
        ListOptions options = ListOptions.NONE;
        String rest = argument == null ? "" : argument;
        while (rest.startsWith("-")) {
            int blank = rest.indexOf(' ');
            String word = blank < 0 ? rest : rest.substring(0, blank);
            String behind = blank < 0 ? "" : rest.substring(blank + 1);
            if (word.equals(END_OF_OPTIONS)) {
                rest = behind;
                break;
            }
            if (!isOptions(word)) {
                break;
            }
            options = options.and(word);
            rest = behind;
        }
        return new ListArgument(options, rest.isBlank() ? null : rest);
    }

    private static boolean isOptions(String word) {
        for (int i = 1; i < word.length(); i++) {
            char letter = word.charAt(i);
            boolean known = letter >= 'a' && letter <= 'z' || letter >= 'A' && letter <= 'Z' || letter == '1';
            if (!known) {
                return false;
            }
        }
        return word.length() > 1;
    }
}
