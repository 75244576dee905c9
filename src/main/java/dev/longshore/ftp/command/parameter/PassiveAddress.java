package dev.longshore.ftp.command.parameter;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import dev.longshore.failure.StartFailure;
import dev.longshore.users.Networks;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/**
 * The address that PASV tells, as {@code longshore.ftp.passive.address} has it: the first rule whose network holds the client decides.
 */
final class PassiveAddress {
    private static final String SETTING = "longshore.ftp.passive.address";
    private static final String AUTO = "auto";

    private final List<Rule> rules;

    private record Rule(Networks clients, String address) {}

    private PassiveAddress(List<Rule> rules) {
        this.rules = rules;
    }

    /** @throws StartFailure when a network cannot be read */
    static PassiveAddress parse(String setting) {
        List<Rule> rules = new ArrayList<>();
        for (String entry : setting.split(",")) {
            String[] parts = entry.strip().split("=", 2);
            String address = parts[parts.length - 1].strip();
            if (address.isEmpty()) {
                throw new StartFailure(SETTING + " has an empty entry: give auto, an address, or NETWORK=ADDRESS");
            }
            if (address.contains(":")) {
                throw new StartFailure(SETTING + " has " + address + ": PASV can tell IPv4 addresses only");
            }
            List<String> network = parts.length == 2 ? List.of(parts[0]) : List.of("0.0.0.0/0", "::/0");
            rules.add(new Rule(Networks.parse(SETTING, network), address));
        }
        return new PassiveAddress(List.copyOf(rules));
    }

    /**
     * @param local  the address by which the client reached us
     * @param client where it comes from
     */
    InetAddress tell(InetAddress local, InetAddress client) {
        for (Rule rule : rules) {
            if (rule.clients().contains(client)) {
                return rule.address().equalsIgnoreCase(AUTO) ? local : lookUp(rule.address());
            }
        }
        return local;
    }

    private static InetAddress lookUp(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new Failure(
                    FailureKind.DATA_CONNECTION_NOT_OPENED, SETTING + ": " + address + " cannot be looked up", e);
        }
    }
}
