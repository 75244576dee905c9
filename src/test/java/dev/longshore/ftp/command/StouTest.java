package dev.longshore.ftp.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.Bytes;
import dev.longshore.testing.FtpDialogue;
import dev.longshore.testing.TestGateway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** RFC 959 §4.1.3 STOU, with the form of its replies that RFC 1123 §4.1.2.9 asks for. */
class StouTest {
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
        gateway.put("in/here", Bytes.random(1));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void storesUnderTheNameThatItTells() {
        byte[] content = Bytes.random(1000);
        try (var client = gateway.login()) {
            String name = storesUnique(client, "STOU", content);
            assertThat(gateway.get(name)).isEqualTo(content);
            assertThat(client.fetches("RETR " + name)).isEqualTo(content);
        }
    }

    @Test
    void takesADifferentNameEachTime() {
        try (var client = gateway.login()) {
            String first = storesUnique(client, "STOU", Bytes.random(1));
            String second = storesUnique(client, "STOU", Bytes.random(2));
            assertThat(second).isNotEqualTo(first);
            assertThat(gateway.get(first)).hasSize(1);
            assertThat(gateway.get(second)).hasSize(2);
        }
    }

    @Test
    void storesInTheWorkingDirectory() {
        try (var client = gateway.login()) {
            client.sends("CWD in").gets(250);
            String name = storesUnique(client, "STOU", Bytes.random(3));
            assertThat(gateway.get("in/" + name)).hasSize(3);
            assertThat(client.lists("NLST")).contains(name);
        }
    }

    @Test
    void takesNoNameOfTheClient() {
        try (var client = gateway.login()) {
            String name = storesUnique(client, "STOU in/here", Bytes.random(4));
            assertThat(name).isNotEqualTo("in/here");
            assertThat(gateway.get("in/here")).hasSize(1);
        }
    }

    @Test
    void needsADataConnection() {
        try (var client = gateway.login()) {
            client.sends("STOU").gets(425);
        }
    }

    private static String storesUnique(FtpDialogue client, String command, byte[] content) {
        String name;
        try (Socket data = client.passive()) {
            client.sends(command).gets(150);
            assertThat(client.replyLine()).startsWith("150 FILE: ");
            name = client.replyLine().substring("150 FILE: ".length());
            assertThat(name).matches("[A-Za-z0-9.-]+");
            data.getOutputStream().write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        client.gets("226 " + name);
        return name;
    }
}
