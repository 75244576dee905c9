package dev.longshore.settings;

import java.io.Serial;
import java.util.Locale;
import org.eclipse.microprofile.config.spi.Converter;

/** Reads {@code true} and {@code false} and nothing else: by default every other word would silently mean false. */
public final class StrictBoolean implements Converter<Boolean> {
    @Serial
    private static final long serialVersionUID = 1L;

    /** @throws IllegalArgumentException for any other word */
    @Override
    public Boolean convert(String value) {
        return switch (value.strip().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("true or false");
        };
    }
}
