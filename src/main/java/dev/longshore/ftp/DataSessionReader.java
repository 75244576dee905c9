package dev.longshore.ftp;

import dev.longshore.ftp.tls.DataSession;
import java.io.Serial;
import java.util.Locale;
import org.eclipse.microprofile.config.spi.Converter;

/** Reads {@code longshore.ftp.tls.data-session}; YAML turns a bare {@code off} into {@code false}. */
public final class DataSessionReader implements Converter<DataSession> {
    @Serial
    private static final long serialVersionUID = 1L;

    /** @throws IllegalArgumentException for any other word */
    @Override
    public DataSession convert(String value) {
        return switch (value.strip().toLowerCase(Locale.ROOT)) {
            case "off", "false" -> DataSession.OFF;
            case "offer" -> DataSession.OFFER;
            case "require" -> DataSession.REQUIRE;
            default -> throw new IllegalArgumentException("off, offer or require");
        };
    }
}
