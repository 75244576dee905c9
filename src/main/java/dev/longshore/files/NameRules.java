package dev.longshore.files;

import java.util.List;

/**
 * The names that a user may give to files and directories. A pattern is a whole name, in which {@code *} stands for any characters
 * and {@code ?} for one; case does not matter.
 *
 * @param allowed patterns of which a file's name must match one; none for all names
 * @param denied  patterns that neither the name of a file nor that of a directory on the way to it may match
 */
public record NameRules(List<String> allowed, List<String> denied) {
    /** Of a user whose record says nothing. */
    public static final NameRules NONE = new NameRules(List.of(), List.of());

    public NameRules {
        allowed = List.copyOf(allowed);
        denied = List.copyOf(denied);
    }

    /** @param mount where the mount is that holds the file: its own names are not asked for */
    boolean permitFile(VirtualPath file, VirtualPath mount) {
        return permitDirectory(file, mount)
                && (allowed.isEmpty() || allowed.stream().anyMatch(pattern -> matches(pattern, file.name())));
    }

    /** @param mount where the mount is that holds the directory */
    boolean permitDirectory(VirtualPath directory, VirtualPath mount) {
        return denied.isEmpty()
                || directory.segments().stream().skip(mount.segments().size()).noneMatch(name -> denied.stream()
                        .anyMatch(pattern -> matches(pattern, name)));
    }

    /** Goes back to the last star alone, so that a hostile name costs at most its length times that of the pattern. */
    static boolean matches(String pattern, String name) {
        int p = 0;
        int star = -1;
        int resume = 0;
        for (int n = 0; n < name.length(); ) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = n;
            } else if (p < pattern.length() && isOne(pattern.charAt(p), name.charAt(n))) {
                p++;
                n++;
            } else if (star >= 0) {
                p = star + 1;
                n = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    private static boolean isOne(char pattern, char character) {
        return pattern == '?' || fold(pattern) == fold(character);
    }

    private static char fold(char character) {
        return Character.toLowerCase(Character.toUpperCase(character));
    }
}
