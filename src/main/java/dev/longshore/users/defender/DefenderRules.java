package dev.longshore.users.defender;

import dev.longshore.failure.StartFailure;
import dev.longshore.users.Networks;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/**
 * The checked form of {@link DefenderSettings}.
 *
 * @param counts  whether points are counted
 * @param points  how many ban an origin
 * @param window  how long they count
 * @param ban     how long a first ban is
 * @param longest how long a ban is at most, and how long one is remembered
 * @param allow   who is never banned
 * @param proxies whose PROXY headers are believed: these are not banned either
 */
public record DefenderRules(
        boolean counts, int points, Duration window, Duration ban, Duration longest, Networks allow, Networks proxies) {
    private static final int MOST_POINTS = 1_000_000;
    private static final Duration SHORTEST_WINDOW = Duration.ofSeconds(10);
    private static final Duration SHORTEST_BAN = Duration.ofSeconds(1);
    private static final Duration LONGEST_BAN = Duration.ofDays(366);

    /**
     * @param proxies {@code longshore.ftp.proxies}
     * @throws StartFailure when a value is out of its bounds
     */
    public static DefenderRules of(DefenderSettings settings, List<String> proxies) {
        if (settings.points() < 1 || settings.points() > MOST_POINTS) {
            throw new StartFailure("longshore.defender.points is " + settings.points() + ": it must be 1 to 1000000");
        }
        if (settings.window().compareTo(SHORTEST_WINDOW) < 0) {
            throw new StartFailure("longshore.defender.window must be 10s or more");
        }
        if (settings.longestBan().compareTo(LONGEST_BAN) > 0) {
            throw new StartFailure("longshore.defender.longest-ban must be 366 days or less");
        }
        if (settings.ban().compareTo(SHORTEST_BAN) < 0 || settings.ban().compareTo(settings.longestBan()) > 0) {
            throw new StartFailure(
                    "longshore.defender.ban must be 1s or more, and at most longshore.defender.longest-ban");
        }
        return new DefenderRules(
                settings.enabled(),
                settings.points(),
                settings.window(),
                settings.ban(),
                settings.longestBan(),
                Networks.parse("longshore.defender.allow", settings.allow()),
                Networks.parse("longshore.ftp.proxies", proxies));
    }

    /** Nobody is banned but by the operator. */
    static DefenderRules off() {
        Networks none = Networks.parse("", List.of());
        Duration day = Duration.ofDays(1);
        return new DefenderRules(false, MOST_POINTS, day, day, day, none, none);
    }

    boolean exempts(InetAddress client) {
        return allow.contains(client) || proxies.contains(client);
    }

    /** How long the n-th ban is. */
    Duration length(int repeats) {
        Duration length = ban;
        for (int i = 1; i < repeats && length.compareTo(longest) < 0; i++) {
            length = length.multipliedBy(2);
        }
        return length.compareTo(longest) < 0 ? length : longest;
    }
}
