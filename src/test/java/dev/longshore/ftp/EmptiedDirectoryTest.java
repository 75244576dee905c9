package dev.longshore.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.Bytes;
import dev.longshore.testing.S3Operation;
import dev.longshore.testing.TestGateway;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** S3 has no directory without a key in it; a client that has just emptied one does not expect it to be gone. */
class EmptiedDirectoryTest {
    private static final byte[] CONTENT = Bytes.random(9);
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
    void theOneOneStandsInStays() {
        gateway.put("stood/in/last", CONTENT);
        try (var client = gateway.login()) {
            client.sends("CWD stood/in").gets(250).sends("DELE last").gets(250);
            assertThat(client.lists("LIST")).isEmpty();
            assertThat(client.lists("MLSD .")).allMatch(line -> line.matches("type=[cp]dir;.* [.]{1,2}"));
            client.sends("PWD").gets("257 \"/stood/in\" is the current directory.");
            client.sends("CWD .").gets(250).sends("MLST").gets(250);
            client.sends("CDUP").gets("200 Directory changed to /stood.");
            client.sends("CWD in").gets(250);
            client.stores("new", CONTENT);
            assertThat(client.lists("NLST")).containsExactly("new");
        }
        assertThat(gateway.get("stood/in/new")).isEqualTo(CONTENT);
    }

    /** Also when somebody else, past the gateway, took the last file. */
    @Test
    void theOneOneStandsInStaysWhoeverEmptiesIt() {
        gateway.put("taken/away/last", CONTENT);
        try (var client = gateway.login()) {
            client.sends("CWD taken/away").gets(250);
            delete("taken/away/last");
            assertThat(client.lists("LIST")).isEmpty();
            client.sends("CWD ..").gets("250 Directory changed to /taken.");
            assertThat(client.lists("NLST")).isEmpty();
        }
    }

    @Test
    void isRemovedAfterItsLastFile() {
        gateway.put("tree/branch/leaf", CONTENT);
        try (var client = gateway.login()) {
            client.sends("DELE tree/branch/leaf").gets(250);
            gateway.proxy().forget();
            client.sends("RMD tree/branch").gets(250);
            assertThat(gateway.proxy().seen()).isEqualTo(Map.of(S3Operation.LIST_OBJECTS, 1));
            client.sends("RMD tree").gets(250);
            client.sends("RMD tree")
                    .gets(550)
                    .sends("CWD tree")
                    .gets(550)
                    .sends("RMD tree/branch")
                    .gets(550);
        }
    }

    @Test
    void isRemovedAfterItsLastFileWasMovedAway() {
        gateway.put("left/behind", CONTENT);
        try (var client = gateway.login()) {
            client.sends("RNFR left/behind").gets(350).sends("RNTO taken-along").gets(250);
            client.sends("RMD left").gets(250).sends("RMD left").gets(550);
        }
    }

    @Test
    void isRemovedByAnotherSessionToo() {
        gateway.put("shared/last", CONTENT);
        try (var one = gateway.login();
                var other = gateway.login()) {
            one.sends("DELE shared/last").gets(250);
            other.sends("RMD shared").gets(250);
            one.sends("RMD shared").gets(550);
        }
    }

    @Test
    void isEnteredAndListedAsAnEmptyOne() {
        gateway.put("hollow/last", CONTENT);
        try (var client = gateway.login()) {
            client.sends("DELE hollow/last").gets(250);
            assertThat(client.lists("LIST hollow")).isEmpty();
            client.sends("CWD hollow").gets(250);
        }
    }

    @Test
    void canBeMadeAgain() {
        gateway.put("remade/last", CONTENT);
        try (var client = gateway.login()) {
            client.sends("DELE remade/last").gets(250);
            client.sends("MKD remade").gets(257).sends("MKD remade").gets(550);
            client.sends("RMD remade").gets(250);
        }
        assertThat(gateway.keys()).doesNotContain("remade/");
    }

    @Test
    void isNotRemovedWhileSomethingIsInIt() {
        gateway.put("still/one", CONTENT);
        gateway.put("still/two", CONTENT);
        try (var client = gateway.login()) {
            client.sends("DELE still/one").gets(250).sends("RMD still").gets("550 Directory is not empty.");
        }
        assertThat(gateway.get("still/two")).isEqualTo(CONTENT);
    }

    @Test
    void whatNeverWasIsNotRemoved() {
        try (var client = gateway.login()) {
            client.sends("RMD never").gets(550);
            client.sends("DELE never/there").gets(550).sends("RMD never").gets(550);
        }
    }

    private static void delete(String key) {
        gateway.s3().deleteObject(request -> request.bucket(gateway.bucket()).key(key));
    }
}
