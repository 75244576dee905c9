package dev.longshore.redis;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/** A step that Redis makes as one. */
enum Script {
    /**
     * Counts points, and bans when there are too many. Keys: points, bans, version. Arguments: origin, slot, points,
     * points that ban, now, length of a first ban, of the longest, of the window; times in milliseconds.
     */
    OFFEND("""
        redis.call('HINCRBY', KEYS[1], ARGV[2], ARGV[3])
        redis.call('PEXPIRE', KEYS[1], ARGV[8])
        local sum = 0
        local slots = redis.call('HGETALL', KEYS[1])
        for i = 1, #slots, 2 do
          if tonumber(slots[i]) <= tonumber(ARGV[2]) - 10 then
            redis.call('HDEL', KEYS[1], slots[i])
          else
            sum = sum + tonumber(slots[i + 1])
          end
        end
        if sum < tonumber(ARGV[4]) then return 0 end
        local now, longest, repeats = tonumber(ARGV[5]), tonumber(ARGV[7]), 0
        local before = redis.call('HGET', KEYS[2], ARGV[1])
        if before then
          local since, ends, known = string.match(before, '(%d+) (%d+) (%d+)')
          if tonumber(ends) > now then return 0 end
          if tonumber(ends) + longest > now then repeats = tonumber(known) end
        end
        local length = math.min(tonumber(ARGV[6]) * 2 ^ math.min(repeats, 40), longest)
        redis.call('HSET', KEYS[2], ARGV[1], string.format('%.0f %.0f %d', now, now + length, repeats + 1))
        redis.call('DEL', KEYS[1])
        redis.call('INCR', KEYS[3])
        return 1
        """),

    /**
     * Adds a ban that a gateway has made. The operator's replaces any other, another one only a shorter one. Keys:
     * bans, version. Arguments: origin, since, until, repeats.
     */
    BAN("""
        local before = redis.call('HGET', KEYS[1], ARGV[1])
        if before and ARGV[4] ~= '0' then
          local since, ends = string.match(before, '(%d+) (%d+)')
          if tonumber(ends) >= tonumber(ARGV[3]) then return 0 end
        end
        redis.call('HSET', KEYS[1], ARGV[1], ARGV[2] .. ' ' .. ARGV[3] .. ' ' .. ARGV[4])
        redis.call('INCR', KEYS[2])
        return 1
        """),

    /** Ends a ban, and forgets what led to it. Keys: points, bans, version. Arguments: origin. */
    LIFT("""
        redis.call('DEL', KEYS[1])
        redis.call('HDEL', KEYS[2], ARGV[1])
        redis.call('INCR', KEYS[3])
        return 1
        """),

    /** Says that a gateway lives; 0 when it was taken for dead. Keys: its own. Arguments: the lease in milliseconds. */
    RENEW("""
        local known = redis.call('EXISTS', KEYS[1])
        redis.call('SET', KEYS[1], '1', 'PX', ARGV[1])
        return known
        """),

    /**
     * Takes a place for a session; 0 when it is one too many. What gateways without a lease have counted is forgotten. Keys: the
     * sessions of the user. Arguments: gateway, origin, its sessions with this one, those from there, limit, limit from there, what
     * the keys of gateways begin with, when the key expires.
     */
    TAKE("""
        local total, there, alive = tonumber(ARGV[3]), tonumber(ARGV[4]), {}
        local counts = redis.call('HGETALL', KEYS[1])
        for i = 1, #counts, 2 do
          local field = counts[i]
          local blank = string.find(field, ' ', 1, true)
          local gateway = blank and string.sub(field, 1, blank - 1) or field
          if gateway ~= ARGV[1] then
            if alive[gateway] == nil then
              alive[gateway] = redis.call('EXISTS', ARGV[7] .. gateway) == 1
            end
            if not alive[gateway] then
              redis.call('HDEL', KEYS[1], field)
            elseif not blank then
              total = total + tonumber(counts[i + 1])
            elseif string.sub(field, blank + 1) == ARGV[2] then
              there = there + tonumber(counts[i + 1])
            end
          end
        end
        local most, mostThere = tonumber(ARGV[5]), tonumber(ARGV[6])
        if most > 0 and total > most or mostThere > 0 and there > mostThere then return 0 end
        redis.call('HSET', KEYS[1], ARGV[1], ARGV[3], ARGV[1] .. ' ' .. ARGV[2], ARGV[4])
        redis.call('PEXPIRE', KEYS[1], ARGV[8])
        return 1
        """),

    /**
     * Says how many sessions of a user a gateway has. Keys: the sessions of the user. Arguments: gateway, origin, its
     * sessions, those from there, when the key expires.
     */
    TELL("""
        local function set(field, count)
          if count == '0' then
            redis.call('HDEL', KEYS[1], field)
          else
            redis.call('HSET', KEYS[1], field, count)
          end
        end
        set(ARGV[1], ARGV[3])
        set(ARGV[1] .. ' ' .. ARGV[2], ARGV[4])
        redis.call('PEXPIRE', KEYS[1], ARGV[5])
        return 1
        """);

    private final String text;
    private final String digest;

    Script(String text) {
        this.text = text;
        this.digest = sha1(text);
    }

    /** Runs it; true when it returned 1. */
    boolean run(UnifiedJedis redis, List<String> keys, List<String> arguments) {
        try {
            return redis.evalsha(digest, keys, arguments).equals(1L);
        } catch (JedisNoScriptException e) {
            return redis.eval(text, keys, arguments).equals(1L);
        }
    }

    private static String sha1(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-1", e);
        }
    }
}
