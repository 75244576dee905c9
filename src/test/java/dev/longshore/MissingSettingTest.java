package dev.longshore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.longshore.testing.TestSettings;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A setting that is needed is named. */
class MissingSettingTest {
    @Test
    void namesTheKeyThatIsNeeded() {
        Throwable failure = catchThrowable(
                () -> TestSettings.of(Map.of("longshore.users.config.alice.mounts[0].prefix", "alice/")));
        assertThat(StartReport.sentence(failure))
                .contains("longshore.users.config.alice.mounts[0].path is needed and has no value");
    }
}
