package dev.longshore.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.files.Mount;
import dev.longshore.files.VirtualPath;
import dev.longshore.testing.TestSettings;
import dev.longshore.users.UserSettings;
import dev.longshore.users.record.RecordFormat;
import dev.longshore.users.record.RecordPlace;
import dev.longshore.users.record.RecordReader;
import io.smallrye.config.source.yaml.YamlConfigSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The fields of docs/users.md are those of the schema, and its examples are read. With {@code -Dlongshore.pages.write} the fields are
 * written instead of compared.
 */
class UsersPageTest {
    private static final Path FILE = Path.of("docs/users.md");
    private static final Pattern FIELDS = Pattern.compile("(?s)(<!-- fields: .*? -->\n).*?(\n?<!-- end of fields -->)");
    private static final Pattern EXAMPLE = Pattern.compile("(?ms)^ *```(yaml|json)\n(.*?)^ *```$");

    private static final RecordReader READER = new RecordReader(
            new Mount(VirtualPath.ROOT, "bucket", ""),
            Optional.empty(),
            Optional.of(new RecordPlace("codes", "")),
            true);

    private record Example(String language, String text) {
        RecordFormat format() {
            return RecordFormat.of("x." + language).orElseThrow();
        }
    }

    @Test
    void theFieldsAreThoseOfTheSchema() throws IOException {
        String present = Files.readString(FILE);
        String fields = "\n" + UserFields.markdown() + "\n\n";
        String wanted = FIELDS.matcher(present)
                .replaceFirst(match -> Matcher.quoteReplacement(match.group(1) + fields + "<!-- end of fields -->"));
        if (System.getProperty("longshore.pages.write") != null) {
            Files.writeString(FILE, wanted);
        }
        assertThat(Files.readString(FILE))
                .as("%s; written by ./mvnw -q test -Dtest=UsersPageTest -Dlongshore.pages.write", FILE)
                .isEqualTo(wanted);
    }

    @Test
    void theRecordsAreUsers() throws IOException {
        List<Example> records = examples()
                .filter(example -> example.text().startsWith("name: alice")
                        || example.text().startsWith("password:")
                        || example.text().startsWith("otp:")
                        || example.text().startsWith("{") && !isSecret(example))
                .toList();
        assertThat(records).hasSize(6);
        assertThat(records).allMatch(example -> READER.one("alice", bytes(example), example.format())
                .enabled());
    }

    @Test
    void theSecretIsAUser() throws IOException {
        List<Example> secrets = examples().filter(UsersPageTest::isSecret).toList();
        assertThat(secrets).hasSize(1);
        assertThat(READER.ofSecret("alice", bytes(secrets.get(0)), false).enabled())
                .isTrue();
    }

    private static boolean isSecret(Example example) {
        return example.text().contains("\"Password\"");
    }

    @Test
    void theListIsOneOfUsers() throws IOException {
        List<Example> lists = examples()
                .filter(example -> example.text().startsWith("  users:"))
                .toList();
        assertThat(lists).hasSize(1);
        assertThat(READER.many(bytes(lists.get(0)), lists.get(0).format()))
                .hasSize(2)
                .allMatch(entry -> entry.record().isPresent());
    }

    @Test
    void theSettingsAreRead() throws IOException {
        List<Example> settings = examples()
                .filter(example -> example.text().startsWith("longshore:"))
                .toList();
        assertThat(settings).hasSize(8);
        for (Example example : settings) {
            UserSettings users = TestSettings.of(new YamlConfigSource("page", example.text()).getProperties())
                    .users();
            assertThat(users.config().size()
                            + (users.anonymous().enabled() ? 1 : 0)
                            + (users.stores().get(0) == UserSettings.Store.CONFIG ? 0 : 1))
                    .isEqualTo(1);
        }
    }

    private static Stream<Example> examples() throws IOException {
        return EXAMPLE.matcher(Files.readString(FILE))
                .results()
                .map(match -> new Example(match.group(1), match.group(2)));
    }

    private static byte[] bytes(Example example) {
        return example.text().getBytes(StandardCharsets.UTF_8);
    }
}
