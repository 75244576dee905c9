package dev.longshore.ftp.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.TestGateway;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** RFC 4217 §11: who needs TLS is told so at USER, before a password crosses the network in clear. */
class TlsRequiredTest {
    @Test
    void ofEverybody() {
        try (TestGateway gateway = TestGateway.start(Map.of("longshore.ftp.tls.mode", "require"));
                var client = gateway.connect()) {
            client.sends("USER alice").gets(530);
            assertThat(client.replyLine()).contains("AUTH TLS");
            client.sends("PASS secret").gets(503).sends("PWD").gets(530);
            client.sends("USER nobody").gets(530);
            assertThat(client.replyLine()).contains("AUTH TLS");
            client.sends("NOOP").gets(200).sends("QUIT").gets(221).seesEnd();
        }
    }

    @Test
    void ofOneUser() {
        try (TestGateway gateway = TestGateway.start(Map.of(
                        "longshore.users.config.alice.tls",
                        "required",
                        "longshore.users.config.bob.password",
                        "other"));
                var client = gateway.connect()) {
            client.sends("USER alice").gets(530);
            assertThat(client.replyLine()).contains("AUTH TLS");
            client.sends("PASS secret").gets(503).sends("PWD").gets(530);
            client.sends("USER nobody").gets(331).sends("PASS x").gets(530);
            assertThat(client.replyLine()).doesNotContain("TLS");
            client.login("bob", "other").sends("PWD").gets(257);
        }
    }

    @Test
    void ofNobodyByDefault() {
        try (TestGateway gateway = TestGateway.start(Map.of("longshore.users.config.alice.tls", "optional"));
                var client = gateway.connect()) {
            client.login("alice", "secret");
        }
    }
}
