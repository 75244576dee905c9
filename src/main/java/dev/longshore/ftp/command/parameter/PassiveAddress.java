package dev.longshore.ftp.command.parameter;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** The address that PASV tells, as {@code longshore.ftp.passive.address} has it. */
@FunctionalInterface
interface PassiveAddress {
    /** @param local the address by which the client reached us */
    InetAddress tell(InetAddress local);

    /** {@code auto}, an IP address, or a DNS name, which is looked up at each use so that a change is seen. */
    static PassiveAddress parse(String setting) {
        if (setting.equals("auto")) {
            return local -> local;
        }
        return local -> {
            try {
                return InetAddress.getByName(setting);
            } catch (UnknownHostException e) {
                throw new Failure(
                        FailureKind.DATA_CONNECTION_NOT_OPENED,
                        "longshore.ftp.passive.address " + setting + " cannot be looked up",
                        e);
            }
        };
    }
}
