package dev.longshore.failure;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Why the gateway does not start: one sentence for the operator that names the setting and says what to do. */
public final class StartFailure extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public StartFailure(String sentence) {
        this(sentence, null);
    }

    public StartFailure(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
