package dev.longshore.users.ldap;

import com.unboundid.ldap.sdk.FailoverServerSet;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.PostConnectProcessor;
import com.unboundid.ldap.sdk.ServerSet;
import com.unboundid.ldap.sdk.SingleServerSet;
import com.unboundid.ldap.sdk.StartTLSPostConnectProcessor;
import dev.longshore.failure.StartFailure;
import dev.longshore.users.LdapSettings;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** The servers of a directory, asked in their order. No referral of theirs is followed: passwords go nowhere else. */
final class Servers {
    private static final String KEY = "longshore.users.ldap.urls";
    private static final int PORT = 389;
    private static final int TLS_PORT = 636;

    /** When the first server is back, it is used again within a minute. */
    private static final long LONGEST_ELSEWHERE = 60_000;

    private final LdapSettings settings;
    private final SSLSocketFactory encrypted;

    private Servers(LdapSettings settings, SSLSocketFactory encrypted) {
        this.settings = settings;
        this.encrypted = encrypted;
    }

    /**
     * Connects to nothing yet.
     *
     * @throws StartFailure when an address is missing or wrong, or passwords would cross the network in clear text
     */
    static ServerSet of(LdapSettings settings) {
        List<String> urls = settings.urls()
                .orElseThrow(() -> new StartFailure("longshore.users.stores names ldap, and " + KEY
                        + " is missing: give the address of a directory, such as ldaps://ldap.example.com"));
        Servers servers = new Servers(
                settings, new NamedSockets(Trust.of(settings.caFile()).getSocketFactory()));
        List<ServerSet> sets = new ArrayList<>();
        urls.forEach(url -> sets.add(servers.server(uri(url.strip()))));
        FailoverServerSet all = new FailoverServerSet(sets);
        all.setMaxFailoverConnectionAgeMillis(LONGEST_ELSEWHERE);
        return all;
    }

    private ServerSet server(URI url) {
        boolean tls = url.getScheme().equals("ldaps");
        if (tls && settings.startTls()) {
            throw new StartFailure(
                    KEY + " names " + url + ", and longshore.users.ldap.start-tls is true: it is for ldap:// alone");
        }
        if (!tls && !settings.startTls() && !settings.clearText() && !isHere(url.getHost())) {
            throw new StartFailure(KEY + " names " + url + ": passwords go there, so begin it with ldaps://, or set"
                    + " longshore.users.ldap.start-tls");
        }
        int port = url.getPort() > 0 ? url.getPort() : tls ? TLS_PORT : PORT;
        return new SingleServerSet(url.getHost(), port, sockets(tls), options(), null, startTls(tls));
    }

    private @Nullable SocketFactory sockets(boolean tls) {
        return tls ? encrypted : null;
    }

    private @Nullable PostConnectProcessor startTls(boolean tls) {
        return !tls && settings.startTls() ? new StartTLSPostConnectProcessor(encrypted) : null;
    }

    private LDAPConnectionOptions options() {
        int timeout = (int) settings.timeout().toMillis();
        LDAPConnectionOptions options = new LDAPConnectionOptions();
        options.setConnectTimeoutMillis(timeout);
        options.setResponseTimeoutMillis(timeout);
        options.setFollowReferrals(false);
        options.setUseSynchronousMode(true);
        return options;
    }

    private static URI uri(String text) {
        try {
            URI url = new URI(text);
            boolean plain = url.getUserInfo() == null
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null
                    && (url.getRawPath() == null
                            || url.getRawPath().isEmpty()
                            || url.getRawPath().equals("/"));
            if (plain
                    && url.getHost() != null
                    && String.valueOf(url.getScheme()).matches("ldaps?")) {
                return url;
            }
        } catch (URISyntaxException e) {
            throw new StartFailure(KEY + " has an address that cannot be read", e);
        }
        throw new StartFailure(KEY + " must have addresses such as ldaps://ldap.example.com:636, and nothing behind");
    }

    private static boolean isHere(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
