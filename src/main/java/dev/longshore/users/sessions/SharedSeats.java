package dev.longshore.users.sessions;

import dev.longshore.users.Origin;

/** Where sessions are counted for several gateways together. */
public interface SharedSeats {
    /** The gateway counts for itself alone. */
    SharedSeats NONE = new SharedSeats() {
        @Override
        public boolean take(String user, Origin origin, int mine, int mineThere, int most, int mostThere) {
            return true;
        }

        @Override
        public void changed(String user, Origin origin) {
            // Nobody else counts.
        }
    };

    /**
     * Asks for one more session; may wait for a moment. Calls for one user come one after another.
     *
     * @param mine      how many sessions of the user there are here then
     * @param mineThere how many of these from that origin
     * @param most      how many there may be in all; 0 for any number
     * @param mostThere how many from that origin; 0 for any number
     * @return false when the others have so many that it would be one too many
     */
    boolean take(String user, Origin origin, int mine, int mineThere, int most, int mostThere);

    /** Here is one less. Returns at once. */
    void changed(String user, Origin origin);
}
