package dev.longshore.users;

import io.netty.util.NetUtil;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Where a client comes from, as it is counted: an IPv4 address, or the /64 of an IPv6 address, since a host has all of that to choose
 * from. Neighbours on the link ({@code fe80::/10}) are hosts of their own.
 *
 * @param text such as {@code 192.0.2.7} or {@code 2001:db8:1:2::/64}
 */
public record Origin(String text) {
    private static final int NETWORK_BYTES = 8;
    private static final String NETWORK = "/64";

    public static Origin of(InetAddress address) {
        if (!(address instanceof Inet6Address)
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isAnyLocalAddress()) {
            return new Origin(NetUtil.toAddressString(withoutScope(address.getAddress())));
        }
        byte[] network = Arrays.copyOf(Arrays.copyOf(address.getAddress(), NETWORK_BYTES), 2 * NETWORK_BYTES);
        return new Origin(NetUtil.toAddressString(withoutScope(network)) + NETWORK);
    }

    /**
     * Reads an address; nothing is looked up.
     *
     * @param text an address, or the text of an origin
     * @throws IllegalArgumentException when it is neither
     */
    public static InetAddress address(String text) {
        String address = text.endsWith(NETWORK) ? text.substring(0, text.length() - NETWORK.length()) : text;
        byte[] octets = NetUtil.isValidIpV4Address(address) || NetUtil.isValidIpV6Address(address)
                ? NetUtil.createByteArrayFromIpAddressString(address)
                : null;
        if (octets == null || !address.equals(text) && !address.contains(":")) {
            throw new IllegalArgumentException("no address");
        }
        return withoutScope(octets);
    }

    private static InetAddress withoutScope(byte[] octets) {
        try {
            return InetAddress.getByAddress(octets);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("Addresses have 4 or 16 bytes", e);
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
