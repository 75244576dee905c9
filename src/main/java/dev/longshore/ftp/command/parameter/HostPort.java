package dev.longshore.ftp.command.parameter;

import io.netty.util.NetUtil;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses in the arguments of PORT, EPRT and the reply to PASV. Never looks a name up. */
final class HostPort {
    private static final Pattern PORT_ARGUMENT =
            Pattern.compile("(\\d{1,3}),(\\d{1,3}),(\\d{1,3}),(\\d{1,3}),(\\d{1,3}),(\\d{1,3})");

    private HostPort() {}

    /** RFC 959 §4.1.2: {@code h1,h2,h3,h4,p1,p2}. */
    static Optional<InetSocketAddress> parse(String argument) {
        Matcher matcher = PORT_ARGUMENT.matcher(argument.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int[] numbers = new int[6];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Integer.parseInt(matcher.group(i + 1));
            if (numbers[i] > 255) {
                return Optional.empty();
            }
        }
        String host = numbers[0] + "." + numbers[1] + "." + numbers[2] + "." + numbers[3];
        return address(host).map(address -> new InetSocketAddress(address, numbers[4] * 256 + numbers[5]));
    }

    /** RFC 2428 §2: the address and port fields of EPRT. */
    static Optional<InetSocketAddress> parse(boolean ipv6, String host, String port) {
        if (!(ipv6 ? isIpv6(host) : NetUtil.isValidIpV4Address(host)) || !port.matches("\\d{1,5}")) {
            return Optional.empty();
        }
        int number = Integer.parseInt(port);
        return number > 65_535 || ipv6 != host.contains(":")
                ? Optional.empty()
                : address(host).map(address -> new InetSocketAddress(address, number));
    }

    /** RFC 959 §4.1.2: the numbers in a 227 reply. */
    static String format(InetAddress address, int port) {
        return address.getHostAddress().replace('.', ',') + "," + port / 256 + "," + port % 256;
    }

    /** The IPv4 form of an address that has one. */
    static Optional<InetAddress> ipv4(InetAddress address) {
        return address instanceof Inet4Address ? Optional.of(address) : Optional.empty();
    }

    private static Optional<InetAddress> address(String literal) {
        try {
            InetAddress address = InetAddress.getByName(literal);
            return address instanceof Inet4Address || address instanceof Inet6Address
                    ? Optional.of(address)
                    : Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** Neither brackets nor a zone. */
    private static boolean isIpv6(String host) {
        return host.matches("[0-9A-Fa-f:.]+") && NetUtil.isValidIpV6Address(host);
    }
}
