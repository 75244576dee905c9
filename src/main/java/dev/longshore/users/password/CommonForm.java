package dev.longshore.users.password;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What passwords mostly cost here: an unknown user is compared with a decoy of the form that most of the users seen last
 * have. Where users have hashes of different costs, time tells who is not of the common one.
 */
final class CommonForm {
    private static final int MOST_USERS = 10_000;

    /** The forms that the users seen last have; who was seen first is the first. */
    private final Map<String, String> users = new LinkedHashMap<>();

    private final Map<String, Count> counts = new HashMap<>();
    private StoredPassword decoy = NewHash.decoy();

    private record Count(int users, StoredPassword decoy) {
        Count plus(int more) {
            return new Count(users + more, decoy);
        }
    }

    /** Counts a user once, with the password that the record has now. */
    synchronized void saw(String user, StoredPassword password) {
        String before = users.get(user);
        if (password.form().equals(before)) {
            return;
        }
        if (before != null) {
            users.remove(user);
            forget(before);
        } else if (users.size() >= MOST_USERS) {
            String oldest = users.keySet().iterator().next();
            forget(users.remove(oldest));
        }
        users.put(user, password.form());
        counts.computeIfAbsent(password.form(), form -> new Count(0, password.decoy()));
        counts.computeIfPresent(password.form(), (form, count) -> count.plus(1));
        decoy = counts.entrySet().stream()
                .max(Comparator.<Map.Entry<String, Count>>comparingInt(
                                entry -> entry.getValue().users())
                        .thenComparing(Map.Entry::getKey))
                .orElseThrow()
                .getValue()
                .decoy();
    }

    /** As {@link NewHash} makes them while no user has been seen. */
    synchronized StoredPassword decoy() {
        return decoy;
    }

    private void forget(String form) {
        counts.computeIfPresent(form, (same, count) -> count.users() == 1 ? null : count.plus(-1));
    }
}
