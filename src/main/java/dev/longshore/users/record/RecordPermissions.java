package dev.longshore.users.record;

import com.fasterxml.jackson.databind.JsonNode;
import dev.longshore.files.Access;
import dev.longshore.files.PathPermissions;
import dev.longshore.files.Permission;
import dev.longshore.files.VirtualPath;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What is allowed where, as a record writes it: paths, and the words for what is allowed there. */
final class RecordPermissions {
    private RecordPermissions() {}

    /**
     * @param field where they stand, for the sentence
     * @throws BadRecord when a path cannot be, or is there in two spellings
     */
    static PathPermissions of(String field, JsonNode permissions) {
        Map<VirtualPath, Access> rules = new HashMap<>();
        permissions.properties().forEach(entry -> {
            VirtualPath path = MountedTree.path(field, entry.getKey());
            if (rules.put(path, access(entry.getValue())) != null) {
                throw new BadRecord(field + " has " + path + " twice");
            }
        });
        return new PathPermissions(rules);
    }

    private static Access access(JsonNode words) {
        Set<Permission> permissions = new HashSet<>();
        words.elements()
                .forEachRemaining(word -> permissions.add(Permission.valueOf(
                        word.asText().toUpperCase(Locale.ROOT).replace('-', '_'))));
        return new Access(permissions);
    }
}
