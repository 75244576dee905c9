package dev.longshore.ftp.command.parameter;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses on the wire are numbers; nothing else is one. */
class HostPortTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "192,0,2,1,7,208; 192.0.2.1; 2000",
                "0,0,0,0,0,0; 0.0.0.0; 0",
                "255,255,255,255,255,255; 255.255.255.255; 65535",
                "010,000,002,001,000,021; 10.0.2.1; 21",
                "' 192,0,2,1,7,208 '; 192.0.2.1; 2000",
            })
    void readsTheArgumentOfPort(String argument, String host, int port) throws UnknownHostException {
        assertThat(HostPort.parse(argument)).contains(new InetSocketAddress(InetAddress.getByName(host), port));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "192,0,2,1",
                "192,0,2,1,7",
                "192,0,2,1,7,208,1",
                "256,0,2,1,7,208",
                "192,0,2,256,7,208",
                "192,0,2,1,256,0",
                "192,0,2,1,7,256",
                "999,999,999,999,999,999",
                "-1,0,2,1,7,208",
                "192,0,2,1,7,",
                "192,0,2,1, 7,208",
                "192.0.2.1,7,208",
                "1000,0,2,1,7,208",
                "localhost,7,208",
                "a,b,c,d,e,f",
                "٣,0,2,1,7,208",
            })
    void refusesWhatIsNoArgumentOfPort(String argument) {
        assertThat(HostPort.parse(argument)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "false, 192.0.2.1, 2000",
        "false, 192.0.2.1, 65535",
        "false, 192.0.2.1, 00021",
        "true, 2001:db8::1, 2000",
        "true, ::1, 2000",
        "true, 2001:DB8:0:0:8:800:200C:417A, 5282",
        "true, ::192.0.2.1, 2000",
    })
    void readsTheFieldsOfEprt(boolean ipv6, String host, String port) throws UnknownHostException {
        assertThat(HostPort.parse(ipv6, host, port))
                .contains(new InetSocketAddress(InetAddress.getByName(host), Integer.parseInt(port)));
    }

    @ParameterizedTest
    @CsvSource({
        "false, 192.0.2.1, 65536",
        "false, 192.0.2.1, 100000",
        "false, 192.0.2.1, -1",
        "false, 192.0.2.1, ''",
        "false, 192.0.2.1, 2000x",
        "false, '', 2000",
        "false, 192.0.2, 2000",
        "false, 192.0.2.1.5, 2000",
        "false, 2001:db8::1, 2000",
        "false, 0x7f.0.0.1, 2000",
        "true, 192.0.2.1, 2000",
        "true, 1::2::3, 2000",
        "true, 2001:db8::g, 2000",
        "true, '[::1]', 2000",
        "true, fe80::1%lo, 2000",
        "true, :::, 2000",
        "true, 1:2:3:4:5:6:7:8:9, 2000",
    })
    void refusesWhatAreNoFieldsOfEprt(boolean ipv6, String host, String port) {
        assertThat(HostPort.parse(ipv6, host, port)).isEmpty();
    }

    /** This name can always be looked up, so a lookup would show. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void looksNoNameUp(boolean ipv6) {
        assertThat(HostPort.parse(ipv6, "localhost", "2000")).isEmpty();
        assertThat(HostPort.parse("localhost")).isEmpty();
    }

    @Test
    void writesTheNumbersOf227() throws UnknownHostException {
        assertThat(HostPort.format(InetAddress.getByName("192.0.2.1"), 2000)).isEqualTo("192,0,2,1,7,208");
        assertThat(HostPort.format(InetAddress.getByName("192.0.2.1"), 255)).isEqualTo("192,0,2,1,0,255");
        assertThat(HostPort.format(InetAddress.getByName("192.0.2.1"), 65_535)).isEqualTo("192,0,2,1,255,255");
    }

    @Test
    void readsBackWhatItWrites() throws UnknownHostException {
        InetAddress host = InetAddress.getByName("203.0.113.77");
        for (int port = 0; port <= 65_535; port += 257) {
            assertThat(HostPort.parse(HostPort.format(host, port))).contains(new InetSocketAddress(host, port));
        }
    }

    @Test
    void hasAnIpv4FormOfIpv4AddressesOnly() throws UnknownHostException {
        InetAddress ipv4 = InetAddress.getByName("192.0.2.1");
        assertThat(HostPort.ipv4(ipv4)).contains(ipv4);
        assertThat(HostPort.ipv4(InetAddress.getByName("::ffff:192.0.2.1"))).contains(ipv4);
        assertThat(HostPort.ipv4(InetAddress.getByName("2001:db8::1"))).isEqualTo(Optional.empty());
    }
}
