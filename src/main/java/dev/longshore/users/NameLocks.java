package dev.longshore.users;

import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** Locks for the names of users: what is done for one name is done one after another, and other names seldom wait for it. */
public final class NameLocks {
    private static final int LOCKS = 64;

    private final List<ReentrantLock> locks =
            Stream.generate(ReentrantLock::new).limit(LOCKS).toList();

    /** The lock of a name, not taken. */
    public ReentrantLock of(String name) {
        return locks.get(Math.floorMod(name.hashCode(), LOCKS));
    }
}
