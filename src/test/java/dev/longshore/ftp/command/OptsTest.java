package dev.longshore.ftp.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.Bytes;
import dev.longshore.testing.TestGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 2389 §4. */
class OptsTest {
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
        gateway.put("d/für", Bytes.random(3));
        gateway.put("d/sub/x", Bytes.random(1));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPTS UTF8 ON", "OPTS utf8 on", "opts UTF8", "OPTS UTF-8 ON"})
    void utf8IsOn(String command) {
        try (var client = gateway.connect()) {
            client.sends(command).gets(200);
        }
    }

    @Test
    void utf8IsNotSwitchedOff() {
        try (var client = gateway.login()) {
            client.sends("OPTS UTF8 OFF").gets(501).sends("OPTS UTF8 NLST").gets(501);
            client.sends("SIZE d/für").gets("213 3");
            assertThat(client.lists("NLST d")).contains("für");
        }
    }

    /** RFC 3659 §7.9. */
    @ParameterizedTest
    @CsvSource({
        "OPTS MLST type;size;, type;size;",
        "OPTS MLST size, size;",
        "opts mlst Modify;TYPE;, type;modify;",
        "OPTS MLST size;unique;perm;, size;unique;perm;",
        "OPTS MLST unix.MODE;Media-Type;UNIX.owner, media-type;UNIX.mode;",
        "OPTS MLST type;type;, type;"
    })
    void theFactsThatAreKnownAreChosen(String command, String understood) {
        try (var client = gateway.connect()) {
            client.sends(command).gets("200 MLST OPTS " + understood);
        }
    }

    @Test
    void onlyTheChosenFactsAreShown() {
        try (var client = gateway.login()) {
            client.sends("OPTS MLST size;").gets(200);
            assertThat(client.lists("MLSD d")).containsExactlyInAnyOrder(" sub", "size=3; für");
            client.sends("MLST d/für").gets(250);
            assertThat(client.reply()).containsExactly("250-Listing /d/für", " size=3; /d/für", "250 End");
            client.sends("OPTS MLST type;size;").gets(200);
            assertThat(client.lists("MLSD d"))
                    .containsExactlyInAnyOrder(
                            "type=cdir; .", "type=pdir; ..", "type=dir; sub", "type=file;size=3; für");
        }
    }

    @Test
    void noFactMayBeChosen() {
        try (var client = gateway.login()) {
            client.sends("OPTS MLST").gets(200);
            assertThat(client.lists("MLSD d")).containsExactlyInAnyOrder(" sub", " für");
            client.sends("FEAT").gets(211);
            assertThat(client.reply()).contains(" MLST type;size;modify;create;unique;perm;media-type;UNIX.mode;");
        }
    }

    @Test
    void featMarksTheChosenFacts() {
        try (var client = gateway.connect()) {
            client.sends("FEAT").gets(211);
            assertThat(client.reply())
                    .contains(" MLST type*;size*;modify*;create;unique*;perm*;media-type;UNIX.mode*;");
            client.sends("OPTS MLST modify;type;").gets(200).sends("FEAT").gets(211);
            assertThat(client.reply()).contains(" MLST type*;size;modify*;create;unique;perm;media-type;UNIX.mode;");
        }
    }

    @Test
    void aChoiceIsOfItsSession() {
        try (var client = gateway.connect();
                var other = gateway.connect()) {
            client.sends("OPTS MLST size;").gets(200);
            other.sends("FEAT").gets(211);
            assertThat(other.reply()).contains(" MLST type*;size*;modify*;create;unique*;perm*;media-type;UNIX.mode*;");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPTS", "OPTS ", "OPTS PASV", "OPTS NOPE x", "OPTS RETR"})
    void otherOptionsAreNotUnderstood(String command) {
        try (var client = gateway.connect()) {
            client.sends(command).gets(501);
        }
    }
}
