package dev.longshore.users;

import dev.longshore.users.otp.MadeUpCodes;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** What is known of the use of one-time codes. */
public interface CodeSettings {
    /**
     * The bucket of used codes, in which each code that let somebody in is an object. All gateways of a user must share it, and nobody
     * may get at it over FTP: mounts that meet it are refused as those that meet records are. The S3 must know PutObject with
     * {@code If-None-Match}; else users with a code get 421. The gateway's keys need {@code s3:ListBucket} there, and
     * {@code s3:GetObject}, {@code s3:PutObject} and {@code s3:DeleteObject} on its objects.
     *
     * @default that of {@code longshore.users.s3} where {@code longshore.users.stores} names {@code s3}; else none, and records with
     *     {@code otp} are refused
     */
    Optional<String> bucket();

    /**
     * What their keys begin with. Without a bucket of its own: “longshore.users.one-time-codes.prefix is set, and
     * longshore.users.one-time-codes.bucket is not: …”.
     *
     * @default {@code one-time-codes/}, behind {@code longshore.users.s3.prefix} where there is no {@code bucket}
     */
    Optional<String> prefix();

    /**
     * Of which kind {@code longshore.users.uniform-challenge} takes everybody to be: {@code totp}, or the challenge of RFC 2289 that
     * {@code otp-md5} or {@code otp-sha1} has. Name the one that users have; those of another kind are told from the rest.
     */
    @WithDefault("totp")
    MadeUpCodes.Kind kind();
}
