package dev.longshore.s3;

import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;

/**
 * The roles of users: who has one gets at S3 with it, and not with what the gateway itself may do. docs/users.md tells what the role and
 * the gateway must be allowed.
 */
public interface RoleSettings {
    /**
     * Whether the {@code Role} of a user of AWS Transfer Family's format is assumed, with its {@code Policy}, or ignored. {@code auto}
     * assumes it at AWS, and ignores it where {@code longshore.s3.endpoint} is another service, whose providers tell a role only because
     * the format wants one. Where roles are ignored, records of the gateway's own format that have a {@code role} are refused: their
     * users would get more than they are meant to.
     */
    @WithDefault("auto")
    Use use();

    /**
     * The address of STS (Security Token Service). It answers with keys, so it must begin with {@code https://}; only on this machine
     * itself {@code http://} will do: “longshore.s3.roles.sts-endpoint names the host …: secrets come from there, so it must begin with
     * https://”.
     *
     * @default {@code AWS_ENDPOINT_URL_STS}, else that of {@code longshore.s3.region} at AWS
     */
    Optional<URI> stsEndpoint();

    /**
     * The external id that the trust policies of the roles ask for: 2 to 1,224 letters, digits and {@code _+=,.@:/-}. Anything else:
     * “longshore.s3.roles.external-id must be …”.
     *
     * @default none
     */
    Optional<String> externalId();

    /** See {@link RoleSettings#use()}. */
    enum Use {
        AUTO,
        ASSUME,
        IGNORE
    }
}
