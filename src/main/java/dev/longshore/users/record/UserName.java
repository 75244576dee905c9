package dev.longshore.users.record;

import java.nio.charset.StandardCharsets;

/** Names of users that can be the name of a file or object: a name is never a path. */
public final class UserName {
    /** In bytes of UTF-8, so that no file system finds it too long. */
    private static final int LONGEST = 200;

    private UserName() {}

    /** False for names that no store has: with slashes, backslashes or unprintable characters, hidden, empty or too long ones. */
    public static boolean isPossible(String name) {
        return !name.isBlank()
                && name.charAt(0) != '.'
                && name.chars().noneMatch(character -> character == '/' || character == '\\')
                && name.codePoints().allMatch(UserName::isPrintable)
                && name.getBytes(StandardCharsets.UTF_8).length <= LONGEST;
    }

    /** Half a surrogate pair is no character of UTF-8. */
    private static boolean isPrintable(int character) {
        return !Character.isISOControl(character) && Character.getType(character) != Character.SURROGATE;
    }
}
