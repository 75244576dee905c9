package dev.longshore.pages;

import java.util.ArrayList;
import java.util.List;

/** Words of Markdown in lines of at most 120 characters. */
final class Paragraph {
    /** Stands for a space at which no line ends. */
    static final char HARD_SPACE = '\u0001';

    private static final int WIDTH = 120;

    /** What would begin a list, a heading or a quotation at the start of a line. */
    private static final String SIGN = "[-+*>]|#+|1[.)]";

    private Paragraph() {}

    /**
     * The words in lines.
     *
     * @param first what the first line begins with, such as the sign of a list's entry; the others are indented as far
     */
    static String of(String first, String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(first);
        boolean fresh = true;
        for (String word : text.strip().split("\\s+")) {
            if (!fresh && line.length() + 1 + word.length() > WIDTH && !word.matches(SIGN)) {
                lines.add(line.toString());
                line = new StringBuilder(" ".repeat(first.length()));
                fresh = true;
            }
            line.append(fresh ? "" : " ").append(word);
            fresh = false;
        }
        lines.add(line.toString());
        return String.join("\n", lines).replace(HARD_SPACE, ' ');
    }
}
