package dev.longshore.users.password;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** Argon2id (RFC 9106) as a PHC string: {@code $argon2id$v=19$m=19456,t=2,p=1$SALT$HASH}. */
final class Argon2Password extends StoredPassword {
    static final String PREFIX = "$argon2id$";

    private static final Pattern SHAPE =
            Pattern.compile("\\$argon2id\\$v=19\\$m=(\\d+),t=(\\d+),p=(\\d+)\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

    private static final int KIBIBYTE = 1024;

    /** What a block of 1 KiB takes in the heap. */
    private static final int BLOCK = 1064;

    private static final int MOST_PARALLEL = 64;
    private static final int MOST_PASSES = 1_000_000;

    /** Memory times passes, in KiB: 4 GiB take some seconds. */
    private static final long MOST_WORK = 4L << 20;

    private final Cost cost;
    private final byte[] salt;
    private final byte[] hash;

    /**
     * @param memory   in KiB
     * @param passes   over the memory
     * @param parallel the lanes, which are computed one after another
     */
    record Cost(int memory, int passes, int parallel) {
        @Override
        public String toString() {
            return "m=" + memory + ",t=" + passes + ",p=" + parallel;
        }
    }

    private Argon2Password(Cost cost, byte[] salt, byte[] hash) {
        super(
                "argon2id " + cost,
                (long) cost.memory() * BLOCK,
                phc(cost, salt, hash).getBytes(StandardCharsets.UTF_8));
        this.cost = cost;
        this.salt = salt;
        this.hash = hash;
    }

    static Argon2Password read(HashText text) {
        if (!text.text().startsWith(PREFIX + "v=19$")) {
            throw text.refused("that is not of version 19 (v=19): make it again");
        }
        Matcher parts = text.parts(SHAPE);
        int parallel = text.number("p", parts.group(3), 1, MOST_PARALLEL);
        int memory = text.number("m", parts.group(1), 8 * parallel, Integer.MAX_VALUE / KIBIBYTE);
        int passes = text.number("t", parts.group(2), 1, MOST_PASSES);
        text.requireMemory("m", (long) memory * BLOCK);
        text.requireTime("m times t", (long) memory * passes, MOST_WORK);
        return new Argon2Password(
                new Cost(memory, passes, parallel),
                text.octets("salt", HashAlphabet.STANDARD, parts.group(4), 8, 64),
                text.octets("hash", HashAlphabet.STANDARD, parts.group(5), 16, 128));
    }

    /** One that no password matches but by chance. */
    static Argon2Password decoy(Cost cost, int salt, int hash) {
        return new Argon2Password(cost, RandomOctets.of(salt), RandomOctets.of(hash));
    }

    /** The hash of a new password. */
    static Argon2Password of(Cost cost, byte[] salt, int length, byte[] password) {
        return new Argon2Password(cost, salt, compute(cost, salt, length, password));
    }

    /** The form in which other programs read it, too. */
    String phc() {
        return phc(cost, salt, hash);
    }

    @Override
    boolean matches(byte[] password) {
        return MessageDigest.isEqual(hash, compute(cost, salt, hash.length, password));
    }

    @Override
    StoredPassword decoy() {
        return decoy(cost, salt.length, hash.length);
    }

    private static byte[] compute(Cost cost, byte[] salt, int length, byte[] password) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(cost.memory())
                .withIterations(cost.passes())
                .withParallelism(cost.parallel())
                .withSalt(salt)
                .build());
        byte[] computed = new byte[length];
        generator.generateBytes(password, computed);
        return computed;
    }

    private static String phc(Cost cost, byte[] salt, byte[] hash) {
        Base64.Encoder letters = Base64.getEncoder().withoutPadding();
        return PREFIX + "v=19$" + cost + "$" + letters.encodeToString(salt) + "$" + letters.encodeToString(hash);
    }
}
