package dev.longshore.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An IPv4 address, or the /64 of an IPv6 address. */
class OriginTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2::/64",
        "2001:db8:1:2::, 2001:db8:1:2::/64",
        "::ffff:192.0.2.7, 192.0.2.7",
        "::1, ::1",
        "fe80::7, fe80::7"
    })
    void isWhatIsCounted(String address, String text) throws UnknownHostException {
        assertThat(Origin.of(InetAddress.getByName(address)).text()).isEqualTo(text);
        assertThat(Origin.of(Origin.address(text)).text()).isEqualTo(text);
    }

    @Test
    void theScopeOfANeighbourIsNoPartOfIt() throws UnknownHostException {
        assertThat(Origin.of(InetAddress.getByName("fe80::7%1")).text()).isEqualTo("fe80::7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "example.com", "192.0.2", "192.0.2.7/64", "192.0.2.7/32", "::1/128", "/64", "1"})
    void nothingElseIsAnAddress(String text) {
        assertThatThrownBy(() -> Origin.address(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
