package dev.longshore.ftp.command.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import dev.longshore.failure.StartFailure;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PassiveAddressTest {
    private static final String LOCAL = "192.0.2.1";
    private static final String CLIENT = "198.51.100.7";

    @ParameterizedTest
    @CsvSource({
        "auto, 192.0.2.1",
        "AUTO, 192.0.2.1",
        "' auto ', 192.0.2.1",
        "203.0.113.7, 203.0.113.7",
        "localhost, 127.0.0.1"
    })
    void tellsEveryClientTheSame(String setting, String told) {
        assertThat(tell(setting, CLIENT)).isEqualTo(address(told));
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, 192.0.2.1",
        "172.16.5.5, 172.16.0.1",
        "198.51.100.7, 203.0.113.7",
        "2001:db8::1, 198.51.100.1",
        "2001:db9::1, 203.0.113.7"
    })
    void tellsEachNetworkItsOwn(String client, String told) {
        String setting = "10.0.0.0/8=auto, 172.16.0.0/12 = 172.16.0.1, 2001:db8::/32=198.51.100.1, 203.0.113.7";
        assertThat(tell(setting, client)).isEqualTo(address(told));
    }

    @Test
    void theFirstNetworkThatHoldsTheClientDecides() {
        assertThat(tell("10.0.0.0/8=203.0.113.1,10.1.0.0/16=203.0.113.2", "10.1.0.1"))
                .isEqualTo(address("203.0.113.1"));
        assertThat(tell("10.1.0.0/16=203.0.113.2,10.0.0.0/8=203.0.113.1", "10.1.0.1"))
                .isEqualTo(address("203.0.113.2"));
    }

    @Test
    void aClientOfNoNetworkIsToldTheLocalAddress() {
        assertThat(tell("10.0.0.0/8=203.0.113.7", CLIENT)).isEqualTo(address(LOCAL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2001:db8::1", "::1", "10.0.0.0/8=2001:db8::1", "auto,::ffff:10.0.0.1"})
    void refusesIpv6(String setting) {
        assertThatThrownBy(() -> PassiveAddress.parse(setting))
                .isInstanceOf(StartFailure.class)
                .hasMessageMatching("longshore\\.ftp\\.passive\\.address has .*:.*: PASV can tell IPv4 addresses only");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "auto,,auto", "10.0.0.0/8=", ",auto"})
    void refusesAnEmptyEntry(String setting) {
        assertThatThrownBy(() -> PassiveAddress.parse(setting))
                .isInstanceOf(StartFailure.class)
                .hasMessage("longshore.ftp.passive.address has an empty entry: give auto, an address, or"
                        + " NETWORK=ADDRESS");
    }

    @Test
    void refusesWhatIsNoNetwork() {
        assertThatThrownBy(() -> PassiveAddress.parse("10.0.0.0/99=auto"))
                .isInstanceOf(StartFailure.class)
                .hasMessageStartingWith("longshore.ftp.passive.address has \"10.0.0.0/99\", which is no network");
    }

    @Test
    void aNameThatNobodyKnowsOpensNoDataConnection() {
        assertThatThrownBy(() -> tell("nobody.invalid", CLIENT))
                .isInstanceOfSatisfying(Failure.class, failure -> assertThat(failure.kind())
                        .isEqualTo(FailureKind.DATA_CONNECTION_NOT_OPENED))
                .hasMessage("longshore.ftp.passive.address: nobody.invalid cannot be looked up");
    }

    private static InetAddress tell(String setting, String client) {
        return PassiveAddress.parse(setting).tell(address(LOCAL), address(client));
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
