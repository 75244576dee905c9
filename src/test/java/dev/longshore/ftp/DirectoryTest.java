package dev.longshore.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.Bytes;
import dev.longshore.testing.TestGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PWD, CWD, CDUP, MKD and RMD: a directory is a prefix that keys share, or a marker that MKD made. */
class DirectoryTest {
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void beginsAtTheRoot() {
        try (var client = gateway.login()) {
            client.sends("PWD").gets("257 \"/\" is the current directory.");
            client.sends("XPWD").gets("257 \"/\" is the current directory.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"MKD", "XMKD"})
    void makesAMarker(String verb) {
        String name = "made-by-" + verb;
        try (var client = gateway.login()) {
            client.sends(verb + " " + name).gets("257 \"/" + name + "\" created.");
            assertThat(gateway.keys()).contains(name + "/");
            assertThat(client.lists("NLST")).contains(name);
            assertThat(client.lists("LIST " + name)).isEmpty();
        }
    }

    @Test
    void makesADirectoryInADirectory() {
        try (var client = gateway.login()) {
            client.sends("MKD outer").gets(257).sends("CWD outer").gets(250);
            client.sends("MKD inner").gets("257 \"/outer/inner\" created.");
            assertThat(client.lists("NLST")).containsExactly("inner");
        }
        assertThat(gateway.keys()).contains("outer/", "outer/inner/");
    }

    @Test
    void makesNothingTwice() {
        gateway.put("a-file", Bytes.random(3));
        gateway.put("implied/file", Bytes.random(3));
        try (var client = gateway.login()) {
            client.sends("MKD twice").gets(257).sends("MKD twice").gets(550);
            client.sends("MKD a-file").gets(550);
            client.sends("MKD implied").gets(550);
            client.sends("MKD /").gets(550);
            client.sends("MKD").gets(501);
        }
        assertThat(gateway.get("a-file")).isEqualTo(Bytes.random(3));
    }

    /** RFC 959 Appendix II. */
    @Test
    void doublesQuotesOfAPath() {
        try (var client = gateway.login()) {
            client.sends("MKD say \"hi\"").gets("257 \"/say \"\"hi\"\"\" created.");
            client.sends("CWD say \"hi\"").gets(250);
            client.sends("PWD").gets("257 \"/say \"\"hi\"\"\" is the current directory.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {" leading", "trailing ", "per%cent", "pl+us", "日本", "für", "#", "a;b", "%2e%2e", "..."})
    void keepsNamesAsTheyAre(String name) {
        try (var client = gateway.login()) {
            client.sends("MKD names/" + name).gets(257);
            assertThat(gateway.keys()).contains("names/" + name + "/");
            client.sends("CWD names/" + name).gets(250);
            client.sends("PWD").gets("257 \"/names/" + name + "\" is the current directory.");
            client.sends("CDUP").gets(200).sends("RMD " + name).gets(250);
        }
        assertThat(gateway.keys()).doesNotContain("names/" + name + "/");
    }

    @Test
    void goesDownAndUp() {
        gateway.put("down/and/up/file", Bytes.random(3));
        try (var client = gateway.login()) {
            client.sends("CWD down/and").gets("250 Directory changed to /down/and.");
            client.sends("XCWD up").gets("250 Directory changed to /down/and/up.");
            client.sends("CDUP").gets("200 Directory changed to /down/and.");
            client.sends("CWD ..").gets("250 Directory changed to /down.");
            client.sends("XCUP").gets("200 Directory changed to /.");
            client.sends("CWD ./down//and/../and/up/.").gets("250 Directory changed to /down/and/up.");
            client.sends("CWD /down/").gets("250 Directory changed to /down.");
            client.sends("CWD").gets(501);
        }
    }

    @Test
    void doesNotLeaveTheRoot() {
        gateway.put("inside/file", Bytes.random(3));
        try (var client = gateway.login()) {
            client.sends("CDUP").gets("200 Directory changed to /.");
            client.sends("CWD ..").gets("250 Directory changed to /.");
            client.sends("CWD ../../../inside").gets("250 Directory changed to /inside.");
            client.sends("CWD /../..").gets("250 Directory changed to /.");
        }
    }

    @Test
    void staysWhereItIsWhenThereIsNoSuchDirectory() {
        gateway.put("stays/file", Bytes.random(3));
        try (var client = gateway.login()) {
            client.sends("CWD stays").gets(250);
            client.sends("CWD missing").gets(550);
            client.sends("CWD file").gets(550);
            client.sends("CWD /stay").gets(550);
            client.sends("PWD").gets("257 \"/stays\" is the current directory.");
        }
    }

    @Test
    void removesTheEmpty() {
        try (var client = gateway.login()) {
            client.sends("MKD gone").gets(257).sends("RMD gone").gets(250);
            client.sends("CWD gone").gets(550).sends("RMD gone").gets(550);
            client.sends("MKD gone").gets(257).sends("XRMD gone").gets(250);
        }
        assertThat(gateway.keys()).doesNotContain("gone/");
    }

    @Test
    void keepsTheRest() {
        gateway.put("full/file", Bytes.random(3));
        gateway.put("plain", Bytes.random(3));
        try (var client = gateway.login()) {
            client.sends("RMD full").gets(550);
            client.sends("RMD plain").gets(550);
            client.sends("RMD missing").gets(550);
            client.sends("RMD /").gets(550);
            client.sends("RMD ..").gets(550);
            client.sends("RMD").gets(501);
            client.sends("MKD nest").gets(257).sends("MKD nest/egg").gets(257);
            client.sends("RMD nest").gets(550);
        }
        assertThat(gateway.keys()).contains("full/file", "plain", "nest/", "nest/egg/");
    }

    @Test
    void showsWhatWasStoredInIt() {
        try (var client = gateway.login()) {
            client.sends("MKD holds").gets(257);
            client.stores("holds/one", Bytes.random(3));
            client.sends("CWD holds").gets(250).stores("two", Bytes.random(3));
            assertThat(client.lists("NLST")).containsExactlyInAnyOrder("one", "two");
        }
        assertThat(gateway.keys()).contains("holds/one", "holds/two");
    }

    @Test
    void deletesFilesOnly() {
        gateway.put("kept/file", Bytes.random(3));
        try (var client = gateway.login()) {
            client.sends("MKD kept-marker").gets(257);
            client.sends("DELE kept")
                    .gets(550)
                    .sends("DELE kept-marker")
                    .gets(550)
                    .sends("DELE /")
                    .gets(550);
            client.sends("DELE kept/file").gets(250).sends("DELE kept/file").gets(550);
        }
        assertThat(gateway.keys()).contains("kept-marker/").doesNotContain("kept/file");
    }

    /** A name that would split the lines of a listing. CR before LF ends the command; alone it is part of the name. */
    @ParameterizedTest
    @ValueSource(strings = {"a\rb", "a\tb", "a\u0000b", "a\u0001", "\u007f", "a\u001b[31m"})
    void refusesControlCharacters(String name) {
        try (var client = gateway.login()) {
            client.sends("MKD " + name).gets(553);
            client.sends("CWD " + name).gets(553);
            client.sends("DELE " + name).gets(553);
            client.sends("RNFR " + name).gets(553);
            client.extendedPassivePort();
            client.sends("STOR " + name).gets(553);
        }
        assertThat(gateway.keys()).noneMatch(key -> key.chars().anyMatch(Character::isISOControl));
    }
}
