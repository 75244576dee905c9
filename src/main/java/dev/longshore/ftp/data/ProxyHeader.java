package dev.longshore.ftp.data;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a proxy says in front of a connection (PROXY protocol, versions 1 and 2).
 *
 * @param source      the client; null where the proxy speaks for itself (health checks)
 * @param destination the address that the client connected to; null likewise
 * @param length      how many bytes the header took
 */
public record ProxyHeader(
        @Nullable InetSocketAddress source, @Nullable InetSocketAddress destination, int length) {
    /** The longest header that is read: version 1 takes 107 bytes; version 2 may carry extensions. */
    public static final int LONGEST = 1024;

    private static final byte[] SIGNATURE_2 = {0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A};
    private static final int FIXED_2 = 16;
    private static final int LONGEST_1 = 107;

    /** What stands in front is no header. */
    public static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message);
        }
    }

    /**
     * Reads a header from the first bytes of a connection.
     *
     * @return null while more bytes are needed
     * @throws Malformed when these bytes do not begin with a header
     */
    @Nullable
    public static ProxyHeader parse(byte[] bytes, int count) throws Malformed {
        int common = Math.min(count, SIGNATURE_2.length);
        if (Arrays.equals(bytes, 0, common, SIGNATURE_2, 0, common)) {
            return count < FIXED_2 ? null : version2(bytes, count);
        }
        return version1(bytes, count);
    }

    @Nullable
    private static ProxyHeader version1(byte[] bytes, int count) throws Malformed {
        String text = new String(bytes, 0, Math.min(count, LONGEST_1), StandardCharsets.US_ASCII);
        if (!"PROXY ".startsWith(text.substring(0, Math.min(6, text.length())))) {
            throw new Malformed("No PROXY header");
        }
        int end = text.indexOf("\r\n");
        if (end < 0) {
            if (count >= LONGEST_1) {
                throw new Malformed("A PROXY line without an end");
            }
            return null;
        }
        String[] words = text.substring(0, end).split(" ");
        if (words.length >= 2 && words[1].equals("UNKNOWN")) {
            return new ProxyHeader(null, null, end + 2);
        }
        if (words.length != 6 || !(words[1].equals("TCP4") || words[1].equals("TCP6"))) {
            throw new Malformed("A PROXY line with " + words.length + " words");
        }
        return new ProxyHeader(literal(words[2], words[4]), literal(words[3], words[5]), end + 2);
    }

    @Nullable
    private static ProxyHeader version2(byte[] bytes, int count) throws Malformed {
        ByteBuffer header = ByteBuffer.wrap(bytes, SIGNATURE_2.length, count - SIGNATURE_2.length);
        int command = header.get() & 0xFF;
        int family = header.get() & 0xFF;
        int length = header.getShort() & 0xFFFF;
        if (command >> 4 != 2 || (command & 0xF) > 1 || FIXED_2 + length > LONGEST) {
            throw new Malformed("A PROXY header of version 2 with a wrong command or length");
        }
        if (count < FIXED_2 + length) {
            return null;
        }
        int size = family >> 4 == 1 ? 4 : family >> 4 == 2 ? 16 : 0;
        boolean local = (command & 0xF) == 0;
        if (local || size == 0) {
            return new ProxyHeader(null, null, FIXED_2 + length);
        }
        if (length < 2 * size + 4) {
            throw new Malformed("A PROXY header of version 2 that is too short");
        }
        byte[] source = new byte[size];
        byte[] destination = new byte[size];
        header.get(source).get(destination);
        int sourcePort = header.getShort() & 0xFFFF;
        int destinationPort = header.getShort() & 0xFFFF;
        return new ProxyHeader(address(source, sourcePort), address(destination, destinationPort), FIXED_2 + length);
    }

    private static InetSocketAddress address(byte[] address, int port) throws Malformed {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(address), port);
        } catch (UnknownHostException e) {
            throw new Malformed("An address of " + address.length + " bytes");
        }
    }

    private static InetSocketAddress literal(String host, String port) throws Malformed {
        boolean address = NetUtil.isValidIpV4Address(host) || NetUtil.isValidIpV6Address(host);
        if (!address || !port.matches("\\d{1,5}") || Integer.parseInt(port) > 65_535) {
            throw new Malformed("A PROXY line with a wrong address");
        }
        try {
            return new InetSocketAddress(InetAddress.getByName(host), Integer.parseInt(port));
        } catch (UnknownHostException e) {
            throw new Malformed("A PROXY line with a wrong address");
        }
    }
}
