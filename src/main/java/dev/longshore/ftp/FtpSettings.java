package dev.longshore.ftp;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** What the gateway offers to FTP clients. */
@ConfigMapping(prefix = "longshore.ftp")
public interface FtpSettings {
    /** The address to listen on; by default all addresses, but 127.0.0.1 alone while S3 is the embedded one. */
    Optional<String> host();

    /** The port of control connections; 0 takes any free one. */
    @WithDefault("2121")
    int port();

    /** Data connections that clients open (PASV, EPSV). */
    Passive passive();

    /** Whether the gateway opens data connections itself (PORT, EPRT), to the client's own address only. */
    @WithDefault("true")
    boolean active();

    /** After this time without a command and without transferred bytes a session is closed with 421. */
    @WithDefault("5m")
    Duration idleTimeout();

    /** How many commands may run at once on a JDK without virtual threads, transfers included. */
    @WithDefault("400")
    int threads();

    /** See {@link FtpSettings#passive()}. */
    interface Passive {
        /** The ports of passive data connections, such as {@code 30000-30009}; {@code 0} takes any free one. */
        @WithDefault("30000-30009")
        String ports();

        /** The address that clients are told: {@code auto} for the one that they reached us by, an IP address or a DNS name. */
        @WithDefault("auto")
        String address();
    }
}
