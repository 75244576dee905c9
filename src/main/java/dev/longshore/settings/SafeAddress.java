package dev.longshore.settings;

import dev.longshore.failure.StartFailure;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;

/** Addresses that secrets may go to: over TLS, or within this machine. */
public final class SafeAddress {
    private SafeAddress() {}

    /**
     * @param key of the setting
     * @throws StartFailure when the address is none of a host alone, or secrets would cross a network in clear
     */
    public static URI require(String key, URI address) {
        String scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
        if (address.getHost() == null
                || !scheme.matches("https?")
                || address.getUserInfo() != null
                || address.getRawQuery() != null
                || address.getRawFragment() != null
                || address.getRawPath().length() > 1) {
            throw new StartFailure(
                    key + " must be an address such as https://vpce-1.example.com, without a path and a query");
        }
        if (scheme.equals("http") && !isHere(address.getHost())) {
            throw new StartFailure(key + " names the host " + address.getHost()
                    + ": secrets come from there, so it must begin with https://");
        }
        return address;
    }

    /** Whether a host is this machine, by its loopback address. */
    public static boolean isHere(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
