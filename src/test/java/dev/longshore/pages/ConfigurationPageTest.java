package dev.longshore.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.ConfigMappings.ConfigClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * docs/configuration.md is what the Javadoc of the settings says. With {@code -Dlongshore.pages.write} it is written instead of
 * compared.
 */
class ConfigurationPageTest {
    private static final Path FILE = Path.of("docs/configuration.md");

    private static ConfigurationPage page;

    @BeforeAll
    static void read() throws IOException {
        page = ConfigurationPage.read();
    }

    @Test
    void isMadeOfTheSettings() throws IOException {
        if (System.getProperty("longshore.pages.write") != null) {
            Files.writeString(FILE, page.markdown());
        }
        assertThat(Files.readString(FILE))
                .as("%s; written by ./mvnw -q test -Dtest=ConfigurationPageTest -Dlongshore.pages.write", FILE)
                .isEqualTo(page.markdown());
    }

    @Test
    void hasEveryKeyThatIsRead() {
        assertThat(page.keys()).hasSizeGreaterThan(50);
        assertThat(page.keys().stream().map(key -> key.replace("NAME", "*").replace("[0]", "[*]")))
                .containsExactlyInAnyOrderElementsOf(page.mappings().stream()
                        .flatMap(mapping -> keysOf(mapping).stream())
                        .filter(key -> !key.endsWith("[*]"))
                        .toList());
    }

    private static Set<String> keysOf(String mapping) {
        try {
            return ConfigClass.configClass(Class.forName(mapping))
                    .getProperties()
                    .keySet();
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
