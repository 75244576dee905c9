package dev.longshore.users.s3;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import dev.longshore.s3.SmallObjects;
import dev.longshore.users.otp.OneTimeCode.Use;
import dev.longshore.users.otp.UsedCodes;
import dev.longshore.users.record.RecordPlace;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Used codes as objects {@code USER/SERIES/USE} of a bucket. The later a use is, the earlier its key, so that the first key of a series is
 * the last use. Each is created with If-None-Match, so that of many only one claims it. Older ones are removed; since one might be
 * created again then, a claim holds only if it is the first key behind that, too.
 */
public final class S3UsedCodes implements UsedCodes {
    private static final Logger LOG = Logger.getLogger(S3UsedCodes.class);
    private static final Pattern USE = Pattern.compile("([0-9]{19})(?:-([0-9a-f]+))?");
    private static final String PLAIN = "[A-Za-z0-9_@-][A-Za-z0-9._@-]{0,99}";
    private static final String SECRET = "made-up-challenges";
    private static final int LONGEST = 200;
    private static final int OCTETS = 32;

    /** How many keys are looked at: those of uses that nobody has removed, and what else may lie there. */
    private static final int MOST = 10;

    private final SmallObjects objects;
    private final RecordPlace place;
    private final BooleanSupplier conditional;

    private volatile byte @Nullable [] secret;

    /** @param conditional whether S3 refuses to create what is there, as far as is known */
    public S3UsedCodes(SmallObjects objects, RecordPlace place, BooleanSupplier conditional) {
        this.objects = objects;
        this.place = place;
        this.conditional = conditional;
    }

    /** 1 ListObjectsV2. */
    @Override
    public Optional<Use> last(String user, String series) {
        String folder = folder(user, series);
        return uses(folder).stream().findFirst().map(key -> use(key, folder));
    }

    /** 1 PutObject, 1 ListObjectsV2, and 1 DeleteObject where there was a use before. */
    @Override
    public boolean claim(String user, String series, Use use) {
        requireConditional();
        String folder = folder(user, series);
        String key = folder + name(use);
        if (!create(key, random())) {
            return false;
        }
        List<String> first = uses(folder);
        if (first.isEmpty() || !first.get(0).equals(key)) {
            return false;
        }
        first.stream().skip(1).forEach(this::forget);
        return true;
    }

    /** The first keys of uses, which are the last uses. Other names mean nothing, such as those of what an S3 has not finished. */
    private List<String> uses(String folder) {
        List<String> keys = objects.first(place.bucket(), folder, MOST);
        List<String> uses = keys.stream()
                .filter(key -> USE.matcher(key.substring(folder.length())).matches())
                .toList();
        if (uses.isEmpty() && keys.size() == MOST) {
            throw new Failure(
                    FailureKind.BACKEND_FAILED,
                    "s3://" + place.bucket() + "/" + folder + " has " + MOST
                            + " objects or more that are no used codes");
        }
        return uses;
    }

    /** 1 GetObject, once; the first gateway of all makes it. */
    @Override
    public byte[] secret() {
        byte[] known = secret;
        if (known == null) {
            known = readSecret();
            secret = known;
        }
        return known.clone();
    }

    private byte[] readSecret() {
        String key = place.prefix() + SECRET;
        Optional<byte[]> there = read(key);
        if (there.isPresent()) {
            return there.get();
        }
        requireConditional();
        byte[] made = random();
        return create(key, made) ? made : read(key).orElseThrow(() -> lost(key));
    }

    /** True when it was created here, also where S3's answer to that was lost. */
    private boolean create(String key, byte[] mark) {
        try {
            objects.create(place.bucket(), key, mark);
            return true;
        } catch (Failure e) {
            if (e.kind() != FailureKind.OVERWRITE_REFUSED) {
                throw e;
            }
        }
        return Arrays.equals(mark, read(key).orElseThrow(() -> lost(key)));
    }

    private Optional<byte[]> read(String key) {
        return objects.read(place.bucket(), key, null, LONGEST) instanceof SmallObjects.Content content
                ? Optional.of(content.bytes())
                : Optional.empty();
    }

    private Failure lost(String key) {
        return new Failure(
                FailureKind.BACKEND_FAILED, "s3://" + place.bucket() + "/" + key + " was there and is not any more");
    }

    private void forget(String key) {
        try {
            objects.delete(place.bucket(), key);
        } catch (Failure e) {
            LOG.debugf(e, "A used code stays: %s", e.getMessage());
        }
    }

    /** Else one code could let in two. */
    private void requireConditional() {
        if (!conditional.getAsBoolean()) {
            throw new Failure(
                    FailureKind.BACKEND_FAILED,
                    "this S3 does not know PutObject with If-None-Match, without which a code could be used twice");
        }
    }

    private String folder(String user, String series) {
        return place.prefix() + (user.matches(PLAIN) ? user : "~" + digest(user)) + "/" + series + "/";
    }

    private static String digest(String user) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(user.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private static String name(Use use) {
        String rank = String.format(Locale.ROOT, "%019d", Long.MAX_VALUE - use.progress());
        return use.proof().isEmpty() ? rank : rank + "-" + use.proof();
    }

    private static Use use(String key, String folder) {
        Matcher name = USE.matcher(key.substring(folder.length()));
        String proof = name.matches() ? name.group(2) : null;
        return new Use(Long.MAX_VALUE - Long.parseLong(name.group(1)), proof == null ? "" : proof);
    }

    /** In hexadecimal digits, so that the object can be looked at. */
    private static byte[] random() {
        byte[] octets = new byte[OCTETS];
        new SecureRandom().nextBytes(octets);
        return HexFormat.of().formatHex(octets).getBytes(StandardCharsets.US_ASCII);
    }
}
