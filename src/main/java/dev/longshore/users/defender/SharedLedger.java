package dev.longshore.users.defender;

import dev.longshore.users.Origin;

/** Where points and bans are counted for several gateways together. Takes what it is told and returns at once. */
public interface SharedLedger {
    /** The gateway counts for itself alone. */
    SharedLedger NONE = new SharedLedger() {
        @Override
        public boolean decides() {
            return false;
        }

        @Override
        public void points(Origin origin, int points) {
            // Nobody else counts.
        }

        @Override
        public void clear(Origin origin) {
            // Nobody else has counted.
        }

        @Override
        public void ban(Ban ban) {
            // Nobody else is to know.
        }

        @Override
        public void lift(Origin origin) {
            // Nobody else knows of it.
        }
    };

    /** True while it makes the bans for points, which then come back to {@link Defender#takeOver}. */
    boolean decides();

    /** Points were counted here. */
    void points(Origin origin, int points);

    /** A right login: the origin's points are gone. */
    void clear(Origin origin);

    /** A ban that was made here. */
    void ban(Ban ban);

    /** A ban that is over before its time. */
    void lift(Origin origin);
}
