package dev.longshore.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.failure.StartFailure;
import dev.longshore.ftp.listener.ControlListener;
import dev.longshore.testing.TestSettings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListenerSettingsTest {
    @Test
    void hasDefaults() {
        ListenerSettings settings = settings(Map.of());
        assertThat(settings.address().getPort()).isEqualTo(2121);
        assertThat(settings.threads()).isEqualTo(400);
        ControlListener.Options options = settings.options();
        assertThat(options.idle()).isEqualTo(Duration.ofMinutes(5));
        assertThat(options.login()).isEqualTo(Duration.ofMinutes(1));
        assertThat(options.longestLine()).isEqualTo(8192);
        assertThat(options.most()).isEqualTo(5000);
        assertThat(options.perAddress()).isEqualTo(500);
        assertThat(options.proxies().isEmpty()).isTrue();
        assertThat(options.greeting()).hasToString("220 Longshore ready.\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "longshore.ftp.port, 0",
        "longshore.ftp.port, 65535",
        "longshore.ftp.threads, 1",
        "longshore.ftp.connections.most, 1",
        "longshore.ftp.connections.per-address, 1",
        "longshore.ftp.idle-timeout, 1s",
        "longshore.ftp.login-timeout, 1s",
        "longshore.ftp.longest-line, 128",
        "longshore.ftp.longest-line, 65536",
        "longshore.ftp.proxies, '10.0.0.0/8,2001:db8::/32'"
    })
    void takesWhatIsWithinTheBounds(String setting, String value) {
        assertThat(settings(Map.of(setting, value))).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "longshore.ftp.port, -1, longshore.ftp.port is -1: it must be 0 to 65535",
        "longshore.ftp.port, 65536, longshore.ftp.port is 65536: it must be 0 to 65535",
        "longshore.ftp.threads, 0, longshore.ftp.threads is 0: it must be 1 or more",
        "longshore.ftp.connections.most, 0, longshore.ftp.connections.most is 0: it must be 1 or more",
        "longshore.ftp.connections.per-address, -5, longshore.ftp.connections.per-address is -5: it must be 1 or more",
        "longshore.ftp.idle-timeout, 0s, longshore.ftp.idle-timeout must be one second or more",
        "longshore.ftp.login-timeout, PT0.999S, longshore.ftp.login-timeout must be one second or more",
        "longshore.ftp.longest-line, 127, longshore.ftp.longest-line is 127: it must be 128 to 65536",
        "longshore.ftp.longest-line, 65537, longshore.ftp.longest-line is 65537: it must be 128 to 65536",
        "longshore.ftp.proxies, lan, 'longshore.ftp.proxies has \"lan\", which is no network: write it as 10.0.0.0/8 or"
                + " 2001:db8::/32'"
    })
    void saysWhatIsOutOfThem(String setting, String value, String sentence) {
        assertThatThrownBy(() -> settings(Map.of(setting, value)))
                .isInstanceOf(StartFailure.class)
                .hasMessage(sentence);
    }

    @Test
    void saysThatAHostIsNone() {
        assertThatThrownBy(() -> ListenerSettings.of(TestSettings.of(Map.of()).ftp(), "nobody.invalid"))
                .isInstanceOf(StartFailure.class)
                .hasMessage("longshore.ftp.host is \"nobody.invalid\", which is no address of this machine");
    }

    private static ListenerSettings settings(Map<String, String> keys) {
        return ListenerSettings.of(TestSettings.of(keys).ftp(), "127.0.0.1");
    }
}
