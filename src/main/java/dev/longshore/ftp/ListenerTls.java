package dev.longshore.ftp;

import dev.longshore.failure.StartFailure;
import dev.longshore.ftp.listener.ControlListener;
import dev.longshore.ftp.session.DataPolicy;
import dev.longshore.ftp.tls.ClientCertificate;
import dev.longshore.ftp.tls.ServerCertificate;
import dev.longshore.ftp.tls.SubjectPattern;
import dev.longshore.ftp.tls.TlsRules;
import dev.longshore.ftp.tls.TlsServer;
import dev.longshore.users.Networks;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The checked form of {@link FtpSettings.Tls}. */
final class ListenerTls {
    private static final int MOST_PORT = 65_535;
    private static final String CLIENT_CERTIFICATE = "longshore.ftp.tls.client-certificate is ";

    private ListenerTls() {}

    /** What is done: as the configuration says, else TLS is offered where there is a certificate. */
    static FtpSettings.Tls.Mode mode(FtpSettings.Tls tls, @Nullable ServerCertificate certificate) {
        return tls.mode().orElse(certificate == null ? FtpSettings.Tls.Mode.OFF : FtpSettings.Tls.Mode.OFFER);
    }

    /**
     * What the listener is told; null without TLS.
     *
     * @throws StartFailure when a value is out of its bounds, or there is no certificate
     */
    static ControlListener.@Nullable Tls of(
            FtpSettings settings, String host, @Nullable ServerCertificate certificate) {
        FtpSettings.Tls tls = settings.tls();
        FtpSettings.Tls.Mode mode = mode(tls, certificate);
        if (mode == FtpSettings.Tls.Mode.OFF) {
            if (tls.implicitPort().isPresent()) {
                throw new StartFailure("longshore.ftp.tls.implicit-port is set, and longshore.ftp.tls.mode is off: "
                        + certificateWanted(tls) + ", or remove the port");
            }
            if (tls.clientCertificate() != ClientCertificate.NONE) {
                throw new StartFailure(CLIENT_CERTIFICATE + word(tls.clientCertificate())
                        + ", and longshore.ftp.tls.mode is off: " + certificateWanted(tls) + ", or remove it");
            }
            return null;
        }
        if (certificate == null) {
            throw new StartFailure("longshore.ftp.tls.mode is " + word(mode) + ", and there is no certificate: "
                    + certificateWanted(tls));
        }
        if (tls.clientCertificate() != ClientCertificate.NONE && !certificate.trustsClients()) {
            String store = "quarkus.tls." + tls.configuration() + ".trust-store.";
            throw new StartFailure(CLIENT_CERTIFICATE + word(tls.clientCertificate()) + ", and nobody is trusted: set "
                    + store + "pem.certs, or " + store + "p12.path and .password");
        }
        TlsRules rules = new TlsRules(
                tls.dataSession(),
                settings.loginTimeout(),
                tls.clientCertificate(),
                SubjectPattern.parse("longshore.ftp.tls.user-pattern", tls.userPattern()));
        return new ControlListener.Tls(
                new TlsServer(certificate, rules),
                tls.implicitPort().isPresent()
                        ? implicit(host, tls.implicitPort().getAsInt())
                        : null,
                new DataPolicy(
                        mode == FtpSettings.Tls.Mode.REQUIRE,
                        tls.requireDataProtection(),
                        tls.truncation() == FtpSettings.Tls.Truncation.LENIENT,
                        Networks.parse(
                                "longshore.ftp.tls.lenient-networks",
                                tls.lenientNetworks().orElse(List.of()))));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String certificateWanted(FtpSettings.Tls tls) {
        String key = "quarkus.tls." + tls.configuration() + ".key-store.";
        return "set " + key + "pem.1.cert and .key, or " + key + "p12.path and .password";
    }

    private static InetSocketAddress implicit(String host, int port) {
        if (port < 0 || port > MOST_PORT) {
            throw new StartFailure("longshore.ftp.tls.implicit-port is " + port + ": it must be 0 to 65535");
        }
        return new InetSocketAddress(host, port);
    }
}
