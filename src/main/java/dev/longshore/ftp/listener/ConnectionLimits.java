package dev.longshore.ftp.listener;

import java.net.InetAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** How many control connections are open, in all and from each address. Exact under any number of connects at once. */
final class ConnectionLimits {
    private final int most;
    private final int perAddress;
    private final AtomicInteger open = new AtomicInteger();
    private final ConcurrentHashMap<InetAddress, Integer> byAddress = new ConcurrentHashMap<>();

    ConnectionLimits(int most, int perAddress) {
        this.most = most;
        this.perAddress = perAddress;
    }

    /** Counts a connection; false, and not counted, when there are too many. */
    boolean enter(InetAddress client) {
        if (open.incrementAndGet() > most) {
            open.decrementAndGet();
            return false;
        }
        boolean[] entered = new boolean[1];
        byAddress.compute(client, (address, count) -> {
            int now = count == null ? 0 : count;
            entered[0] = now < perAddress;
            return entered[0] ? Integer.valueOf(now + 1) : count;
        });
        if (!entered[0]) {
            open.decrementAndGet();
        }
        return entered[0];
    }

    /** Uncounts a connection that entered. */
    void leave(InetAddress client) {
        open.decrementAndGet();
        byAddress.computeIfPresent(client, (address, count) -> count == 1 ? null : count - 1);
    }

    /** True when that client has all the connections that one address may have. */
    boolean isCrowd(InetAddress client) {
        return byAddress.getOrDefault(client, 0) >= perAddress;
    }

    /** How many are open. */
    int open() {
        return open.get();
    }
}
