package dev.longshore.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.Bytes;
import dev.longshore.testing.FtpDialogue;
import dev.longshore.testing.TestGateway;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that know no UTF-8 write names in the charset of their user; what is stored is UTF-8 in any case. */
class CharsetTest {
    private static final Charset OCTETS = StandardCharsets.ISO_8859_1;
    private static final byte[] CONTENT = Bytes.random(10);

    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        String users = "longshore.users.config.";
        gateway = TestGateway.start(Map.of(
                users + "latin.password",
                "secret",
                users + "latin.charset",
                "ISO-8859-1",
                users + "cyrillic.password",
                "secret",
                users + "cyrillic.charset",
                "windows-1251",
                users + "kanji.password",
                "secret",
                users + "kanji.charset",
                "Shift_JIS",
                users + "ebcdic.password",
                "secret",
                users + "ebcdic.charset",
                "IBM1047",
                "longshore.ftp.texts.goodbye",
                "Tschüß."));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @AfterEach
    void empty() {
        gateway.keys().forEach(key -> gateway.s3()
                .deleteObject(request -> request.bucket(gateway.bucket()).key(key)));
    }

    @Test
    void anOctetIsStoredAsTheLetterItIs() {
        try (var client = login("latin")) {
            client.writes(OCTETS).stores("STOR \u00FC", CONTENT, 226);
            assertThat(gateway.keys()).containsExactly("ü");
            assertThat(client.fetches("RETR \u00FC")).isEqualTo(CONTENT);
            assertThat(client.fetches("NLST")).isEqualTo(hex("fc0d0a"));
            client.sends("SIZE \u00FC").gets("213 10");
            client.sends("DELE \u00FC").gets(250);
            assertThat(gateway.keys()).isEmpty();
        }
    }

    /** Every place where a name is told, as octets. */
    @Test
    void namesComeBackAsTheyWereSent() {
        gateway.put("ä/ü", CONTENT);
        try (var client = login("latin").writes(OCTETS)) {
            client.sends("CWD \u00E4").gets("250 Directory changed to /\u00E4.");
            client.sends("PWD").gets("257 \"/\u00E4\" is the current directory.");
            client.sends("MKD \u00F6").gets("257 \"/\u00E4/\u00F6\" created.");
            client.sends("MLST \u00FC").gets(250);
            assertThat(client.reply().get(0)).isEqualTo("250-Listing /\u00E4/\u00FC");
            assertThat(client.reply().get(1)).endsWith("; /\u00E4/\u00FC");
            client.sends("MFMT 20200101000000 \u00FC").gets("213 Modify=20200101000000; /\u00E4/\u00FC");
            client.sends("HASH \u00FC").gets(213);
            assertThat(client.replyLine()).endsWith(" \u00FC");
            client.sends("STAT").gets(211);
            client.sends("STAT /\u00E4").gets(213);
            assertThat(client.reply()).anyMatch(line -> line.endsWith(" \u00FC"));
            for (String verb : List.of("LIST", "NLST", "MLSD")) {
                assertThat(client.lists(verb)).as(verb).anyMatch(line -> line.matches("(.* )?\u00FC"));
            }
            client.sends("RNFR \u00FC").gets(350).sends("RNTO \u00DF").gets(250);
            client.sends("CDUP").gets("200 Directory changed to /.");
            client.sends("QUIT").gets("221 Tsch\u00FC\u00DF.");
        }
        assertThat(gateway.keys()).containsExactly("ä/ß", "ä/ö/");
    }

    @ParameterizedTest
    @CsvSource({
        "latin, e9, é",
        "cyrillic, ffe1eb, ябл",
        "kanji, 93fa967b, 日本",
        "kanji, b1, ｱ",
        "ebcdic, c1c2c3, ABC",
        "ebcdic, 81614bf1, a/.1",
        "ebcdic, dc, ü",
        "ebcdic, 7f6f7f, '\"?\"'"
    })
    void everyCharsetOfTheJdkIsRead(String user, String octets, String name) {
        try (var client = login(user)) {
            stores(client, hex(octets));
            assertThat(gateway.keys()).containsExactly(name);
            int slash = name.indexOf('/');
            if (slash < 0) {
                assertThat(client.fetches("NLST")).isEqualTo(hex(octets + "0d0a"));
            }
        }
    }

    /** Commands and replies stay ASCII where a charset has none; only names are in it. */
    @Test
    void commandsAreAsciiInEbcdicToo() {
        try (var client = login("ebcdic").writes(OCTETS)) {
            String name = new String(hex("c17f"), OCTETS);
            client.sends("MKD " + name).gets("257 \"" + new String(hex("61c17f7f"), OCTETS) + "\" created.");
            client.sends("CWD " + name).gets("250 Directory changed to " + new String(hex("61c17f"), OCTETS) + ".");
            client.sends("TYPE I")
                    .gets(200)
                    .sends("REST 0")
                    .gets(350)
                    .sends("FEAT")
                    .gets(211);
            stores(client, hex("c4"));
            assertThat(new String(client.fetches("LIST"), OCTETS)).matches("-rw-r--r-- 1 ftp ftp .* \u00C4\r\n");
            client.sends("NLST " + new String(hex("c1"), OCTETS)).gets(425);
            client.stores("STOU", CONTENT, 226);
            assertThat(gateway.keys()).anyMatch(key -> key.startsWith("A\"/ftp-"));
        }
    }

    /** 255 is я in windows-1251. Clients that follow RFC 854 double it; those that do not are understood, too. */
    @ParameterizedTest
    @CsvSource({"ff, я", "ffff, я", "fff0, яр", "f0fffe61, ряюa", "ffe1, яб", "fffb, яы"})
    void theOctetOfTelnetIsALetterWithinALine(String octets, String name) {
        try (var client = login("cyrillic")) {
            client.sendsRaw(concat("MKD ".getBytes(OCTETS), hex(octets), hex("0d0a")));
            client.writes(OCTETS).gets(257);
            String told = name.replace("я", "яя");
            assertThat(client.replyLine())
                    .isEqualTo("257 \"/"
                            + new String(told.getBytes(Charset.forName("windows-1251")), OCTETS)
                            + "\" created.");
            assertThat(gateway.keys()).containsExactly(name + "/");
            assertThat(client.fetches("NLST")).isEqualTo((name + "\r\n").getBytes(Charset.forName("windows-1251")));
        }
    }

    /** ABOR behind an interrupt and a data mark is a command in every charset. */
    @Test
    void telnetCommandsBeforeALineAreNoLetters() {
        try (var client = login("cyrillic")) {
            client.sendsRaw(concat(hex("fff4fff2"), "ABOR\r\n".getBytes(OCTETS)))
                    .gets(226);
        }
    }

    @ParameterizedTest
    @CsvSource({"kanji, 93", "kanji, fd", "kanji, 9393fa", "cyrillic, 98"})
    void whatIsNotOfTheCharsetIsRefused(String user, String octets) {
        try (var client = login(user)) {
            client.sendsRaw(concat("MKD a".getBytes(OCTETS), hex(octets), hex("0d0a")))
                    .gets("501 Not in the charset of this session.");
            client.sends("NOOP").gets(200);
            assertThat(gateway.keys()).isEmpty();
        }
    }

    /** 0x15 and 0x0d are line ends of EBCDIC, 0x07 is its DEL. */
    @ParameterizedTest
    @CsvSource({"latin, 00", "latin, 0d41", "latin, 7f", "kanji, 00", "ebcdic, 15", "ebcdic, 00", "ebcdic, 07"})
    void controlCharactersAreRefusedWhateverTheirOctets(String user, String octets) {
        try (var client = login(user)) {
            client.sendsRaw(concat("MKD ".getBytes(OCTETS), hex("c1" + octets), hex("0d0a")))
                    .gets(553);
            assertThat(gateway.keys()).isEmpty();
        }
    }

    /** What is shown with question marks is not what has question marks in its name. */
    @Test
    void aNameThatCannotBeWrittenIsNotReachableAsAnother() {
        gateway.put("日本", Bytes.random(1));
        gateway.put("€", Bytes.random(2));
        try (var client = login("latin")) {
            assertThat(client.lists("NLST")).containsExactlyInAnyOrder("??", "?");
            client.sends("SIZE ??")
                    .gets(550)
                    .sends("DELE ?")
                    .gets(550)
                    .sends("RNFR ??")
                    .gets(550);
            client.sends("CWD ??").gets(550);
            client.stores("??", CONTENT);
            client.sends("DELE ??").gets(250);
        }
        assertThat(gateway.keys()).containsExactlyInAnyOrder("日本", "€");
    }

    /** Not with what the JDK writes there, which is a control character. */
    @Test
    void theQuestionMarkIsThatOfTheCharset() {
        gateway.put("日a", CONTENT);
        try (var client = login("ebcdic")) {
            assertThat(client.fetches("NLST")).isEqualTo(hex("6f810d0a"));
        }
    }

    @Test
    void aWorkingDirectoryThatCannotBeWrittenIsToldWithQuestionMarks() {
        gateway.put("日本/a", CONTENT);
        try (var client = login("latin")) {
            client.sends("OPTS UTF8 ON").gets(200).sends("CWD 日本").gets(250);
            client.sends("OPTS UTF8 OFF").gets("200 Names are ISO-8859-1.");
            client.sends("PWD").gets("257 \"/??\" is the current directory.");
            client.sends("SIZE a").gets("213 10");
        }
    }

    /** RFC 2640 §3.1: a client that asks for UTF-8 gets it, before its login and after it. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aClientMayAskForUtf8(boolean beforeLogin) {
        try (var client = gateway.connect()) {
            if (beforeLogin) {
                client.sends("OPTS UTF8 ON").gets("200 Names are UTF-8.").login("latin", "secret");
            } else {
                client.login("latin", "secret").sends("OPTS UTF8").gets("200 Names are UTF-8.");
            }
            client.stores("für", CONTENT);
            assertThat(gateway.keys()).containsExactly("für");
            assertThat(client.lists("NLST")).containsExactly("für");
            client.sendsRaw(concat("SIZE f".getBytes(OCTETS), hex("fc72"), hex("0d0a")))
                    .gets("501 Not UTF-8.");
            client.sends("OPTS UTF8 OFF").gets("200 Names are ISO-8859-1.");
            client.sendsRaw(concat("SIZE f".getBytes(OCTETS), hex("fc72"), hex("0d0a")))
                    .gets("213 10");
        }
    }

    /** RFC 2640 §3.1: who sees UTF8 in FEAT may write it, so it is told where it is true. */
    @Test
    void featTellsOfUtf8WhereNamesAreInIt() {
        try (var client = gateway.connect()) {
            client.sends("FEAT").gets(211);
            assertThat(client.reply()).contains(" UTF8");
            client.login("latin", "secret").sends("FEAT").gets(211);
            assertThat(client.reply()).doesNotContain(" UTF8");
            client.sends("OPTS UTF8 ON").gets(200).sends("FEAT").gets(211);
            assertThat(client.reply()).contains(" UTF8");
            client.sends("OPTS UTF8 OFF").gets(200).sends("FEAT").gets(211);
            assertThat(client.reply()).doesNotContain(" UTF8");
        }
    }

    @Test
    void beforeALoginLinesAreUtf8() {
        try (var client = gateway.connect()) {
            client.sendsRaw(hex("555345522066fc720d0a")).gets("501 Not UTF-8.");
            client.sends("OPTS UTF8 OFF").gets(501);
            client.login("latin", "secret").sends("REIN").gets(220);
            client.sendsRaw(hex("555345522066fc720d0a")).gets("501 Not UTF-8.");
            client.sends("OPTS UTF8 OFF").gets(501);
        }
    }

    @Test
    void reinForgetsThatUtf8WasAskedFor() {
        try (var client = login("latin")) {
            client.sends("OPTS UTF8 ON").gets(200).sends("REIN").gets(220);
            client.login("latin", "secret").sends("FEAT").gets(211);
            assertThat(client.reply()).doesNotContain(" UTF8");
        }
    }

    /** The login and what follows may be in one segment: in what charset a line is, is decided when its turn comes. */
    @Test
    void aLineBehindTheLoginIsInTheCharsetOfTheUser() {
        try (var client = gateway.connect()) {
            client.sendsRaw(concat("USER cyrillic\r\nPASS secret\r\nMKD ".getBytes(OCTETS), hex("fff0"), hex("0d0a")))
                    .gets(331)
                    .gets(230)
                    .gets(257);
            assertThat(gateway.keys()).containsExactly("яр/");
        }
    }

    @Test
    void otherUsersStayWithUtf8() {
        try (var client = gateway.login()) {
            client.sendsRaw(concat("MKD ".getBytes(OCTETS), hex("fc"), hex("0d0a")))
                    .gets("501 Not UTF-8.");
            client.sends("OPTS UTF8 OFF").gets(501);
            client.sends("MKD ü").gets("257 \"/ü\" created.");
        }
    }

    private static FtpDialogue login(String user) {
        return gateway.connect().login(user, "secret");
    }

    private static void stores(FtpDialogue client, byte[] name) {
        client.writes(OCTETS).stores("STOR " + new String(name, OCTETS), CONTENT, 226);
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    private static byte[] concat(byte[]... pieces) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            all.writeBytes(piece);
        }
        return all.toByteArray();
    }
}
