package dev.longshore.ftp;

import java.io.Serial;
import java.util.Locale;
import org.eclipse.microprofile.config.spi.Converter;

/** Reads {@code longshore.ftp.tls.mode}; YAML turns a bare {@code off} into {@code false}. */
public final class TlsModeReader implements Converter<FtpSettings.Tls.Mode> {
    @Serial
    private static final long serialVersionUID = 1L;

    /** @throws IllegalArgumentException for any other word */
    @Override
    public FtpSettings.Tls.Mode convert(String value) {
        return switch (value.strip().toLowerCase(Locale.ROOT)) {
            case "off", "false" -> FtpSettings.Tls.Mode.OFF;
            case "offer" -> FtpSettings.Tls.Mode.OFFER;
            case "require" -> FtpSettings.Tls.Mode.REQUIRE;
            default -> throw new IllegalArgumentException("off, offer or require");
        };
    }
}
