package dev.longshore.users.record;

import com.fasterxml.jackson.databind.JsonNode;
import dev.longshore.files.Mount;
import dev.longshore.files.UserTree;
import dev.longshore.s3.SessionRole;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The role of a user as a record or an answer tells it, with its session policy. In the policy stand the variables of AWS Transfer Family
 * (“Creating a session policy for an Amazon S3 bucket”): {@code $}{@code {transfer:UserName}}, {@code HomeDirectory} ({@code /bucket/folder}),
 * {@code HomeBucket} and {@code HomeFolder}, of the mount where sessions begin.
 */
final class RoleText {
    private static final Pattern ARN = Pattern.compile("arn:[a-z0-9-]+:iam::[0-9]{12}:role/[\\w+=,.@/-]{1,512}");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{transfer:([^}]*)}");

    /** What would mean more in a policy, or in JSON, than itself. */
    private static final Pattern MEANT = Pattern.compile("[*?$\"\\\\{}\\p{Cntrl}]");

    /** STS: in characters. */
    private static final int LONGEST = 2048;

    private final String user;
    private final UserTree tree;

    private RoleText(String user, UserTree tree) {
        this.user = user;
        this.tree = tree;
    }

    /**
     * @param fields what role and policy are called, for the sentences
     * @param policy an object, or its text; missing or blank for none
     * @throws BadRecord when they cannot be used
     */
    static SessionRole of(String user, String[] fields, String arn, JsonNode policy, UserTree tree) {
        if (!ARN.matcher(arn).matches()) {
            throw new BadRecord(
                    fields[0] + " is no ARN of a role, such as arn:aws:iam::123456789012:role/uploads: give one, or set"
                            + " longshore.s3.roles.use");
        }
        return new SessionRole(user, arn, isThere(policy) ? new RoleText(user, tree).policy(fields[1], policy) : "");
    }

    static boolean isThere(JsonNode policy) {
        return !policy.isMissingNode()
                && !policy.isNull()
                && !(policy.isTextual() && policy.textValue().isBlank());
    }

    private String policy(String field, JsonNode policy) {
        String text = policy.isTextual() ? policy.textValue().strip() : policy.toString();
        String filled = asciiOnly(VARIABLE.matcher(text)
                .replaceAll(variable -> Matcher.quoteReplacement(value(field, variable.group(1)))));
        JsonNode read;
        try {
            read = RecordText.parse(filled.getBytes(StandardCharsets.UTF_8), RecordFormat.JSON, RecordText.LONGEST);
        } catch (BadRecord e) {
            throw new BadRecord(field + " is no JSON");
        }
        if (!read.isObject() || hasFlaw(read)) {
            throw new BadRecord(field + " must be an object of JSON with each field once");
        }
        if (filled.length() > LONGEST) {
            throw new BadRecord(field + " has more than " + LONGEST + " characters, which STS does not take");
        }
        return filled;
    }

    private String value(String field, String variable) {
        String value =
                switch (variable) {
                    case "UserName" -> user;
                    case "HomeBucket" -> home(field, variable).bucket();
                    case "HomeFolder" -> folder(field, variable);
                    case "HomeDirectory" -> {
                        String folder = folder(field, variable);
                        yield "/" + home(field, variable).bucket() + (folder.isEmpty() ? "" : "/" + folder);
                    }
                    default ->
                        throw new BadRecord(field + " has the variable ${transfer:" + variable
                                + "}, which is none of UserName, HomeDirectory, HomeBucket and HomeFolder");
                };
        if (MEANT.matcher(value).find()) {
            throw new BadRecord(field + " has the variable ${transfer:" + variable + "}, and what stands for it has a"
                    + " character that means something else in a policy");
        }
        return value;
    }

    /** The prefix of the mount and the directories from there to where sessions begin. */
    private String folder(String field, String variable) {
        Mount mount = home(field, variable);
        List<String> home = tree.home().segments();
        String below = String.join("/", home.subList(mount.path().segments().size(), home.size()));
        String folder = mount.prefix() + below;
        return folder.endsWith("/") ? folder.substring(0, folder.length() - 1) : folder;
    }

    private Mount home(String field, String variable) {
        Optional<Mount> home = tree.mounts().stream()
                .filter(mount -> tree.home().startsWith(mount.path()))
                .max(Comparator.comparing(mount -> mount.path().segments().size()));
        Supplier<BadRecord> none = () -> new BadRecord(
                field + " has the variable ${transfer:" + variable + "}, and sessions begin in no bucket");
        return home.orElseThrow(none);
    }

    /** STS takes Latin 1 alone; in JSON such characters stand in texts, where they can be written as numbers. */
    private static String asciiOnly(String text) {
        StringBuilder ascii = new StringBuilder();
        text.chars()
                .forEach(unit ->
                        ascii.append(unit < 128 ? String.valueOf((char) unit) : String.format("\\u%04x", unit)));
        return ascii.toString();
    }

    private static boolean hasFlaw(JsonNode node) {
        if (node.isPojo()) {
            return true;
        }
        for (JsonNode child : node) {
            if (hasFlaw(child)) {
                return true;
            }
        }
        return false;
    }
}
