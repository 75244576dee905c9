package dev.longshore.users.otp;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/**
 * A secret for an authenticator app, with the values that all of them take: SHA-1, 6 digits, 30 seconds.
 *
 * @param base32 of 160 bits (RFC 4226 §4, R6)
 */
public record NewSecret(String base32) {
    private static final int OCTETS = 20;
    private static final String ISSUER = "Longshore";

    /** One that nobody knows. */
    public static NewSecret random() {
        byte[] octets = new byte[OCTETS];
        new SecureRandom().nextBytes(octets);
        return new NewSecret(Base32.encode(octets));
    }

    /** What an app reads from a QR code. */
    public String uri(String user) {
        String label = URLEncoder.encode(user, StandardCharsets.UTF_8).replace("+", "%20");
        return "otpauth://totp/" + ISSUER + ":" + label + "?secret=" + base32 + "&issuer=" + ISSUER;
    }

    @Override
    public String toString() {
        return "NewSecret";
    }
}
