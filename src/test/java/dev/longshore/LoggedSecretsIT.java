package dev.longshore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.SuiteLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nothing that was logged while the tests ran has a password, a token or a hash that one of them used. */
class LoggedSecretsIT {
    /** Shorter ones are parts of words. */
    private static final int LEAST_LENGTH = 6;

    private static final Pattern HASH =
            Pattern.compile("\\$(argon2id?|2[aby]|5|6|7|scrypt|pbkdf2[-_a-z0-9]*)\\$\\S{20}");

    @Test
    void noLineOfTheSuiteHasOne() throws IOException {
        List<Path> logs = files(SuiteLog.LINES);
        assertThat(logs).as("what the tests have logged").isNotEmpty();
        Pattern secrets = secrets();
        List<String> found = new ArrayList<>();
        for (Path log : logs) {
            try (Stream<String> lines = Files.lines(log, StandardCharsets.UTF_8)) {
                lines.filter(line -> secrets.matcher(line).find()
                                || HASH.matcher(line).find())
                        .forEach(found::add);
            }
        }
        assertThat(found).isEmpty();
    }

    /** Whole words, so that no other word which has one in it counts, nor a name in a path: hostile names are such words, too. */
    private static Pattern secrets() throws IOException {
        List<String> used = new ArrayList<>();
        for (Path file : files(SuiteLog.SECRETS)) {
            used.addAll(Files.readAllLines(file));
        }
        assertThat(used).as("secrets that the tests have used").contains("secret");
        return Pattern.compile(used.stream()
                .filter(secret -> secret.length() >= LEAST_LENGTH)
                .distinct()
                .map(Pattern::quote)
                .collect(Collectors.joining("|", "(?<![\\w./\\\\／⁄-])(?:", ")(?![\\w.-])")));
    }

    private static List<Path> files(String ending) throws IOException {
        try (Stream<Path> files = Files.list(SuiteLog.FOLDER)) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }
}
