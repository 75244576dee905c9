package dev.longshore.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.failure.StartFailure;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworksTest {
    private static final String SETTING = "longshore.ftp.proxies";

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.255.255, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "10.1.2.3/8, 10.200.0.1, true",
        "192.0.2.128/25, 192.0.2.127, false",
        "192.0.2.128/25, 192.0.2.128, true",
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.8, false",
        "192.0.2.7/32, 192.0.2.8, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/32, 2001:db9::1, false",
        "2001:db8::7, 2001:db8::7, true",
        "2001:db8::7, 2001:db8::8, false",
        "::/0, 2001:db8::8, true",
        "::/0, 10.0.0.1, false",
        "10.0.0.0/8, ::ffff:10.0.0.1, true"
    })
    void knowsWhatItHolds(String network, String address, boolean holds) throws UnknownHostException {
        assertThat(Networks.parse(SETTING, List.of(network)).contains(InetAddress.getByName(address)))
                .isEqualTo(holds);
    }

    @Test
    void holdsWhatAnyOfItsPartsHolds() throws UnknownHostException {
        Networks networks = Networks.parse(SETTING, List.of(" 10.0.0.0/8 ", "2001:db8::/32"));
        assertThat(networks.contains(InetAddress.getByName("10.0.0.1"))).isTrue();
        assertThat(networks.contains(InetAddress.getByName("2001:db8::1"))).isTrue();
        assertThat(networks.contains(InetAddress.getByName("192.0.2.1"))).isFalse();
    }

    @Test
    void noneHoldsNothing() throws UnknownHostException {
        Networks none = Networks.parse(SETTING, List.of());
        assertThat(none.isEmpty()).isTrue();
        assertThat(none.contains(InetAddress.getByName("10.0.0.1"))).isFalse();
        assertThat(Networks.parse(SETTING, List.of("10.0.0.1")).isEmpty()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/8",
                "example.com",
                "localhost/8",
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/8/8",
                "10.0.0.0/255.0.0.0",
                "2001:db8::/129",
                "1::2::3"
            })
    void refusesWhatIsNoNetwork(String text) {
        assertThatThrownBy(() -> Networks.parse(SETTING, List.of("10.0.0.0/8", text)))
                .isInstanceOf(StartFailure.class)
                .hasMessage("longshore.ftp.proxies has \"" + text
                        + "\", which is no network: write it as 10.0.0.0/8 or 2001:db8::/32");
    }
}
