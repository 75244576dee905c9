package dev.longshore.users.password;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Those who wait for a turn. Turns go around the addresses from which somebody waits, and to who came first from there, so that many from
 * one address keep no other waiting. When the line is full, the last one from the address with most of them is sent away.
 *
 * @param <T> what is waited for
 */
final class WaitingLine<T> {
    private final int most;
    private final Deque<T> free;

    /** By address; the next turn goes to the first one. Nobody waits while a turn is free. */
    private final Map<String, Deque<Waiter<T>>> waiting = new LinkedHashMap<>();

    private int count;

    /** Somebody who gets a turn, or nothing. */
    private static final class Waiter<T> extends CompletableFuture<Optional<T>> {}

    /** @param most how many may wait */
    WaitingLine(int most, Collection<T> turns) {
        this.most = most;
        this.free = new ArrayDeque<>(turns);
    }

    /**
     * Waits for a turn, which must be given back.
     *
     * @param address  whose turns these are
     * @param deadline in {@link System#nanoTime()}
     * @return empty when too many wait, or none came in time
     */
    Optional<T> take(String address, long deadline) throws InterruptedException {
        Waiter<T> waiter = enter(address);
        try {
            return waiter.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            leave(address, waiter);
            return waiter.join();
        } catch (InterruptedException e) {
            leave(address, waiter);
            waiter.join().ifPresent(this::give);
            throw e;
        } catch (ExecutionException e) {
            throw new IllegalStateException("Nobody fails a waiter", e);
        }
    }

    /** Gives a turn to the next one. */
    synchronized void give(T turn) {
        Iterator<Map.Entry<String, Deque<Waiter<T>>>> addresses =
                waiting.entrySet().iterator();
        if (!addresses.hasNext()) {
            free.addLast(turn);
            return;
        }
        Map.Entry<String, Deque<Waiter<T>>> next = addresses.next();
        String address = next.getKey();
        Deque<Waiter<T>> line = next.getValue();
        addresses.remove();
        Waiter<T> first = line.removeFirst();
        count--;
        if (!line.isEmpty()) {
            waiting.put(address, line);
        }
        first.complete(Optional.of(turn));
    }

    synchronized int waiting() {
        return count;
    }

    private synchronized Waiter<T> enter(String address) {
        Waiter<T> waiter = new Waiter<>();
        if (!free.isEmpty()) {
            waiter.complete(Optional.of(free.removeFirst()));
        } else if (count < most || makesRoom(address)) {
            waiting.computeIfAbsent(address, same -> new ArrayDeque<>()).addLast(waiter);
            count++;
        } else {
            waiter.complete(Optional.empty());
        }
        return waiter;
    }

    /** False where each address has its share. */
    private boolean makesRoom(String address) {
        Deque<Waiter<T>> own = waiting.get(address);
        Optional<Deque<Waiter<T>>> longest = waiting.values().stream().max(Comparator.comparingInt(Deque::size));
        if (longest.isEmpty() || longest.get().size() <= (own == null ? 0 : own.size()) + 1) {
            return false;
        }
        longest.get().removeLast().complete(Optional.empty());
        count--;
        return true;
    }

    /** Who is not in the line has got a turn meanwhile, or was sent away. */
    private synchronized void leave(String address, Waiter<T> waiter) {
        Deque<Waiter<T>> line = waiting.get(address);
        if (line != null && line.remove(waiter)) {
            count--;
            if (line.isEmpty()) {
                waiting.remove(address);
            }
            waiter.complete(Optional.empty());
        }
    }
}
