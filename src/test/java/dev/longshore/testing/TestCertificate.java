package dev.longshore.testing;

import dev.longshore.ftp.tls.SelfMadeCertificate;
import dev.longshore.ftp.tls.ServerCertificate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The certificate of the gateways of a process, where their settings speak of TLS. */
public final class TestCertificate {
    private static final SelfMadeCertificate MADE = SelfMadeCertificate.fresh();

    private TestCertificate() {}

    /** Null for settings without TLS. */
    @Nullable
    static ServerCertificate wanted(Map<String, String> settings) {
        return settings.keySet().stream().anyMatch(key -> key.startsWith("longshore.ftp.tls.")) ? get() : null;
    }

    /** New connections of all gateways get another one. */
    public static void replace() {
        MADE.certificate().replace(SelfMadeCertificate.fresh().certificate());
    }

    public static ServerCertificate get() {
        return MADE.certificate();
    }
}
