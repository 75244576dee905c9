package dev.longshore.ftp.listing;

import org.jspecify.annotations.Nullable;

/** The argument of LIST and NLST, which clients write as if it were the one of {@code ls}. */
public final class ListArgument {
    private ListArgument() {}

    /** The path behind leading options such as {@code -la}, which are taken and have no effect; null for none. */
    @Nullable
    public static String path(@Nullable String argument) {
        String rest = argument == null ? "" : argument;
        while (rest.matches("-[A-Za-z1]+( .*)?")) {
            int blank = rest.indexOf(' ');
            rest = blank < 0 ? "" : rest.substring(blank + 1);
        }
        return rest.isBlank() ? null : rest;
    }
}
