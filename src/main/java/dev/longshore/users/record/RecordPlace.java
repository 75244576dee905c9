package dev.longshore.users.record;

import dev.longshore.files.Mount;

/**
 * Where records are kept in S3. Nobody may reach it over FTP: who could read it would have the hashes, and who could write it would be
 * anybody.
 *
 * @param prefix what the keys of the records begin with; empty, or ends with a slash
 */
public record RecordPlace(String bucket, String prefix) {
    public RecordPlace {
        if (!prefix.isEmpty() && !prefix.endsWith("/")) {
            prefix = prefix + "/";
        }
    }

    /** True for a mount in which the records are, or which is among them. */
    public boolean meets(Mount mount) {
        return mount.bucket().equals(bucket)
                && (mount.prefix().startsWith(prefix) || prefix.startsWith(mount.prefix()));
    }
}
