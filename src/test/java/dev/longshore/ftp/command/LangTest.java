package dev.longshore.ftp.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.TestGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 2640 §4.1. */
class LangTest {
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"LANG", "LANG en", "LANG EN", "LANG en-GB", "lang En-us"})
    void speaksEnglish(String command) {
        try (var client = gateway.connect()) {
            client.sends(command).gets(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"LANG de", "LANG fr-CH", "LANG english", "LANG e", "LANG *", "LANG en_US"})
    void speaksNothingElse(String command) {
        try (var client = gateway.connect()) {
            client.sends(command).gets(504).sends("NOOP").gets("200 OK.");
        }
    }

    @Test
    void featMarksTheLanguage() {
        try (var client = gateway.connect()) {
            client.sends("FEAT").gets(211);
            assertThat(client.reply()).contains(" LANG EN*");
        }
    }
}
