package dev.longshore.users;

import dev.longshore.settings.StrictBoolean;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Users of an HTTP service that is, or speaks as, a custom identity provider of AWS Transfer Family. */
public interface HttpSettings {
    /**
     * The address of the service. With {@code longshore.users.http.request=get} it is what stands in front of
     * {@code /servers/SERVER/users/NAME/config}, such as {@code https://abc123.execute-api.eu-west-1.amazonaws.com/prod}. Passwords
     * go there, so it must begin with {@code https://}; only on this machine itself {@code http://} will do:
     * “longshore.users.http.url names the host …: passwords go there, so it must begin with https://”.
     *
     * @default none; needed with the store {@code http}
     */
    Optional<URI> url();

    /**
     * How a login is told: {@code get} is what AWS Transfer Family asks an API Gateway, with the password in the headers
     * {@code Password} and, in base64, {@code PasswordBase64}; {@code post} sends the JSON that a Lambda gets.
     */
    @WithDefault("get")
    Request request();

    /** What is told as the name of the server, which a provider may tell its users by. */
    @WithDefault("longshore")
    String server();

    /**
     * How long an answer may take, and how long a login waits while 64 others are being asked about. 1 second to 1 minute:
     * “longshore.users.http.timeout is …: it must be 1s to 1m”.
     */
    @WithDefault("5s")
    Duration timeout();

    /**
     * Whether requests are signed as those of AWS are (Signature Version 4), with the default chain of the SDK (IRSA, Pod Identity,
     * profile, …). The address must then be that of an API Gateway or of Lambda, as it tells service and region:
     * “longshore.users.http.sign is true, and longshore.users.http.url is not …”.
     */
    @WithDefault("false")
    @WithConverter(StrictBoolean.class)
    boolean sign();

    /**
     * The header {@code Authorization} of all requests, such as {@code Bearer …}; not together with {@code sign}.
     *
     * @default none
     */
    Optional<String> authorization();

    /**
     * Where roles are not assumed ({@code longshore.s3.roles.use}), whether a {@code Policy} in an answer is left out of account. The
     * gateway then works with keys of its own, which no policy of a user narrows; so a user who has one is refused unless this is
     * {@code true}. Where roles are assumed, so is their policy, and this cannot be set: “longshore.users.http.ignore-policy is
     * true, and roles are assumed with their policies: …”.
     */
    @WithDefault("false")
    @WithConverter(StrictBoolean.class)
    boolean ignorePolicy();

    /** See {@link HttpStore#request()}. */
    enum Request {
        GET,
        POST
    }
}
