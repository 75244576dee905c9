package dev.longshore.embedded;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/**
 * The embedded S3.
 *
 * <p>Read only where {@code longshore.s3.embedded} is on. The service listens on 127.0.0.1 and checks signatures.
 * Unlike S3 it cannot hold a file and a directory of the same name (the keys {@code a} and {@code a/b}).
 */
@ConfigMapping(prefix = "longshore.embedded")
public interface EmbeddedSettings {
    /**
     * Where the objects are kept between runs; made when it is not there. If it cannot be written: “The embedded S3
     * cannot write to its folder …: make it writable, or name another one with longshore.embedded.folder”.
     */
    @WithDefault(".longshore/s3")
    Path folder();

    /**
     * The port on 127.0.0.1, 0 to 65535; {@code 0} takes any free one. Else: “longshore.embedded.port is …: it must be
     * 0 to 65535”. If it is taken: “Port 8020 of the embedded S3 is in use: …”.
     */
    @WithDefault("8020")
    int port();

    /** The access key that clients of the embedded S3 sign with. */
    @WithDefault("longshore")
    String accessKey();

    /** The secret key that belongs to it. The service listens on 127.0.0.1 only, so that a known one does no harm. */
    @WithDefault("longshore-secret")
    String secretKey();
}
