package dev.longshore.users;

import dev.longshore.failure.StartFailure;
import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** Sets of addresses in CIDR form. */
public final class Networks {
    private final List<String> cidrs;
    private final List<IpSubnetFilterRule> rules;

    private Networks(List<String> cidrs, List<IpSubnetFilterRule> rules) {
        this.cidrs = List.copyOf(cidrs);
        this.rules = rules;
    }

    /**
     * @param setting the key that the networks come from, for the sentence
     * @param cidrs   such as {@code 10.0.0.0/8} or {@code 2001:db8::/32}; an address without a length is that address alone
     * @throws StartFailure when one cannot be read
     */
    public static Networks parse(String setting, List<String> cidrs) {
        return new Networks(
                cidrs, cidrs.stream().map(cidr -> rule(setting, cidr.strip())).toList());
    }

    public boolean isEmpty() {
        return rules.isEmpty();
    }

    public boolean contains(InetAddress address) {
        InetSocketAddress socket = new InetSocketAddress(address, 0);
        return rules.stream().anyMatch(rule -> rule.matches(socket));
    }

    /** True for networks that were written alike. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Networks networks && cidrs.equals(networks.cidrs);
    }

    @Override
    public int hashCode() {
        return cidrs.hashCode();
    }

    private static IpSubnetFilterRule rule(String setting, String cidr) {
        String[] parts = cidr.split("/", 2);
        try {
            if (!isAddress(parts[0])) {
                throw new IllegalArgumentException("no address");
            }
            int length = parts.length == 2 ? Integer.parseInt(parts[1]) : parts[0].contains(":") ? 128 : 32;
            return new IpSubnetFilterRule(parts[0], length, IpFilterRuleType.ACCEPT);
        } catch (IllegalArgumentException e) {
            throw new StartFailure(
                    setting + " has \"" + cidr + "\", which is no network: write it as 10.0.0.0/8 or 2001:db8::/32", e);
        }
    }

    /** Whole addresses only: shortened ones are read in surprising ways, and names would be looked up. */
    private static boolean isAddress(String text) {
        return NetUtil.isValidIpV4Address(text) || NetUtil.isValidIpV6Address(text);
    }
}
