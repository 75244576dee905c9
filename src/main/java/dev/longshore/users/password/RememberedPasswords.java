package dev.longshore.users.password;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Passwords that were right a short time ago, so that senders that log in for each file do not pay for a hash each time.
 * What is kept is a digest of user, record and password under a key of this process: it tells nothing without the key,
 * and a changed record makes another digest.
 */
final class RememberedPasswords {
    private static final String HMAC = "HmacSHA256";
    private static final int KEY = 32;
    private static final int MOST = 10_000;

    private final long nanos;
    private final int most;
    private final LongSupplier clock;
    private final SecretKeySpec key = new SecretKeySpec(RandomOctets.of(KEY), HMAC);

    /** The digests and when they end; the oldest one is the first. */
    private final Map<ByteBuffer, Long> ends = new LinkedHashMap<>();

    /** @param duration zero for never */
    RememberedPasswords(Duration duration) {
        this(duration, MOST, System::nanoTime);
    }

    /** @param most how many are kept */
    RememberedPasswords(Duration duration, int most, LongSupplier clock) {
        this.nanos = duration.toNanos();
        this.most = most;
        this.clock = clock;
    }

    boolean has(String user, StoredPassword stored, String password) {
        if (nanos == 0) {
            return false;
        }
        ByteBuffer digest = digest(user, stored, password);
        synchronized (ends) {
            Long end = ends.get(digest);
            return end != null && end - clock.getAsLong() > 0;
        }
    }

    void add(String user, StoredPassword stored, String password) {
        if (nanos == 0) {
            return;
        }
        ByteBuffer digest = digest(user, stored, password);
        synchronized (ends) {
            ends.remove(digest);
            ends.put(digest, clock.getAsLong() + nanos);
            Iterator<Long> oldest = ends.values().iterator();
            while (oldest.hasNext() && (oldest.next() - clock.getAsLong() <= 0 || ends.size() > most)) {
                oldest.remove();
            }
        }
    }

    int size() {
        synchronized (ends) {
            return ends.size();
        }
    }

    /** Lengths stand in front, so that no other user and password make the same octets. */
    private ByteBuffer digest(String user, StoredPassword stored, String password) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            byte[] name = user.getBytes(StandardCharsets.UTF_8);
            byte[] identity = stored.identity();
            mac.update(ByteBuffer.allocate(2 * Integer.BYTES)
                    .putInt(name.length)
                    .putInt(identity.length)
                    .flip());
            mac.update(name);
            mac.update(identity);
            return ByteBuffer.wrap(mac.doFinal(password.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HMAC with SHA-256", e);
        }
    }
}
