package dev.longshore.users;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.failure.StartFailure;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A shortened network could mean another one. */
class ShortNetworkTest {
    @ParameterizedTest
    @ValueSource(strings = {"10/8", "10.0/16", "10.0.1/24", "10"})
    void refusesShortForms(String network) {
        assertThatThrownBy(() -> Networks.parse("key", List.of(network))).isInstanceOf(StartFailure.class);
    }
}
