package dev.longshore.s3;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;

/**
 * What a journal says of a rename.
 *
 * @param owner  the run that works on it; empty when nobody does
 * @param copied whether all copies have been proved, so that what has none came later
 * @param beat   counts what its owners wrote, so that each writing has an ETag of its own
 */
record RenameEntry(Folder from, Folder to, String owner, boolean copied, long beat) {
    private static final String TITLE = "longshore rename 1";
    private static final Set<String> KEYS =
            Set.of("from-bucket", "from-prefix", "to-bucket", "to-prefix", "owner", "copied", "beat");

    /** The name of the journal of all renames of one directory: there is one at a time. */
    static String name(Folder from) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] of = (from.bucket() + "/" + from.prefix()).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(digest.digest(of));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** The first of a rename. */
    static RenameEntry of(Folder from, Folder to, String owner) {
        return new RenameEntry(from, to, owner, false, 0);
    }

    RenameEntry next(String by) {
        return new RenameEntry(from, to, by, copied, beat + 1);
    }

    RenameEntry allCopied() {
        return new RenameEntry(from, to, owner, true, beat + 1);
    }

    boolean isOf(Folder source, Folder target) {
        return from.equals(source) && to.equals(target);
    }

    String write() {
        return String.join(
                "\n",
                TITLE,
                "from-bucket=" + encode(from.bucket()),
                "from-prefix=" + encode(from.prefix()),
                "to-bucket=" + encode(to.bucket()),
                "to-prefix=" + encode(to.prefix()),
                "owner=" + encode(owner),
                "copied=" + copied,
                "beat=" + beat,
                "");
    }

    /** @throws Failure {@code BACKEND_FAILED} for what this version has not written */
    static RenameEntry read(String text) {
        String[] lines = text.split("\n");
        Map<String, String> values = new HashMap<>();
        for (String line : lines) {
            int mark = line.indexOf('=');
            if (mark > 0) {
                values.put(line.substring(0, mark), decode(line.substring(mark + 1)));
            }
        }
        if (!lines[0].equals(TITLE)
                || !values.keySet().equals(KEYS)
                || !values.get("beat").matches("\\d{1,18}")) {
            throw new Failure(FailureKind.BACKEND_FAILED, "A journal of a rename that cannot be read");
        }
        return new RenameEntry(
                new Folder(values.get("from-bucket"), values.get("from-prefix")),
                new Folder(values.get("to-bucket"), values.get("to-prefix")),
                values.get("owner"),
                values.get("copied").equals("true"),
                Long.parseLong(values.get("beat")));
    }

    private static String decode(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Failure(FailureKind.BACKEND_FAILED, "A journal of a rename that cannot be read", e);
        }
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
