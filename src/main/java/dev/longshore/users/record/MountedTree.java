package dev.longshore.users.record;

import dev.longshore.failure.Failure;
import dev.longshore.failure.StartFailure;
import dev.longshore.files.Access;
import dev.longshore.files.Mount;
import dev.longshore.files.UserTree;
import dev.longshore.files.VirtualPath;
import dev.longshore.users.UserSettings.MountAccess;
import dev.longshore.users.UserSettings.MountSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The tree of a user, of what a record or the configuration says. */
public final class MountedTree {
    /** S3 itself allows less; other services, and buckets of S3's first years, have longer names, capitals and underscores. */
    private static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{1,253}[A-Za-z0-9]");

    private MountedTree() {}

    /**
     * @param key      what the names of the fields have in front, for the sentences
     * @param settings the mounts; none for the root
     * @param home     where sessions begin
     * @param strict   whether what is stored needs a directory that is there
     * @param root     the tree of users who have no mounts of their own
     * @throws StartFailure when a path, a bucket or a prefix cannot be, or the home is in no mount
     */
    public static UserTree of(
            String key, List<? extends MountSettings> settings, String home, boolean strict, Mount root) {
        List<Mount> mounts = mounts(key, settings, root);
        VirtualPath begin = path(key + "home", home);
        if (mounts.stream()
                .noneMatch(
                        mount -> begin.startsWith(mount.path()) || mount.path().startsWith(begin))) {
            throw new StartFailure(key + "home is \"" + home + "\", which no mount of the user holds");
        }
        return new UserTree(mounts, begin, strict);
    }

    /**
     * A tree of one mount.
     *
     * @param key what the names of its fields have in front, for the sentences
     * @throws StartFailure when the bucket or the prefix cannot be
     */
    public static UserTree of(String key, MountSettings mount, Mount root) {
        return UserTree.of(mount(key, mount, root));
    }

    private static List<Mount> mounts(String key, List<? extends MountSettings> settings, Mount root) {
        if (settings.isEmpty()) {
            return List.of(root);
        }
        List<Mount> mounts = new ArrayList<>();
        for (int i = 0; i < settings.size(); i++) {
            Mount mount = mount(key + "mounts[" + i + "].", settings.get(i), root);
            if (mounts.stream().anyMatch(other -> other.path().equals(mount.path()))) {
                throw new StartFailure(
                        key + "mounts[" + i + "].path is \"" + settings.get(i).path()
                                + "\", where another mount of the user is: give each a path of its own");
            }
            mounts.add(mount);
        }
        return mounts;
    }

    private static Mount mount(String key, MountSettings settings, Mount root) {
        VirtualPath path = path(key + "path", settings.path());
        settings.bucket().ifPresent(bucket -> requireBucket(key + "bucket", bucket));
        String prefix = settings.prefix().orElse(settings.bucket().isPresent() ? "" : root.prefix());
        String bucket = settings.bucket().orElse(root.bucket());
        return new Mount(path, bucket, prefix(key + "prefix", prefix), access(settings.access()));
    }

    private static void requireBucket(String key, String bucket) {
        if (!BUCKET.matcher(bucket).matches()) {
            throw new StartFailure(key + " is \"" + bucket
                    + "\", which no bucket can be called: give 3 to 255 letters, digits, dots, dashes and underscores");
        }
    }

    /** A slash at the end is no matter. */
    static VirtualPath path(String key, String text) {
        String path = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        if (!text.startsWith("/") || !path.isEmpty() && !isPlain(path.substring(1))) {
            throw new StartFailure(
                    key + " is \"" + text
                            + "\": write an absolute path such as /in, without . and .. and without empty or unprintable names");
        }
        try {
            return VirtualPath.ROOT.resolve(path);
        } catch (Failure e) {
            throw new StartFailure(key + " is \"" + text + "\", which cannot be: " + e.getMessage(), e);
        }
    }

    private static String prefix(String key, String text) {
        String prefix = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        if (!text.isEmpty() && !isPlain(prefix)) {
            throw new StartFailure(key + " is \"" + text
                    + "\": write what keys begin with, such as incoming/, without a slash in front, without . and .. and"
                    + " without empty or unprintable names");
        }
        return text;
    }

    /** Names that stay as they are when they become a path. */
    private static boolean isPlain(String names) {
        for (String name : names.split("/", -1)) {
            if (name.isEmpty()
                    || name.equals(".")
                    || name.equals("..")
                    || name.chars().anyMatch(Character::isISOControl)) {
                return false;
            }
        }
        return true;
    }

    private static Access access(MountAccess access) {
        return switch (access) {
            case READ_WRITE -> Access.READ_WRITE;
            case READ_ONLY -> Access.READ_ONLY;
            case WRITE_ONLY -> Access.WRITE_ONLY;
        };
    }
}
