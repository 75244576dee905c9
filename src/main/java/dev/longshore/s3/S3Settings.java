package dev.longshore.s3;

import dev.longshore.settings.StrictBoolean;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** The S3 behind the gateway. */
@ConfigMapping(prefix = "longshore.s3")
public interface S3Settings {
    /** The address of an S3-compatible service, such as {@code https://s3.example.com}; empty for AWS. */
    Optional<URI> endpoint();

    /** The region that requests are signed for. */
    @WithDefault("us-east-1")
    String region();

    /** The bucket of all users whose record names no other. Must exist, unless S3 is the embedded one. */
    Optional<String> bucket();

    /** What all keys in that bucket begin with, such as {@code incoming/}; empty for the whole bucket. */
    Optional<String> prefix();

    /** The access key; without it the SDK's default chain is asked (environment, profile, IRSA, Pod Identity, …). */
    Optional<String> accessKey();

    /** The secret key that belongs to {@code access-key}. */
    Optional<String> secretKey();

    /** Whether the bucket's name stands in the path of a URL rather than in its host; {@code auto}: with an endpoint. */
    @WithDefault("auto")
    PathStyle pathStyle();

    /**
     * How long S3 may be silent before a request is taken for lost, and how long a lost or failed request is repeated, 1s to 15m. The
     * reply to a client may take twice as long when S3 fails.
     */
    @WithDefault("60s")
    Duration timeout();

    /** What the endpoint can do; each {@code auto} is found out when the gateway starts. */
    CapabilitySettings capabilities();

    /** The clearing of what was left behind. */
    JanitorSettings janitor();

    /**
     * Whether the signature of a request spans its body, for which the body goes through SHA-256. {@code auto}: where nothing else
     * protects it, that is over plain HTTP for a body without a checksum in the signed headers, and where the endpoint wants it.
     */
    @WithDefault("auto")
    PayloadSigning payloadSigning();

    /** Serves the objects from a folder of this machine instead ({@code longshore.embedded.*}), for a first try. */
    @WithDefault("false")
    @WithConverter(StrictBoolean.class)
    boolean embedded();

    /** See {@link S3Settings#pathStyle()}. */
    enum PathStyle {
        AUTO,
        ALWAYS,
        NEVER
    }

    /** See {@link S3Settings#payloadSigning()}. */
    enum PayloadSigning {
        AUTO,
        ALWAYS,
        NEVER
    }
}
