package dev.longshore.users.defender;

import dev.longshore.users.Origin;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jboss.logging.Logger;

/**
 * Counts points against where strangers come from, and bans those with too many. Everything is counted in this process; a
 * {@link SharedLedger} is told of it and may add {@linkplain #takeOver bans of others}. No method waits for anything.
 */
public final class Defender {
    /** How many origins have points, and how many bans there are. */
    static final int MOST_ORIGINS = 10_000;

    private static final Logger LOG = Logger.getLogger(Defender.class);
    private static final String MAC = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    private final DefenderRules rules;
    private final InstantSource clock;
    private final Scores scores;
    private final BanList bans;
    private final SecretKeySpec key;
    private volatile SharedLedger shared = SharedLedger.NONE;
    private volatile Runnable whenBanned = () -> {};
    private long changes;

    public Defender(DefenderRules rules, InstantSource clock) {
        this.rules = rules;
        this.clock = clock;
        this.scores = new Scores(rules.window(), MOST_ORIGINS);
        this.bans = new BanList(MOST_ORIGINS, rules.longest());
        byte[] random = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, MAC);
    }

    /** Counts nothing. */
    public static Defender off() {
        return new Defender(DefenderRules.off(), InstantSource.system());
    }

    /** What others are told of what is counted here. */
    public void shareWith(SharedLedger ledger) {
        shared = ledger;
    }

    /** What is run after each new ban, on any thread; it must not wait. */
    public void whenBanned(Runnable action) {
        whenBanned = action;
    }

    public DefenderRules rules() {
        return rules;
    }

    /** The time by which bans begin and end. */
    public Instant now() {
        return clock.instant();
    }

    /** True when a connection from there is to be refused. */
    public boolean isBanned(InetAddress client) {
        return bans.holds(Origin.of(client), clock.instant()) && !rules.exempts(client);
    }

    /** Counts something against a client. */
    public void offend(InetAddress client, Offence offence) {
        if (rules.counts() && !rules.exempts(client)) {
            count(Origin.of(client), offence);
        }
    }

    /**
     * Counts a refused login. The same name and password once more counts less: no guesser sends them twice. What is kept to know
     * them again is a number that tells nothing without a key, which is in this process alone.
     */
    public void refusedLogin(InetAddress client, String name, String password) {
        if (rules.counts() && !rules.exempts(client)) {
            Origin origin = Origin.of(client);
            boolean isNew = scores.isNew(origin, number(name, password));
            count(origin, isNew ? Offence.REFUSED_LOGIN : Offence.SAME_LOGIN_AGAIN);
        }
    }

    /** Forgets the points of a client who has logged in. */
    public void loggedIn(InetAddress client) {
        if (rules.counts() && !rules.exempts(client)) {
            Origin origin = Origin.of(client);
            scores.forget(origin);
            shared.clear(origin);
        }
    }

    /** The bans that hold, the one that ends first in front. */
    public List<Ban> bans() {
        return bans.holding(clock.instant());
    }

    /**
     * A ban by the operator, which takes the place of any other of that origin.
     *
     * @return empty when there is no room, or when the address is one that is never banned
     */
    public Optional<Ban> ban(InetAddress address, Duration length) {
        if (rules.exempts(address)) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        Ban ban = new Ban(Origin.of(address), now, now.plus(length), 0);
        synchronized (this) {
            if (!bans.put(ban, now)) {
                return Optional.empty();
            }
            shared.ban(ban);
            changes++;
        }
        LOG.infof("Banned %s for %s by the operator", ban.origin(), words(length));
        whenBanned.run();
        return Optional.of(ban);
    }

    /** Ends a ban, and forgets all that the origin has done; false when there was none. */
    public boolean lift(Origin origin) {
        boolean held;
        synchronized (this) {
            Ban ban = bans.remove(origin);
            held = ban != null && ban.holds(clock.instant());
            scores.forget(origin);
            shared.lift(origin);
            changes++;
        }
        if (held) {
            LOG.infof("The ban of %s was lifted by the operator", origin);
        }
        return held;
    }

    /** A number that is another one after each change that was made here. */
    public synchronized long changes() {
        return changes;
    }

    /**
     * From now on these bans hold and no others.
     *
     * @param others also those that are over and not forgotten
     * @param seen   what {@link #changes()} was when everything that was told to the ledger until then is in {@code others}
     * @return false, and nothing is changed, when something was changed here since
     */
    public boolean takeOver(Collection<Ban> others, long seen) {
        Instant now = clock.instant();
        boolean news;
        synchronized (this) {
            if (changes != seen) {
                return false;
            }
            news = others.stream().anyMatch(ban -> ban.holds(now) && !bans.holds(ban.origin(), now));
            bans.replace(others);
        }
        if (news) {
            whenBanned.run();
        }
        return true;
    }

    private void count(Origin origin, Offence offence) {
        Instant now = clock.instant();
        int points = scores.add(origin, offence.points(), now);
        shared.points(origin, offence.points());
        if (points >= rules.points() && !shared.decides()) {
            ban(origin, offence, now);
        }
    }

    private void ban(Origin origin, Offence last, Instant now) {
        Ban ban;
        synchronized (this) {
            if (bans.holds(origin, now)) {
                return;
            }
            int repeats = bans.repeats(origin, now) + 1;
            ban = new Ban(origin, now, now.plus(rules.length(repeats)), repeats);
            if (!bans.put(ban, now)) {
                return;
            }
            scores.forget(origin);
            shared.ban(ban);
            changes++;
        }
        LOG.infof(
                "Banned %s for %s, ban %d of it; its last offence was %s",
                origin, words(rules.length(ban.repeats())), ban.repeats(), last);
        whenBanned.run();
    }

    private static String words(Duration length) {
        return length.toString().substring(2);
    }

    private long number(String name, String password) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(key);
            mac.update((name.length() + ":" + name + password).getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(mac.doFinal()).getLong();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + MAC, e);
        }
    }
}
