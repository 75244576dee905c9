package dev.longshore.files;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import dev.longshore.s3.ReservedNames;
import java.util.ArrayList;
import java.util.List;

/**
 * An absolute path as an FTP user sees it, always normalised: no empty segment, no {@code .}, no {@code ..}. Every name from the
 * wire becomes one here and nowhere else, so that nothing above the root can be named.
 *
 * @param segments the names from the root downwards; none for the root itself
 */
public record VirtualPath(List<String> segments) {
    public static final VirtualPath ROOT = new VirtualPath(List.of());

    public VirtualPath {
        segments = List.copyOf(segments);
    }

    /**
     * Resolves a name of the wire against this directory. {@code ..} above the root stays at the root.
     *
     * @throws Failure {@code NAME_NOT_ALLOWED} for a name with control characters, which no listing could show
     */
    public VirtualPath resolve(String name) {
        if (hasControls(name)) {
            throw new Failure(FailureKind.NAME_NOT_ALLOWED, "A name with control characters");
        }
        List<String> resolved = name.startsWith("/") ? new ArrayList<>() : new ArrayList<>(segments);
        for (String segment : name.split("/")) {
            switch (segment) {
                case "", "." -> {}
                case ".." -> {
                    if (!resolved.isEmpty()) {
                        resolved.remove(resolved.size() - 1);
                    }
                }
                default -> resolved.add(requireFree(segment));
            }
        }
        return new VirtualPath(resolved);
    }

    /** True for a name that can only mean a directory: it ends with a slash, or is {@code .} or {@code ..}. */
    static boolean namesDirectory(String name) {
        String last = name.substring(name.lastIndexOf('/') + 1);
        return last.isEmpty() || last.equals(".") || last.equals("..");
    }

    public boolean isRoot() {
        return segments.isEmpty();
    }

    /** The last segment; {@code /} for the root. */
    public String name() {
        return isRoot() ? "/" : segments.get(segments.size() - 1);
    }

    public VirtualPath parent() {
        return isRoot() ? this : new VirtualPath(segments.subList(0, segments.size() - 1));
    }

    /** True when this path is {@code other} or lies below it. */
    public boolean startsWith(VirtualPath other) {
        int size = other.segments.size();
        return segments.size() >= size && segments.subList(0, size).equals(other.segments);
    }

    /** What follows the first {@code count} segments, joined with slashes. */
    String after(int count) {
        return String.join("/", segments.subList(count, segments.size()));
    }

    /** True for a name that a path can hold as one segment and a listing can show. */
    static boolean isShowable(String name) {
        return !name.isEmpty()
                && !name.equals(".")
                && !name.equals("..")
                && name.indexOf('/') < 0
                && !ReservedNames.holds(name)
                && !hasControls(name);
    }

    private static boolean hasControls(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (isControl(name.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static String requireFree(String segment) {
        if (ReservedNames.holds(segment)) {
            throw new Failure(FailureKind.NAME_NOT_ALLOWED, segment + " belongs to the gateway");
        }
        return segment;
    }

    private static boolean isControl(int character) {
        return character < ' ' || character == 0x7F;
    }

    @Override
    public String toString() {
        return "/" + String.join("/", segments);
    }
}
