package dev.longshore.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.Bytes;
import dev.longshore.testing.S3Operation;
import dev.longshore.testing.TestGateway;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Directories that a name needs: created on the way, or the name is refused, as the user's record says. */
class MissingParentsTest {
    private static final byte[] CONTENT = Bytes.random(9);
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start(Map.of(
                "longshore.users.config.strict.password",
                "secret",
                "longshore.users.config.strict.directories",
                "strict"));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void areCreatedOnTheWay() {
        try (var client = gateway.login()) {
            gateway.proxy().forget();
            client.stores("new/and/deep", CONTENT);
            assertThat(gateway.proxy().seen()).isEqualTo(Map.of(S3Operation.PUT_OBJECT, 1));
            client.sends("MKD made/on/the/way").gets(257).sends("CWD made/on").gets(250);
        }
    }

    @Test
    void areRefusedWhereTheUserIsStrict() {
        gateway.put("source", CONTENT);
        try (var client = gateway.connect().login("strict", "secret")) {
            client.extendedPassivePort();
            client.sends("STOR gone/file").gets("550 No such file or directory.");
            client.extendedPassivePort();
            client.sends("APPE gone/file").gets(550);
            client.sends("MKD gone/too").gets(550);
            client.sends("RNFR source").gets(350).sends("RNTO gone/moved").gets(550);
        }
        assertThat(gateway.keys()).noneMatch(key -> key.startsWith("gone"));
        assertThat(gateway.get("source")).isEqualTo(CONTENT);
    }

    @Test
    void areThereOnceTheyAreMade() {
        gateway.put("implied/file", CONTENT);
        try (var client = gateway.connect().login("strict", "secret")) {
            client.stores("top", CONTENT).stores("implied/other", CONTENT);
            client.sends("MKD level").gets(257).sends("MKD level/below").gets(257);
            gateway.proxy().forget();
            client.stores("level/below/file", CONTENT);
            assertThat(gateway.proxy().seen()).isEqualTo(Map.of(S3Operation.PUT_OBJECT, 1));
            client.sends("CWD level/below").gets(250).sends("DELE file").gets(250);
            client.stores("again", CONTENT);
        }
        assertThat(gateway.keys()).contains("level/below/again", "implied/other");
    }
}
