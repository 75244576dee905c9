package dev.longshore.failure;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * An operation that was not done. The {@linkplain #kind() kind} decides the reply that the client gets; the message is
 * for the log and may name buckets, keys and S3's request id, but never a secret.
 */
public final class Failure extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final FailureKind kind;

    public Failure(FailureKind kind, String message) {
        this(kind, message, null);
    }

    public Failure(FailureKind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public FailureKind kind() {
        return kind;
    }
}
