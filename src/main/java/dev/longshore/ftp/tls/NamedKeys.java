package dev.longshore.ftp.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509KeyManager;
import org.jspecify.annotations.Nullable;

/** Chooses among several certificates the one for the name that the client asked for (SNI, RFC 6066 §3); else the first. */
final class NamedKeys extends X509ExtendedKeyManager {
    private static final List<String> KINDS = List.of("EC", "RSA", "EdDSA");
    private static final int DNS_NAME = 2;

    private final X509KeyManager keys;

    private NamedKeys(X509KeyManager keys) {
        this.keys = keys;
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

    @Nullable
    @Override
    public String chooseEngineServerAlias(String kind, Principal @Nullable [] issuers, SSLEngine engine) {
        String name = requested((ExtendedSSLSession) engine.getHandshakeSession());
        List<String> aliases = aliases(kind);
        return aliases.stream()
                .filter(alias -> covers(alias, name))
                .findFirst()
                .orElseGet(() -> aliases.isEmpty() || isNamedElsewhere(name) ? null : aliases.get(0));
    }

    /** True when there is a certificate for the name, with a key of another kind, for which we will be asked as well. */
    private boolean isNamedElsewhere(String name) {
        return KINDS.stream().flatMap(kind -> aliases(kind).stream()).anyMatch(alias -> covers(alias, name));
    }

    private List<String> aliases(String kind) {
        String[] aliases = keys.getServerAliases(kind, null);
        return aliases == null ? List.of() : Stream.of(aliases).sorted().toList();
    }

    private boolean covers(String alias, String name) {
        return !name.isEmpty()
                && names(keys.getCertificateChain(alias)[0]).stream()
                        .anyMatch(pattern -> covers(pattern, name, name.indexOf('.')));
    }

    /** RFC 6125 §6.4.3: an asterisk stands for the first label. */
    private static boolean covers(String pattern, String name, int dot) {
        return pattern.equals(name)
                || pattern.startsWith("*.")
                        && dot > 0
                        && pattern.endsWith(name.substring(dot))
                        && pattern.length() == name.length() - dot + 1;
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
        return keys.chooseServerAlias(kind, issuers, socket);
    }

    @Override
    public String @Nullable [] getServerAliases(String kind, Principal @Nullable [] issuers) {
        return keys.getServerAliases(kind, issuers);
    }

    @Nullable
    @Override
    public PrivateKey getPrivateKey(String alias) {
        return keys.getPrivateKey(alias);
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        return keys.getCertificateChain(alias);
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
