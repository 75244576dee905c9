package dev.longshore.embedded;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** The embedded S3: where it listens and keeps its objects. Used only while {@code longshore.s3.embedded} is on. */
@ConfigMapping(prefix = "longshore.embedded")
public interface EmbeddedSettings {
    /** The folder of the objects; made when it is not there. Objects are kept between runs. */
    @WithDefault(".longshore/s3")
    Path folder();

    /** The port on 127.0.0.1; 0 takes any free one. */
    @WithDefault("8020")
    int port();

    /** The access key that clients sign with. */
    @WithDefault("longshore")
    String accessKey();

    /** The secret key that clients sign with. The service listens on 127.0.0.1 only, so a known one does no harm. */
    @WithDefault("longshore-secret")
    String secretKey();
}
