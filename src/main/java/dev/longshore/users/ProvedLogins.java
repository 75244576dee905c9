package dev.longshore.users;

import dev.longshore.users.PasswordStore.Login;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The last login of each user that a service has let in, so that the same one, with the same password and from the same address, can be
 * told to be right without asking. Of the password there is an HMAC, whose key is made at the start and never leaves the process.
 */
public final class ProvedLogins {
    private static final String MAC = "HmacSHA256";
    private static final int KEY = 32;
    private static final int MOST = 10_000;

    private final SecretKeySpec key;
    private final LongSupplier nanos;
    private final RecentlyUsed<Proved> proved = new RecentlyUsed<>(MOST);

    /**
     * @param digest of the login
     * @param at     when the service has let it in, in the nanoseconds of the clock
     */
    private record Proved(byte[] digest, UserRecord record, long at) {}

    /** @param nanos as {@link System#nanoTime} */
    public ProvedLogins(LongSupplier nanos) {
        byte[] random = new byte[KEY];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, MAC);
        this.nanos = nanos;
    }

    /** @param at when the service was asked, in the nanoseconds of the clock */
    public void add(Login login, UserRecord record, long at) {
        proved.put(login.name(), new Proved(digest(login), record, at));
    }

    /** The service does not let it in any more. */
    public void remove(Login login) {
        Proved last = proved.peek(login.name());
        if (last != null && MessageDigest.isEqual(last.digest(), digest(login))) {
            proved.remove(login.name());
        }
    }

    /** The user, if this very login was let in so lately. */
    public Optional<UserRecord> within(Duration time, Login login) {
        Proved last = proved.get(login.name());
        boolean right = last != null
                && nanos.getAsLong() - last.at() < time.toNanos()
                && MessageDigest.isEqual(last.digest(), digest(login));
        return right ? Optional.of(last.record()) : Optional.empty();
    }

    private byte[] digest(Login login) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(key);
            update(mac, login.name().getBytes(StandardCharsets.UTF_8));
            update(mac, login.password().getBytes(StandardCharsets.UTF_8));
            update(mac, login.client() == null ? new byte[0] : login.client().getAddress());
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + MAC, e);
        }
    }

    /** The length in front, so that no two logins read alike. */
    private static void update(Mac mac, byte[] octets) {
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(octets.length).array());
        mac.update(octets);
    }
}
