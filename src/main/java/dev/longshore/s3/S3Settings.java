package dev.longshore.s3;

import dev.longshore.settings.StrictBoolean;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * The S3 behind the gateway.
 *
 * <h3>What the keys must allow</h3>
 *
 * <table>
 * <tr><th>action</th><th>on</th><th>for</th></tr>
 * <tr><td>{@code s3:ListBucket}</td><td>the bucket</td>
 *     <td>the check at start, readiness, CWD, LIST, STAT and others, SIZE, MKD, RMD; where users have mounts, on each of their buckets</td></tr>
 * <tr><td>{@code s3:GetObject}</td><td>its objects</td>
 *     <td>RETR, HASH and X…, SIZE, MDTM, MLST, DELE, APPE, renaming, times, proving an upload</td></tr>
 * <tr><td>{@code s3:PutObject}</td><td>its objects</td><td>STOR, STOU, APPE, MKD, renaming, setting times</td></tr>
 * <tr><td>{@code s3:AbortMultipartUpload}</td><td>its objects</td><td>giving up an upload in parts</td></tr>
 * <tr><td>{@code s3:DeleteObject}</td><td>its objects</td>
 *     <td>DELE, RMD, renaming, clearing {@code .longshore-probe/} and {@code .longshore-block/}</td></tr>
 * <tr><td>{@code s3:ListBucketMultipartUploads}</td><td>the bucket</td>
 *     <td>the janitor; without it, it says so and does nothing; where users may write in mounts, on each of their buckets</td></tr>
 * <tr><td>{@code s3:ListMultipartUploadParts}</td><td>its objects</td><td>the janitor</td></tr>
 * <tr><td>{@code s3:GetLifecycleConfiguration}</td><td>the bucket</td>
 *     <td>saying at start whether parts expire; without it, the log says that</td></tr>
 * <tr><td>{@code s3:GetObjectTagging}, {@code s3:PutObjectTagging}</td><td>its objects</td>
 *     <td>renaming objects that have tags, setting their times; over 5 GiB for any object</td></tr>
 * <tr><td>all of these</td><td>{@code .longshore-rename/} below {@code longshore.s3.prefix}</td>
 *     <td>the journals of renames of directories</td></tr>
 * <tr><td>{@code s3:GetObject}, {@code s3:PutObject}, {@code s3:DeleteObject}, {@code s3:AbortMultipartUpload}</td>
 *     <td>{@code .longshore-block/} below {@code longshore.s3.prefix} and in mounts</td>
 *     <td>blocks of files with more than 1,000 parts</td></tr>
 * <tr><td>{@code s3:DeleteObjectVersion}</td>
 *     <td>{@code .longshore-block/} below {@code longshore.s3.prefix} and in mounts</td>
 *     <td>removing blocks for good in a bucket with versions; without it, they stay as versions that are not current</td></tr>
 * <tr><td>{@code s3:ListBucket}, {@code s3:GetObject}, {@code s3:PutObject}, {@code s3:DeleteObject}</td>
 *     <td>the place of {@code longshore.users.one-time-codes}, where users have codes</td>
 *     <td>using a code up</td></tr>
 * <tr><td>{@code sts:AssumeRole}, {@code sts:SetSourceIdentity}</td><td>the roles of users</td>
 *     <td>users with a role; what is above, in their mounts, their role must allow and not these keys</td></tr>
 * </table>
 *
 * <p>The check at start and readiness ask for one key below {@code longshore.s3.prefix}. A policy that allows
 * {@code s3:ListBucket} for that prefix and all below it is enough. Without {@code s3:ListBucket} S3 answers 403
 * instead of 404 for objects that are not there.
 *
 * <p>Give the bucket a lifecycle rule that removes incomplete multipart uploads
 * ({@code AbortIncompleteMultipartUpload}) after a day or more: if the gateway is ended in the middle of an upload, its
 * parts may stay, and are paid for.
 */
@ConfigMapping(prefix = "longshore.s3")
public interface S3Settings {
    /**
     * The address of an S3-compatible service with its scheme, such as {@code https://s3.example.com} or
     * {@code http://10.0.0.5:9000}; anything else: “longshore.s3.endpoint is "…": write it as a URL, such as
     * https://s3.example.com or http://minio:9000”. Not together with {@code longshore.s3.embedded}: “Both
     * longshore.s3.endpoint and longshore.s3.embedded are set: remove one of them”.
     *
     * @default none, which means AWS
     */
    Optional<URI> endpoint();

    /** The region that requests are signed for. */
    @WithDefault("us-east-1")
    String region();

    /**
     * The bucket of all users who have no {@code mounts} that name another. It must exist; only with the embedded S3 it is made. Without it the start ends with “No
     * bucket is named: …”.
     *
     * @default none; {@code longshore} with the embedded S3
     */
    Optional<String> bucket();

    /**
     * What all keys begin with, such as {@code incoming/}, without a slash in front. A slash at the end is added where
     * there is none. Users see what is below it as {@code /} and can name nothing else.
     *
     * @default none, which means the whole bucket
     */
    Optional<String> prefix();

    /**
     * The access key that requests are signed with. Without it and the secret key, the default chain of the AWS SDK is
     * asked: {@code AWS_ACCESS_KEY_ID} and {@code AWS_SECRET_ACCESS_KEY}, web identity tokens, the profile in
     * {@code ~/.aws}, container and instance roles.
     */
    Optional<String> accessKey();

    /**
     * The secret key that belongs to the access key. One without the other: “longshore.s3.access-key and
     * longshore.s3.secret-key belong together: set both, or none to use the default chain”.
     */
    Optional<String> secretKey();

    /**
     * Whether the bucket's name stands in the path of a URL ({@code https://s3.example.com/incoming}) or in its host
     * ({@code https://incoming.s3.example.com}): {@code always}, {@code never}, or {@code auto}, which is the path
     * where an endpoint is set and the host for AWS.
     */
    @WithDefault("auto")
    PathStyle pathStyle();

    /**
     * Whether the signature of a request spans its body. It takes a SHA-256 of all bytes, the most expensive step of an
     * upload over plain HTTP.
     *
     * <table>
     * <tr><th>value</th><th>over HTTPS</th><th>over plain HTTP</th></tr>
     * <tr><td>{@code auto}</td><td>not signed: TLS protects it</td>
     *     <td>file content is not signed, its CRC32C (or MD5) is; other bodies are signed</td></tr>
     * <tr><td>{@code always}</td><td>signed</td><td>signed</td></tr>
     * <tr><td>{@code never}</td><td>not signed</td><td>not signed</td></tr>
     * </table>
     *
     * <p>With {@code auto} an endpoint that refuses unsigned bodies gets signed ones. A CRC32C finds accidents on the
     * way to S3, but no intent: whoever can change what passes between the gateway and a plain HTTP endpoint can change
     * files unseen, unless their bodies are signed. He can read them in any case. Use HTTPS across networks that are
     * not your own, or {@code always}. {@code always} is also right where a bucket policy denies
     * {@code UNSIGNED-PAYLOAD} for some keys only. {@code never} leaves even lists of parts unprotected over plain
     * HTTP, and is for services that cannot check signed bodies.
     */
    @WithDefault("auto")
    PayloadSigning payloadSigning();

    /**
     * How long S3 may be silent before a request is taken for lost, 1s to 15m: “longshore.s3.timeout is …: it must be
     * 1s to 15m”. It is also how long a request that was lost, or failed for a passing reason, is repeated: up to four
     * times, with random pauses, none later than this after the first. When S3 is silent a client may therefore wait
     * twice as long for its reply.
     */
    @WithDefault("60s")
    Duration timeout();

    /**
     * What the endpoint can do: {@code yes}, {@code no}, or {@code auto}, which tries it when the gateway starts. The
     * table that results is in the log, and {@code java -jar target/quarkus-app/quarkus-run.jar capabilities} prints it
     * at any time. What an endpoint cannot do is done in another way.
     *
     * <p>For {@code auto} small objects are written below {@code .longshore-probe/} in the configured prefix, and
     * deleted. Where that must not happen, such as in a bucket with notifications, give each of them a value.
     */
    CapabilitySettings capabilities();

    /**
     * The clearing of multipart uploads that were left behind, by a process that was killed or because S3 could not be
     * reached.
     */
    JanitorSettings janitor();

    /** The roles of users: who has one gets at S3 with it. */
    RoleSettings roles();

    /**
     * Serves the objects from a folder of this machine instead, for a first try and for tests. To use another S3 in
     * development, set {@code LONGSHORE_S3_EMBEDDED=false} beside the endpoint.
     *
     * @default {@code false}; {@code true} in development ({@code ./mvnw quarkus:dev})
     */
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
