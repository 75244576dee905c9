package dev.longshore.users;

import dev.longshore.settings.StrictBoolean;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;

/** Users in AWS Secrets Manager. */
public interface SecretsSettings {
    /**
     * What the names of the secrets have before the name of the user: {@code aws/transfer/s-0123456789abcdef0} is for
     * {@code aws/transfer/s-0123456789abcdef0/alice}.
     *
     * @default none; needed with the store {@code secrets-manager}
     */
    Optional<String> prefix();

    /**
     * The region of Secrets Manager.
     *
     * @default {@code longshore.s3.region}
     */
    Optional<String> region();

    /**
     * The address of Secrets Manager, such as that of a VPC endpoint. It must begin with {@code https://}; only on this machine
     * itself {@code http://} will do: “longshore.users.secrets-manager.endpoint names the host …: secrets come from there, so it must
     * begin with https://”.
     *
     * @default that of the region at AWS
     */
    Optional<URI> endpoint();

    /** As {@code longshore.users.http.ignore-policy}. */
    @WithDefault("false")
    @WithConverter(StrictBoolean.class)
    boolean ignorePolicy();
}
