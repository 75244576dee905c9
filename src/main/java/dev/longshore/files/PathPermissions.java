package dev.longshore.files;

import java.util.HashMap;
import java.util.Map;

/**
 * What a user may do below which directory. It narrows what the mounts allow and never widens it.
 *
 * @param rules for a directory and all that is below it, unless a deeper one is there; what no rule holds is up to the mount alone
 */
public record PathPermissions(Map<VirtualPath, Access> rules) {
    /** Of a user whose record says nothing. */
    public static final PathPermissions NONE = new PathPermissions(Map.of());

    public PathPermissions {
        rules = Map.copyOf(rules);
    }

    /** What is left of what the mount allows. */
    Access at(VirtualPath path, Access mount) {
        if (rules.isEmpty()) {
            return mount;
        }
        for (VirtualPath at = path; ; at = at.parent()) {
            Access rule = rules.get(at);
            if (rule != null) {
                return mount.and(rule);
            }
            if (at.isRoot()) {
                return mount;
            }
        }
    }

    /** Whether a rule stands below a directory: what is there would get another rule with another name of the directory. */
    boolean divide(VirtualPath directory) {
        return rules.keySet().stream().anyMatch(rule -> !rule.equals(directory) && rule.startsWith(directory));
    }

    /** The rules that stand at entries of a directory, by the names of these. */
    Map<String, Access> in(VirtualPath directory) {
        Map<String, Access> entries = new HashMap<>();
        rules.forEach((path, access) -> {
            if (!path.isRoot() && path.parent().equals(directory)) {
                entries.put(path.name(), access);
            }
        });
        return entries;
    }
}
