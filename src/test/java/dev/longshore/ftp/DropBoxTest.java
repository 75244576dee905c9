package dev.longshore.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.Bytes;
import dev.longshore.testing.S3Operation;
import dev.longshore.testing.TestGateway;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A write-only mount: files come in, and what others stored is neither seen nor touched. */
class DropBoxTest {
    private static final byte[] THEIRS = Bytes.random(4321);
    private static final byte[] OURS = Bytes.random(55);
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        String mount = "longshore.users.config.alice.mounts[0].";
        gateway = TestGateway.start(
                Map.of(mount + "path", "/", mount + "prefix", "box/", mount + "access", "write-only"));
        gateway.put("box/theirs", THEIRS);
        gateway.put("box/dir/theirs", THEIRS);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void takesFilesByOneRequest() {
        try (var client = gateway.login()) {
            gateway.proxy().forget();
            client.stores("taken", OURS);
            assertThat(gateway.proxy().seen()).isEqualTo(Map.of(S3Operation.PUT_OBJECT, 1));
            client.stores("dir/taken", OURS);
            client.stores("APPE appended", OURS, 226);
            client.sends("MKD made").gets(257).sends("CWD made").gets(250);
            client.stores("STOU", OURS, 226);
        }
        assertThat(gateway.get("box/taken")).isEqualTo(OURS);
        assertThat(gateway.get("box/dir/taken")).isEqualTo(OURS);
        assertThat(gateway.get("box/appended")).isEqualTo(OURS);
    }

    @Test
    void replacesNothing() {
        try (var client = gateway.login()) {
            client.stores("STOR theirs", OURS, 553);
            client.stores("once", OURS).stores("STOR once", THEIRS, 553);
            client.extendedPassivePort();
            client.sends("APPE theirs").gets(550);
            client.sends("REST 3").gets(350).extendedPassivePort();
            client.sends("STOR theirs").gets(550);
            client.sends("MFMT 20200102030405 theirs").gets(550);
        }
        assertThat(gateway.get("box/theirs")).isEqualTo(THEIRS);
        assertThat(gateway.get("box/once")).isEqualTo(OURS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"LIST", "NLST", "MLSD"})
    void showsNothingOfOthers(String verb) {
        try (var client = gateway.login()) {
            gateway.proxy().forget();
            assertThat(client.lists(verb)).allMatch(DropBoxTest::isOfTheDirectoryItself);
            assertThat(gateway.proxy().seen()).isEmpty();
            assertThat(client.lists(verb + " dir")).allMatch(DropBoxTest::isOfTheDirectoryItself);
            client.extendedPassivePort();
            client.sends(verb + " missing").gets(550);
        }
    }

    /** What MLSD tells of the directory that is listed, and of the one above it. */
    private static boolean isOfTheDirectoryItself(String line) {
        return line.matches("type=[cp]dir;.* [.]{1,2}");
    }

    @Test
    void givesAwayNothing() {
        try (var client = gateway.login()) {
            client.stores("given", OURS);
            for (String name : new String[] {"theirs", "dir/theirs", "given", "missing"}) {
                client.extendedPassivePort();
                client.sends("RETR " + name).gets(550);
                client.sends("DELE " + name).gets(550);
                client.sends("HASH " + name).gets(550);
                client.sends("XMD5 " + name).gets(550);
            }
            for (String name : new String[] {"theirs", "dir/theirs", "missing"}) {
                client.sends("SIZE " + name).gets("550 No such file or directory.");
                client.sends("MDTM " + name).gets("550 No such file or directory.");
                client.sends("MLST " + name).gets("550 No such file or directory.");
                client.sends("RNFR " + name).gets("550 No such file or directory.");
            }
            client.sends("RNFR given").gets(350).sends("RNTO other").gets(550);
            client.sends("RMD made").gets(550).sends("RMD dir").gets(550);
        }
        assertThat(gateway.get("box/theirs")).isEqualTo(THEIRS);
        assertThat(gateway.get("box/given")).isEqualTo(OURS);
    }

    /** Clients verify what they have just sent. */
    @Test
    void tellsOfTheSessionsOwnUpload() {
        try (var client = gateway.login()) {
            client.stores("mine", OURS);
            gateway.proxy().forget();
            client.sends("SIZE mine").gets("213 55");
            assertThat(client.lists("NLST")).containsExactly("mine");
            assertThat(gateway.proxy().seen()).isEmpty();
            client.sends("MDTM mine").gets(213).sends("MLST mine").gets(250);
            client.sends("MFMT 20200102030405 mine").gets(213);
            client.sends("MDTM mine").gets("213 20200102030405");
            try (var another = gateway.login()) {
                another.sends("SIZE mine").gets(550);
                assertThat(another.lists("NLST")).isEmpty();
            }
        }
    }
}
