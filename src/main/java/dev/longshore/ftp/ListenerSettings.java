package dev.longshore.ftp;

import dev.longshore.failure.StartFailure;
import dev.longshore.ftp.command.access.AccessCommands;
import dev.longshore.ftp.listener.ControlListener;
import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.tls.ServerCertificate;
import dev.longshore.users.Networks;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The checked form of {@link FtpSettings}, as far as the listener needs it. */
record ListenerSettings(InetSocketAddress address, ControlListener.Options options, int threads) {
    private static final int LEAST_LINE = 128;
    private static final int MOST_LINE = 65_536;

    /** @throws StartFailure when a value is out of its bounds */
    static ListenerSettings of(FtpSettings settings, String host) {
        return of(settings, host, null);
    }

    /** The same with a certificate; null for none. */
    static ListenerSettings of(FtpSettings settings, String host, @Nullable ServerCertificate certificate) {
        requirePositive("longshore.ftp.threads", settings.threads());
        requirePositive("longshore.ftp.connections.most", settings.connections().most());
        requirePositive(
                "longshore.ftp.connections.per-address", settings.connections().perAddress());
        requireSecond("longshore.ftp.idle-timeout", settings.idleTimeout());
        requireSecond("longshore.ftp.login-timeout", settings.loginTimeout());
        requireText("longshore.ftp.texts.greeting", settings.texts().greeting());
        requireText("longshore.ftp.texts.welcome", settings.texts().welcome());
        requireText("longshore.ftp.texts.goodbye", settings.texts().goodbye());
        settings.hosts()
                .forEach((name, virtual) ->
                        requireText("longshore.ftp.hosts." + name + ".greeting", virtual.greeting()));
        int line = settings.longestLine();
        if (line < LEAST_LINE || line > MOST_LINE) {
            throw new StartFailure("longshore.ftp.longest-line is " + line + ": it must be 128 to 65536");
        }
        return new ListenerSettings(
                address(host, settings.port()),
                new ControlListener.Options(
                        settings.idleTimeout(),
                        settings.loginTimeout(),
                        line,
                        settings.connections().most(),
                        settings.connections().perAddress(),
                        Networks.parse(
                                "longshore.ftp.proxies", settings.proxies().orElse(List.of())),
                        Networks.parse("longshore.ftp.allow", settings.allow().orElse(List.of())),
                        Replies.GREETING.saying(
                                AccessCommands.lines(settings.texts().greeting())),
                        ListenerTls.of(settings, host, certificate)),
                settings.threads());
    }

    private static void requireText(String setting, String text) {
        if (text.isBlank()) {
            throw new StartFailure(setting + " is blank: a reply needs a text");
        }
    }

    private static void requirePositive(String setting, int value) {
        if (value < 1) {
            throw new StartFailure(setting + " is " + value + ": it must be 1 or more");
        }
    }

    private static void requireSecond(String setting, Duration value) {
        if (value.toSeconds() < 1) {
            throw new StartFailure(setting + " must be one second or more");
        }
    }

    private static InetSocketAddress address(String host, int port) {
        if (port < 0 || port > 65_535) {
            throw new StartFailure("longshore.ftp.port is " + port + ": it must be 0 to 65535");
        }
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new StartFailure("longshore.ftp.host is \"" + host + "\", which is no address of this machine");
        }
        return address;
    }
}
