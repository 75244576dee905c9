package dev.longshore.ftp.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.Bytes;
import dev.longshore.testing.TestGateway;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** RFC 959 §4.1.1 REIN: all is as it was after connecting. What TYPE chose shows nowhere: bytes pass unchanged in each. */
class ReinTest {
    private static final byte[] CONTENT = Bytes.random(1000);
    private static TestGateway gateway;

    /** One passive port, so that a port that is kept is missed. */
    @BeforeAll
    static void start() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            gateway = TestGateway.start(Map.of("longshore.ftp.passive.ports", Integer.toString(free.getLocalPort())));
        }
        gateway.put("dir/a", CONTENT);
        gateway.put("a", CONTENT);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void nobodyIsLoggedInAnyMore() {
        try (var client = gateway.login()) {
            client.sends("PWD").gets(257).sends("REIN").gets("220 Longshore ready.");
            client.sends("PWD")
                    .gets(530)
                    .sends("RETR a")
                    .gets(530)
                    .sends("STAT")
                    .gets(530);
            client.login("alice", "secret").sends("PWD").gets(257);
        }
    }

    @Test
    void comesBeforeALoginToo() {
        try (var client = gateway.connect()) {
            client.sends("REIN").gets(220).login("alice", "secret");
        }
    }

    @Test
    void forgetsWhoWasNamed() {
        try (var client = gateway.connect()) {
            client.sends("USER alice").gets(331).sends("REIN").gets(220);
            client.sends("PASS secret").gets(503).sends("PWD").gets(530);
        }
    }

    @Test
    void forgetsTheWorkingDirectory() {
        try (var client = gateway.login()) {
            client.sends("CWD dir").gets(250).sends("REIN").gets(220).login("alice", "secret");
            client.sends("PWD").gets("257 \"/\" is the current directory.");
        }
    }

    @Test
    void forgetsTheRestartOffset() {
        try (var client = gateway.login()) {
            client.sends("REST 10").gets(350).sends("REIN").gets(220).login("alice", "secret");
            assertThat(client.fetches("RETR a")).isEqualTo(CONTENT);
        }
    }

    @Test
    void forgetsTheFileToRename() {
        try (var client = gateway.login()) {
            client.sends("RNFR a").gets(350).sends("REIN").gets(220).login("alice", "secret");
            client.sends("RNTO b").gets(503);
            assertThat(gateway.get("a")).isNotNull();
        }
    }

    @Test
    void forgetsTheFacts() {
        try (var client = gateway.login()) {
            client.sends("OPTS MLST size;").gets(200).sends("REIN").gets(220);
            client.sends("FEAT").gets(211);
            assertThat(client.reply())
                    .contains(" MLST type*;size*;modify*;create;unique*;perm*;media-type;UNIX.mode*;");
        }
    }

    @Test
    void forgetsTheHashAlgorithm() {
        try (var client = gateway.login()) {
            client.sends("OPTS HASH MD5").gets(200).sends("REIN").gets(220);
            client.sends("OPTS HASH").gets("200 SHA-256");
        }
    }

    @Test
    void forgetsThatOnlyEpsvIsAllowed() {
        try (var client = gateway.login()) {
            client.sends("EPSV ALL").gets(200).sends("PASV").gets(503);
            client.sends("REIN").gets(220).login("alice", "secret");
            assertThat(client.fetches("RETR a")).isEqualTo(CONTENT);
        }
    }

    @Test
    void forgetsTheDeflatedMode() {
        try (var client = gateway.login()) {
            client.sends("MODE Z").gets(200).sends("TYPE I").gets(200);
            client.sends("REIN").gets(220).login("alice", "secret");
            assertThat(client.fetches("RETR a")).isEqualTo(CONTENT);
        }
    }

    @Test
    void givesThePassivePortBack() {
        try (var client = gateway.login();
                var other = gateway.login()) {
            client.sends("EPSV").gets(229);
            other.sends("EPSV").gets(425);
            assertThat(gateway.gateway().ftp().passivePortsInUse()).isEqualTo(1);
            client.sends("REIN").gets(220);
            assertThat(gateway.gateway().ftp().passivePortsInUse()).isZero();
            other.sends("EPSV").gets(229);
            client.login("alice", "secret").sends("LIST").gets(425);
        }
    }
}
