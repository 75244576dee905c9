package dev.longshore.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.testing.TestSettings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictBooleanTest {
    @ParameterizedTest
    @ValueSource(strings = {"true", "TRUE", "True", " true "})
    void readsTrue(String text) {
        assertThat(new StrictBoolean().convert(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "FALSE", "False", " false "})
    void readsFalse(String text) {
        assertThat(new StrictBoolean().convert(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yes", "no", "on", "off", "1", "0", "ture", "true;"})
    void readsNothingElse(String text) {
        assertThatThrownBy(() -> new StrictBoolean().convert(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("true or false");
    }

    @Test
    void isWhatTheSettingsAreReadWith() {
        assertThat(TestSettings.of(Map.of("longshore.ftp.active", "false"))
                        .ftp()
                        .active())
                .isFalse();
        assertThatThrownBy(() -> TestSettings.of(Map.of("longshore.ftp.active", "off")))
                .hasStackTraceContaining("longshore.ftp.active")
                .hasStackTraceContaining("true or false");
        assertThatThrownBy(() -> TestSettings.of(Map.of(
                        "longshore.users.config.bob.password", "secret", "longshore.users.config.bob.enabled", "no")))
                .hasStackTraceContaining("longshore.users.config.bob.enabled")
                .hasStackTraceContaining("true or false");
    }
}
