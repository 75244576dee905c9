package dev.longshore.ftp;

import dev.longshore.settings.StrictBoolean;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
    @WithConverter(StrictBoolean.class)
    boolean active();

    /** After this time without a command, or with a client that takes no bytes, a session is closed with 421. */
    @WithDefault("5m")
    Duration idleTimeout();

    /** A session that is not logged in after this time is closed with 421. */
    @WithDefault("1m")
    Duration loginTimeout();

    /** The longest command line that is read, in bytes; a longer one is answered 500. 128 to 65536. */
    @WithDefault("8192")
    int longestLine();

    /** How many control connections are open at once. */
    Connections connections();

    /** What the gateway says of itself. */
    Texts texts();

    /** Encryption. */
    Tls tls();

    /**
     * Networks of the proxies whose PROXY headers are believed, such as {@code 10.0.0.0/8}; from there each control and data
     * connection must begin with a header (version 1 or 2). By default none.
     */
    Optional<List<String>> proxies();

    /** Virtual hosts (RFC 7151) by name, each with its own greeting. */
    Map<String, VirtualHost> hosts();

    /** How many commands may run at once on a JDK without virtual threads, transfers included. */
    @WithDefault("400")
    int threads();

    /** See {@link FtpSettings#passive()}. */
    interface Passive {
        /** The ports of passive data connections, such as {@code 30000-30009}; {@code 0} takes any free one. */
        @WithDefault("30000-30009")
        String ports();

        /**
         * The address that clients are told: {@code auto} for the one that they reached us by, an IP address, or a DNS name, which is
         * looked up at each use. Per client network: {@code 10.0.0.0/8=auto,203.0.113.7}.
         */
        @WithDefault("auto")
        String address();
    }

    /** See {@link FtpSettings#connections()}. */
    interface Connections {
        /** In all; a further one gets 421. */
        @WithDefault("5000")
        int most();

        /** From one address; a further one gets 421. */
        @WithDefault("500")
        int perAddress();
    }

    /** See {@link FtpSettings#texts()}. */
    interface Texts {
        /** What a client is greeted with; several lines make a banner. No version by default. */
        @WithDefault("Longshore ready.")
        String greeting();

        /** The reply to a login that went well; several lines are shown as they are. */
        @WithDefault("Logged in.")
        String welcome();

        /** The reply to QUIT. */
        @WithDefault("Goodbye.")
        String goodbye();
    }

    /** See {@link FtpSettings#hosts()}. */
    interface VirtualHost {
        /** The greeting behind HOST. */
        String greeting();
    }

    /** See {@link FtpSettings#tls()}. */
    interface Tls {
        /** {@code off}, or {@code require}: nobody logs in without TLS. This version cannot encrypt yet, so require refuses all. */
        @WithDefault("off")
        @WithConverter(TlsModeReader.class)
        Mode mode();

        /** See {@link Tls#mode()}. */
        enum Mode {
            OFF,
            REQUIRE
        }
    }
}
