package dev.longshore.ftp.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.TestGateway;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** RFC 7151 §3: a virtual host is chosen before USER, and greets. */
class HostTest {
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start(Map.of(
                "longshore.ftp.hosts.one.greeting",
                "Welcome to one.",
                "longshore.ftp.hosts.\"ftp.example.com\".greeting",
                "Example\nOnly for customers\n220 is no end\nCome in."));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void greetsForTheHost() {
        try (var client = gateway.connect()) {
            client.sends("HOST one").gets("220 Welcome to one.").login("alice", "secret");
        }
    }

    @Test
    void namesDoNotDifferInCase() {
        try (var client = gateway.connect()) {
            client.sends("host ONE").gets("220 Welcome to one.");
        }
    }

    @Test
    void aGreetingMayHaveLines() {
        try (var client = gateway.connect()) {
            client.sends("HOST FTP.example.com").gets(220);
            assertThat(client.reply())
                    .containsExactly("220-Example", " Only for customers", " 220 is no end", "220 Come in.");
        }
    }

    @Test
    void anotherHostMayBeChosen() {
        try (var client = gateway.connect()) {
            client.sends("HOST one").gets(220).sends("HOST ftp.example.com").gets(220);
        }
    }

    @Test
    void anUnknownHostIsRefused() {
        try (var client = gateway.connect()) {
            client.sends("HOST two").gets(504).sends("HOST 127.0.0.1").gets(504);
            client.sends("HOST one").gets("220 Welcome to one.");
        }
    }

    @Test
    void comesBeforeUserOnly() {
        try (var client = gateway.connect()) {
            client.sends("USER alice").gets(331).sends("HOST one").gets(503);
            client.sends("PASS secret").gets(230).sends("HOST one").gets(503);
            client.sends("REIN").gets(220).sends("HOST one").gets("220 Welcome to one.");
        }
    }

    @Test
    void needsAName() {
        try (var client = gateway.connect()) {
            client.sends("HOST").gets(501).sends("HOST ").gets(501);
        }
    }
}
