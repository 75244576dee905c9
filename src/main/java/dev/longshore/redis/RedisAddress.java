package dev.longshore.redis;

import dev.longshore.failure.StartFailure;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where Redis is. Its text has neither user nor password.
 *
 * @param user     null for the default user
 * @param password null for none
 */
public record RedisAddress(
        String host,
        int port,
        int database,
        boolean tls,
        @Nullable String user,
        @Nullable String password) {
    private static final int PORT = 6379;

    /**
     * @return empty when nothing is shared
     * @throws StartFailure when the URL cannot be read; the sentence does not repeat it, since it may hold a password
     */
    public static Optional<RedisAddress> of(RedisSettings settings) {
        return settings.url().map(RedisAddress::parse);
    }

    static RedisAddress parse(String url) {
        try {
            URI uri = new URI(url);
            boolean tls = "rediss".equals(uri.getScheme());
            String path = uri.getPath() == null ? "" : uri.getPath();
            if (!tls && !"redis".equals(uri.getScheme()) || uri.getHost() == null || !path.matches("/?|/\\d{1,6}")) {
                throw unreadable();
            }
            String[] secrets = uri.getUserInfo() == null
                    ? new String[] {"", ""}
                    : (uri.getUserInfo() + (uri.getUserInfo().contains(":") ? "" : ":")).split(":", 2);
            return new RedisAddress(
                    uri.getHost(),
                    uri.getPort() < 0 ? PORT : uri.getPort(),
                    path.length() < 2 ? 0 : Integer.parseInt(path.substring(1)),
                    tls,
                    secrets[0].isEmpty() ? null : secrets[0],
                    secrets[1].isEmpty() ? null : secrets[1]);
        } catch (URISyntaxException e) {
            throw unreadable();
        }
    }

    private static StartFailure unreadable() {
        return new StartFailure(
                "longshore.redis.url cannot be read: write it as redis://HOST, redis://:PASSWORD@HOST:PORT/DATABASE, or"
                        + " with rediss:// for TLS");
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
