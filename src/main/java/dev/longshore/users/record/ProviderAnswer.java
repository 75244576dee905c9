package dev.longshore.users.record;

import com.fasterxml.jackson.databind.JsonNode;
import dev.longshore.files.Mount;
import dev.longshore.files.UserTree;
import dev.longshore.users.UserSettings.MountAccess;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a custom identity provider of AWS Transfer Family answers (“Working with custom identity providers”, valid Lambda values): a
 * {@code Role} lets the user in and is what gets at the buckets, its absence keeps the user out. A home directory {@code PATH} is one mount, at the path that AWS shows,
 * too; {@code LOGICAL} are mounts. {@code PublicKeys} and {@code PosixProfile} mean nothing here.
 */
final class ProviderAnswer {
    private static final String DETAILS = "HomeDirectoryDetails";
    private static final String[] FIELDS = {"Role", "Policy"};

    private ProviderAnswer() {}

    /**
     * @param root is of no use for these mounts, which all have a bucket
     * @return the tree of a user who is let in
     * @throws BadRecord                          when the answer cannot be used
     * @throws dev.longshore.failure.StartFailure when a path, a bucket or a prefix cannot be
     */
    static Optional<UserTree> tree(String user, byte[] content, RoleRules roles, Mount root) {
        if (new String(content, StandardCharsets.UTF_8).isBlank()) {
            return Optional.empty();
        }
        return tree(user, RecordText.parse(content, RecordFormat.JSON, RecordText.LONGEST), roles, root);
    }

    /** The same of an answer that was read. */
    static Optional<UserTree> tree(String user, JsonNode answer, RoleRules roles, Mount root) {
        String role = text(answer, "Role");
        if (role.isEmpty()) {
            return Optional.empty();
        }
        JsonNode policy = answer.path("Policy");
        if (!roles.assumed() && !roles.ignoresPolicy() && RoleText.isThere(policy)) {
            throw new BadRecord("Policy is there, which cannot be obeyed where roles are not assumed: set"
                    + " longshore.s3.roles.use, or narrow the home directory and set ignore-policy");
        }
        UserTree tree = mounted(answer, root);
        return Optional.of(roles.assumed() ? tree.with(RoleText.of(user, FIELDS, role, policy, tree)) : tree);
    }

    private static UserTree mounted(JsonNode answer, Mount root) {
        return switch (answer.path("HomeDirectoryType").asText("PATH")) {
            case "PATH" -> ofPath(text(answer, "HomeDirectory"), root);
            case "LOGICAL" -> ofDetails(answer.path(DETAILS), root);
            default -> throw new BadRecord("HomeDirectoryType must be PATH or LOGICAL");
        };
    }

    private static UserTree ofPath(String home, Mount root) {
        if (home.isEmpty()) {
            throw new BadRecord("HomeDirectory is missing");
        }
        return MountedTree.of("HomeDirectory: ", List.of(mount("HomeDirectory", home, home)), home, false, root);
    }

    private static UserTree ofDetails(JsonNode details, Mount root) {
        JsonNode entries = details.isTextual()
                ? RecordText.parse(
                        details.textValue().getBytes(StandardCharsets.UTF_8), RecordFormat.JSON, RecordText.LONGEST)
                : details;
        if (!entries.isArray() || entries.isEmpty()) {
            throw new BadRecord(DETAILS + " must be a list of Entry and Target");
        }
        List<RecordMount> mounts = new ArrayList<>();
        for (JsonNode entry : entries) {
            if (entry.path("Type").asText("DIRECTORY").equals("FILE")) {
                throw new BadRecord(DETAILS + " has an entry of the Type FILE, which cannot be mounted");
            }
            mounts.add(mount(DETAILS, text(entry, "Entry"), text(entry, "Target")));
        }
        return MountedTree.of(DETAILS + ": ", mounts, "/", false, root);
    }

    /** @param target such as {@code /bucket/prefix} */
    private static RecordMount mount(String field, String path, String target) {
        if (!target.startsWith("/") || target.length() < 2) {
            throw new BadRecord(field + " must name a bucket and what keys begin with, such as /bucket/home");
        }
        int end = target.indexOf('/', 1);
        String bucket = end < 0 ? target.substring(1) : target.substring(1, end);
        String prefix = end < 0 ? "" : target.substring(end + 1);
        return new RecordMount(path, Optional.of(bucket), Optional.of(prefix), MountAccess.READ_WRITE);
    }

    private static String text(JsonNode object, String field) {
        JsonNode value = object.path(field);
        return value.isTextual() ? value.textValue() : "";
    }
}
