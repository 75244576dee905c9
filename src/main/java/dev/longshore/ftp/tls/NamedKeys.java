package dev.longshore.ftp.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509KeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Chooses among several certificates the one for the name that the client asked for (SNI, RFC 6066 §3); else the first. All keys are read
 * once: the JDK's own manager decrypts that of a PKCS #12 file for each handshake.
 */
final class NamedKeys extends X509ExtendedKeyManager {
    private static final List<String> KINDS = List.of("EC", "RSA", "RSASSA-PSS", "EdDSA");
    private static final int DNS_NAME = 2;

    private final Map<String, Pair> pairs;

    /** What was chosen last; null before. */
    @Nullable
    private volatile String chosen;

    private record Pair(String kind, PrivateKey key, List<X509Certificate> chain, List<String> names) {
        boolean covers(String name) {
            return !name.isEmpty() && names.stream().anyMatch(pattern -> NamedKeys.covers(pattern, name));
        }
    }

    private NamedKeys(X509KeyManager keys) {
        Map<String, Pair> all = new TreeMap<>();
        for (String kind : KINDS) {
            String[] aliases = keys.getServerAliases(kind, null);
            for (String alias : aliases == null ? new String[0] : aliases) {
                List<X509Certificate> chain = List.of(keys.getCertificateChain(alias));
                all.put(alias, new Pair(kind, keys.getPrivateKey(alias), chain, names(chain.get(0))));
            }
        }
        pairs = Collections.unmodifiableMap(all);
    }

    private NamedKeys(Map<String, Pair> pairs) {
        this.pairs = pairs;
    }

    /** The same keys for a control connection and its data connections. */
    static KeyManager[] forOneConnection(KeyManager... managers) {
        return Arrays.stream(managers)
                .map(manager -> manager instanceof NamedKeys named ? new NamedKeys(named.pairs) : manager)
                .toArray(KeyManager[]::new);
    }

    static KeyManager[] of(KeyManager... managers) {
        return Arrays.stream(managers)
                .map(manager -> manager instanceof X509KeyManager keys ? new NamedKeys(keys) : manager)
                .toArray(KeyManager[]::new);
    }

    /** The name that a client has asked for; empty where it has not. */
    static String requested(ExtendedSSLSession session) {
        for (SNIServerName name : session.getRequestedServerNames()) {
            if (name instanceof SNIHostName host) {
                return host.getAsciiName().toLowerCase(Locale.ROOT);
            }
        }
        return "";
    }

    /**
     * Asked for each kind of key; one that has no certificate for the name leaves it to a kind that has. From JDK 25 on it is asked before
     * there is a session, too, to find the certificate of a ticket again: that is what was chosen for the control connection.
     */
    @Nullable
    @Override
    public String chooseEngineServerAlias(String kind, Principal @Nullable [] issuers, SSLEngine engine) {
        SSLSession session = engine.getHandshakeSession();
        String before = chosen;
        if (session == null && before != null) {
            return pairs.get(before).kind().equals(kind) ? before : null;
        }
        String name = session == null ? "" : requested((ExtendedSSLSession) session);
        boolean named = pairs.values().stream().anyMatch(pair -> pair.covers(name));
        String found = pairs.entrySet().stream()
                .filter(pair -> pair.getValue().kind().equals(kind))
                .filter(pair -> !named || pair.getValue().covers(name))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
        if (found != null) {
            chosen = found;
        }
        return found;
    }

    /** RFC 6125 §6.4.3: an asterisk stands for the first label. */
    private static boolean covers(String pattern, String name) {
        int dot = name.indexOf('.');
        return pattern.equals(name) || dot > 0 && pattern.equals("*" + name.substring(dot));
    }

    private static List<String> names(X509Certificate certificate) {
        try {
            Collection<List<?>> all = certificate.getSubjectAlternativeNames();
            return all == null
                    ? List.of()
                    : all.stream()
                            .filter(entry -> entry.get(0).equals(DNS_NAME))
                            .map(entry -> entry.get(1).toString().toLowerCase(Locale.ROOT))
                            .toList();
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }

    @Nullable
    @Override
    public String chooseServerAlias(String kind, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }

    @Override
    public String @Nullable [] getServerAliases(String kind, Principal @Nullable [] issuers) {
        return pairs.entrySet().stream()
                .filter(pair -> pair.getValue().kind().equals(kind))
                .map(Map.Entry::getKey)
                .toArray(String[]::new);
    }

    @Nullable
    @Override
    public PrivateKey getPrivateKey(String alias) {
        Pair pair = pairs.get(alias);
        return pair == null ? null : pair.key();
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        Pair pair = pairs.get(alias);
        return pair == null ? null : pair.chain().toArray(X509Certificate[]::new);
    }

    @Override
    public String @Nullable [] getClientAliases(String kind, Principal @Nullable [] issuers) {
        return new String[0];
    }

    @Nullable
    @Override
    public String chooseClientAlias(String[] kinds, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }
}
