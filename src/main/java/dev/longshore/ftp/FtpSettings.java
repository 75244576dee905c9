package dev.longshore.ftp;

import dev.longshore.ftp.tls.ClientCertificate;
import dev.longshore.ftp.tls.DataSession;
import dev.longshore.settings.StrictBoolean;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What FTP clients get. */
@ConfigMapping(prefix = "longshore.ftp")
public interface FtpSettings {
    /**
     * The address to listen on. {@code 0.0.0.0} are all IPv4 addresses, {@code ::} all addresses. With the embedded S3
     * and no user of your own the demo user can log in, so only an address of the loopback is taken then: “With the
     * embedded S3 and no user of your own, the demo user could log in from …”.
     *
     * @default {@code 0.0.0.0}; {@code 127.0.0.1} with the embedded S3
     */
    Optional<String> host();

    /**
     * The port of control connections, 0 to 65535: “longshore.ftp.port is …: it must be 0 to 65535”. {@code 0} takes
     * any free one; the panel names it.
     */
    @WithDefault("2121")
    int port();

    /** Data connections that clients open (PASV, EPSV). */
    Passive passive();

    /**
     * Whether PORT and EPRT are taken, for which the gateway connects to the client. It does so only to the address of
     * the control connection and to ports from 1024 on. While it is off they are answered 502, and FEAT does not list
     * EPRT.
     */
    @WithDefault("true")
    @WithConverter(StrictBoolean.class)
    boolean active();

    /**
     * After this time without a command a session is closed with 421, but not while a command runs. A data connection
     * from which nothing comes for as long ends its upload with 426; a client that takes nothing of a download for as
     * long is closed with 421. At least one second: “longshore.ftp.idle-timeout must be one second or more”.
     */
    @WithDefault("5m")
    Duration idleTimeout();

    /**
     * A session that is not logged in so long after it connected is closed with 421. At least one second:
     * “longshore.ftp.login-timeout must be one second or more”.
     */
    @WithDefault("1m")
    Duration loginTimeout();

    /**
     * The longest command line that is read, in bytes without its end, 128 to 65536: “longshore.ftp.longest-line is …:
     * it must be 128 to 65536”. A longer one is skipped to its end and answered 500.
     */
    @WithDefault("8192")
    int longestLine();

    /**
     * How much HASH, XCRC, XMD5, XSHA1, XSHA256 and XSHA512 read of a file through the gateway for one reply; more is
     * answered 550. What S3 has recorded is told at any size, without reading: the MD5 of a file that was stored by one
     * request, and other checksums where its sender asked S3 for them. {@code 0} leaves it at those.
     */
    @WithDefault("10G")
    MemorySize longestHash();

    /**
     * How many control connections are open at once; a further one gets 421 and is closed. At least 1 each:
     * “longshore.ftp.connections.most is …: it must be 1 or more”. A session in a transfer holds up to three file
     * handles, and its parts on the way to S3 one each: raise {@code ulimit -n} with these numbers.
     */
    Connections connections();

    /** What the gateway says of itself. Several lines make a reply of several lines. */
    Texts texts();

    /** Encryption. */
    Tls tls();

    /**
     * The networks that clients may come from, such as {@code 10.0.0.0/8,192.0.2.7}. A client from elsewhere gets 421
     * and is closed at connect. It holds for all users; {@code longshore.users.config.NAME.allow} is narrower.
     *
     * @default all networks
     */
    Optional<List<String>> allow();

    /**
     * Networks of proxies and load balancers whose PROXY headers (version 1 or 2) are believed. From there each control
     * and data connection must begin with a header, or it is closed; the client's address in it is then the one for
     * {@code allow}, for the limits and for the log. Headers from other addresses are not read. Name the proxies
     * themselves and not a network in which clients are, since whoever is believed can name any address.
     */
    Optional<List<String>> proxies();

    /**
     * Virtual hosts (RFC 7151). Names do not differ in case; HOST with any other name than those given here is answered
     * 504. A name with a dot stands in the file, in quotes:
     *
     * <pre class="yaml">{@code
     * longshore:
     *   ftp:
     *     hosts:
     *       "ftp.example.com":
     *         greeting: Example Incorporated
     * }</pre>
     */
    Map<String, VirtualHost> hosts();

    /**
     * How many commands of all sessions may run at once, transfers included; further ones wait. Without effect on JDK
     * 21 and later, where commands run on virtual threads. At least 1: “longshore.ftp.threads is …: it must be 1 or
     * more”.
     */
    @WithDefault("400")
    int threads();

    /** See {@link FtpSettings#passive()}. */
    interface Passive {
        /**
         * The ports of passive data connections: a range, one port, or {@code 0} for any free one. Anything else: “…:
         * give a range such as 30000-30009, or 0 for any”. Each transfer or listing in passive mode holds a port from
         * PASV to its final reply, so the range must be as large as the number of transfers at once. A port that no
         * transfer has begun to use within 30 seconds of PASV is given back. Firewalls must let the range through.
         */
        @WithDefault("30000-30009")
        String ports();

        /**
         * The address in the reply to PASV: {@code auto} for the one by which the client reached the gateway, or, where
         * that is translated on the way (NAT), the IPv4 address or DNS name that clients must use. A name is looked up
         * at each PASV. EPSV tells no address, clients use that of the control connection.
         *
         * <p>Clients of different networks can be told different addresses: entries {@code NETWORK=ADDRESS}, separated
         * by commas, of which the first one that holds the client decides. An entry without a network holds all
         * clients, and where none fits it is {@code auto}. With {@code 10.0.0.0/8=auto,203.0.113.7} clients from inside
         * get the address that they reached, all others 203.0.113.7.
         *
         * <p>An IPv6 address is refused: “longshore.ftp.passive.address has …: PASV can tell IPv4 addresses only”; as
         * is an entry with nothing in it: “longshore.ftp.passive.address has an empty entry: give auto, an address, or
         * NETWORK=ADDRESS”.
         */
        @WithDefault("auto")
        String address();
    }

    /** See {@link FtpSettings#connections()}. */
    interface Connections {
        /** In all. */
        @WithDefault("5000")
        int most();

        /** From one address. Behind a proxy of {@code longshore.ftp.proxies} the client's own address counts. */
        @WithDefault("500")
        int perAddress();
    }

    /** See {@link FtpSettings#texts()}. */
    interface Texts {
        /** The text of 220 after connecting and after REIN. It tells no version by default. */
        @WithDefault("Longshore ready.")
        String greeting();

        /** The text of 230 after a login. */
        @WithDefault("Logged in.")
        String welcome();

        /** The text of 221 after QUIT. */
        @WithDefault("Goodbye.")
        String goodbye();
    }

    /** See {@link FtpSettings#hosts()}. */
    interface VirtualHost {
        /**
         * The greeting that a client gets for {@code HOST NAME} before USER. It changes nothing but that text; users and
         * their tree are the same.
         */
        String greeting();
    }

    /** See {@link FtpSettings#tls()}. */
    interface Tls {
        /**
         * {@code off}; {@code offer}: clients may use AUTH TLS; {@code require}: nobody logs in without TLS, USER in clear
         * is answered 530. TLS needs a certificate: “longshore.ftp.tls.mode is …, and there is no certificate: …”. See
         * {@code docs/tls.md}.
         *
         * @default {@code offer} where there is a certificate, else {@code off}
         */
        @WithConverter(TlsModeReader.class)
        Optional<Mode> mode();

        /**
         * The name of the certificate in the TLS registry of Quarkus: {@code ftps} is what {@code quarkus.tls.ftps.…}
         * tells, such as {@code quarkus.tls.ftps.key-store.pem.1.cert} and {@code .key}, or
         * {@code quarkus.tls.ftps.key-store.p12.path} and {@code .password}; in the environment
         * {@code QUARKUS_TLS__FTPS__KEY_STORE_PEM__1__CERT}, with two lines on both sides of each name. With
         * {@code quarkus.tls.ftps.reload-period} the files are looked at again: new connections get the new certificate,
         * those that are open go on. With the embedded S3 and no such certificate one is made, and kept in
         * {@code ftps.p12} beside its folder.
         */
        @WithDefault("ftps")
        String configuration();

        /**
         * A port, mostly 990, on which connections are TLS from their first byte on, and data connections as well
         * (implicit FTPS). {@code 0} takes any free one. Needs TLS: “longshore.ftp.tls.implicit-port is set, and
         * longshore.ftp.tls.mode is off: …”; 0 to 65535: “longshore.ftp.tls.implicit-port is …: it must be 0 to 65535”.
         *
         * @default none
         */
        OptionalInt implicitPort();

        /**
         * Whether data connections must be TLS: PROT C is then answered 534, and a transfer or listing without PROT P
         * 521.
         *
         * @default {@code true} where {@code longshore.ftp.tls.mode} is {@code require}, and for users whose record
         *     requires TLS
         */
        @WithConverter(StrictBoolean.class)
        Optional<Boolean> requireDataProtection();

        /**
         * Whether TLS of data connections resumes the session of their control connection, which saves most of the
         * handshake: {@code off}, never; {@code offer}, where the client does; {@code require}: a data connection that does
         * not is answered 522 and nothing is stored, so that nobody but the client of the control connection can come to
         * a data port. Some clients cannot resume; {@code docs/tls.md} tells which.
         */
        @WithDefault("offer")
        @WithConverter(DataSessionReader.class)
        DataSession dataSession();

        /**
         * What becomes of an upload over TLS whose data connection ends without close_notify, so that nobody can tell
         * whether all of it came: {@code strict} answers 426 and stores nothing; {@code lenient} takes what came for the
         * whole, as for uploads in clear, and says so in the log. A user's record can decide otherwise.
         */
        @WithDefault("strict")
        Truncation truncation();

        /**
         * Networks whose clients get {@code lenient} in place of {@code strict}, such as {@code 10.0.0.0/8,192.0.2.7}; a
         * user's record still decides otherwise.
         *
         * @default none
         */
        Optional<List<String>> lenientNetworks();

        /**
         * Whether clients are asked for a certificate of theirs, which says who they are: {@code none}; {@code offer}: they
         * may have one; {@code require}: without one there is no TLS. It must come from an issuer that
         * {@code quarkus.tls.ftps.trust-store.pem.certs}, or {@code .p12.path} and {@code .password}, has: else
         * “longshore.ftp.tls.client-certificate is …, and nobody is trusted: …”. With
         * {@code quarkus.tls.ftps.certificate-revocation-list} one that was revoked is refused. What a user needs is in the
         * record ({@code certificate}); whoever shows a certificate that names a user logs in as that one and no other.
         * Data connections must have the same certificate. Needs TLS: “longshore.ftp.tls.client-certificate is …, and
         * longshore.ftp.tls.mode is off: …”.
         */
        @WithDefault("none")
        ClientCertificate clientCertificate();

        /**
         * Which user a certificate names: a regular expression with one group, which is the name. It must be like the whole
         * of one part of the subject, such as {@code CN=alice} or {@code UID=alice}, or of one of the other names,
         * {@code email=alice@example.com}, {@code DNS=…} or {@code URI=…}. A certificate of which no part is like it, or
         * several that name different users, names nobody. Else: “longshore.ftp.tls.user-pattern is "…": it must have one
         * group, …” or “…, which is no regular expression: …”.
         */
        @WithDefault("CN=(.+)")
        String userPattern();

        /** See {@link Tls#mode()}. */
        enum Mode {
            OFF,
            OFFER,
            REQUIRE
        }

        /** See {@link Tls#truncation()}. */
        enum Truncation {
            STRICT,
            LENIENT
        }
    }
}
