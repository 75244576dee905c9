package dev.longshore.ftp.listing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A name with wildcards, as a shell reads them: {@code *} is anything, {@code ?} one character, {@code [a-z]} one of these, {@code [!a-z]}
 * one of the others. A bracket that is not closed is itself. Takes at most the product of both lengths of steps, whatever they are.
 */
final class NamePattern {
    private static final int ANY = -1;
    private static final int ONE = -2;
    private static final int SET = -3;

    /** A character, or one of the kinds above. */
    private final int[] elements;

    /** For each {@link #SET} what it holds. */
    private final CharacterSet[] sets;

    private final String head;

    /**
     * The characters from one to another, in pairs.
     *
     * @param others whether all others are meant
     */
    private record CharacterSet(int[] bounds, boolean others) {
        boolean holds(int character) {
            for (int i = 0; i < bounds.length; i += 2) {
                if (character >= bounds[i] && character <= bounds[i + 1]) {
                    return !others;
                }
            }
            return others;
        }
    }

    private NamePattern(int[] elements, CharacterSet[] sets) {
        this.elements = elements;
        this.sets = sets;
        int literal = 0;
        while (literal < elements.length && elements[literal] >= 0) {
            literal++;
        }
        this.head = new String(elements, 0, literal);
    }

    /** Reads one segment of a path. */
    static NamePattern of(String segment) {
        int[] characters = segment.codePoints().toArray();
        int[] elements = new int[characters.length];
        List<CharacterSet> sets = new ArrayList<>();
        int count = 0;
        for (int i = 0; i < characters.length; i++) {
            int end = characters[i] == '[' ? endOfSet(characters, i) : -1;
            if (end > 0) {
                sets.add(set(characters, i + 1, end));
                elements[count++] = SET;
                i = end;
            } else if (characters[i] == '?') {
                elements[count++] = ONE;
            } else if (characters[i] != '*') {
                elements[count++] = characters[i];
            } else if (count == 0 || elements[count - 1] != ANY) {
                elements[count++] = ANY;
            }
        }
        return new NamePattern(Arrays.copyOf(elements, count), sets.toArray(CharacterSet[]::new));
    }

    /** What every name of this pattern begins with. */
    String head() {
        return head;
    }

    /** True where there is no wildcard. */
    boolean isName() {
        for (int element : elements) {
            if (element < 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether it is a name of this pattern, in full. Goes back to the last {@code *} only: an earlier one could take no more. */
    boolean matches(String name) {
        int at = 0;
        int element = 0;
        int set = 0;
        int star = -1;
        int starSet = 0;
        int starAt = 0;
        while (at < name.length()) {
            int character = name.codePointAt(at);
            if (element < elements.length && elements[element] == ANY) {
                star = element++;
                starSet = set;
                starAt = at;
            } else if (element < elements.length && matches(elements[element], set, character)) {
                set += elements[element] == SET ? 1 : 0;
                element++;
                at += Character.charCount(character);
            } else if (star >= 0) {
                element = star + 1;
                set = starSet;
                starAt += Character.charCount(name.codePointAt(starAt));
                at = starAt;
            } else {
                return false;
            }
        }
        return element == elements.length || element == elements.length - 1 && elements[element] == ANY;
    }

    private boolean matches(int element, int set, int character) {
        return element == character || element == ONE || element == SET && sets[set].holds(character);
    }

    /** Where the bracket is closed; a closing one right behind the opening one, or behind its mark, belongs to the set. */
    private static int endOfSet(int[] characters, int open) {
        int from = open + 1;
        if (from < characters.length && isNegation(characters[from])) {
            from++;
        }
        for (int i = from + 1; i < characters.length; i++) {
            if (characters[i] == ']') {
                return i;
            }
        }
        return -1;
    }

    private static CharacterSet set(int[] characters, int from, int end) {
        boolean others = isNegation(characters[from]);
        List<Integer> bounds = new ArrayList<>();
        for (int i = others ? from + 1 : from; i < end; i++) {
            boolean range = i + 2 < end && characters[i + 1] == '-';
            bounds.add(characters[i]);
            bounds.add(range ? characters[i + 2] : characters[i]);
            i += range ? 2 : 0;
        }
        return new CharacterSet(bounds.stream().mapToInt(Integer::intValue).toArray(), others);
    }

    private static boolean isNegation(int character) {
        return character == '!' || character == '^';
    }
}
