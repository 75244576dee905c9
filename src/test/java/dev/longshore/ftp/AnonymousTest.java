package dev.longshore.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.failure.StartFailure;
import dev.longshore.testing.Bytes;
import dev.longshore.testing.FtpDialogue;
import dev.longshore.testing.TestGateway;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Logins of anybody: off, and where they are on, for reading alone or as a drop box. */
class AnonymousTest {
    private static final String KEY = "longshore.users.anonymous.";
    private static final Map<String, String> ON = Map.of(KEY + "enabled", "true", KEY + "prefix", "public/");

    @ParameterizedTest
    @ValueSource(strings = {"anonymous", "ftp"})
    void isOffByDefault(String name) {
        try (TestGateway gateway = TestGateway.start();
                FtpDialogue client = gateway.connect()) {
            client.sends("USER " + name)
                    .gets("331 Password, please.")
                    .sends("PASS a@example.com")
                    .gets("530 Login incorrect.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"anonymous", "ftp"})
    void readsWhatIsPublicAndChangesNothing(String name) {
        try (TestGateway gateway = TestGateway.start(ON)) {
            gateway.put("public/a", Bytes.random(5));
            gateway.put("private", Bytes.random(5));
            for (String password : List.of("PASS a@example.com", "PASS", "PASS secret")) {
                try (FtpDialogue client = gateway.connect()) {
                    client.sends("USER " + name).gets("331 Any password will do.");
                    client.sends(password).gets("230 Logged in.");
                    assertThat(client.lists("NLST")).containsExactly("a");
                    assertThat(client.fetches("RETR a")).hasSize(5);
                    client.extendedPassivePort();
                    client.sends("STOR b").gets(550);
                    client.sends("DELE a")
                            .gets(550)
                            .sends("MKD c")
                            .gets(550)
                            .sends("RNFR a")
                            .gets(350)
                            .sends("RNTO b")
                            .gets(550);
                }
            }
            try (FtpDialogue client = gateway.connect()) {
                client.sends("USER Anonymous")
                        .gets("331 Password, please.")
                        .sends("PASS x")
                        .gets(530);
                client.login("alice", "secret");
            }
            assertThat(gateway.keys()).containsExactlyInAnyOrder("private", "public/a");
        }
    }

    @Test
    void mayBeADropBox() {
        try (TestGateway gateway = TestGateway.start(with(Map.of(KEY + "access", "write-only")))) {
            gateway.put("public/theirs", Bytes.random(5));
            try (FtpDialogue client = gateway.connect().login("anonymous", "me@")) {
                client.stores("mine", Bytes.random(7));
                client.stores("STOR theirs", Bytes.random(8), 553).stores("STOR mine", Bytes.random(8), 553);
            }
            try (FtpDialogue client = gateway.connect().login("ftp", "me@")) {
                assertThat(client.lists("NLST")).isEmpty();
                for (String line : List.of("RETR mine", "RETR theirs")) {
                    client.extendedPassivePort();
                    client.sends(line).gets(550);
                }
                client.sends("DELE mine").gets(550);
            }
            assertThat(gateway.get("public/theirs")).hasSize(5);
            assertThat(gateway.get("public/mine")).hasSize(7);
        }
    }

    @Test
    void hasLimitsAndNetworksAsUsersHave() {
        try (TestGateway gateway = TestGateway.start(with(Map.of(KEY + "limits.sessions", "1")));
                FtpDialogue first = gateway.connect().login("anonymous", "x");
                FtpDialogue second = gateway.connect()) {
            second.sends("USER ftp").gets(331).sends("PASS x").gets(421).seesEnd();
            first.sends("PWD").gets(257);
        }
        try (TestGateway gateway = TestGateway.start(with(Map.of(KEY + "allow", "192.0.2.0/24")));
                FtpDialogue client = gateway.connect()) {
            client.sends("USER anonymous").gets(331).sends("PASS x").gets("530 Login incorrect.");
        }
        try (TestGateway gateway = TestGateway.start(with(Map.of("longshore.ftp.tls.mode", "require")));
                FtpDialogue client = gateway.connect()) {
            client.sends("USER anonymous").gets("530 Use AUTH TLS before you log in.");
        }
    }

    /** Who guesses passwords would else wash clean in between. */
    @Test
    void doesNotMakeUpForRefusedLogins() {
        Map<String, String> strict = Map.of("longshore.defender.allow", "192.0.2.0/24");
        try (TestGateway gateway = TestGateway.start(with(strict))) {
            for (int i = 0; gateway.gateway().defender().bans().isEmpty(); i++) {
                assertThat(i).as("wrong passwords").isLessThan(100);
                try (FtpDialogue client = gateway.connect()) {
                    client.sends("USER alice").gets(331).sends("PASS guess" + i).gets(530);
                    if (gateway.gateway().defender().bans().isEmpty()) {
                        client.login("anonymous", "x");
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "prefix=public/;enabled=false | ",
                "enabled=true | longshore.users.anonymous.enabled is true, and neither bucket nor prefix is set",
                "enabled=true;prefix=/a | longshore.users.anonymous.prefix is \"/a\": write what keys begin with",
                "enabled=true;prefix=a/;limits.sessions=0 | longshore.users.anonymous.limits.sessions is 0",
                "enabled=true;prefix=a/;allow=10/8 | longshore.users.anonymous.allow has \"10/8\"",
                "enabled=true;prefix=users/a/;../stores=config,s3 | longshore.users.anonymous.prefix would let anybody at s3://",
                "enabled=true;prefix=a/;../config.ftp.password=x | longshore.users.config.ftp is set, and so is longshore.users.anonymous.enabled",
            })
    void saysWhatIsWrong(String settings, String sentence) {
        Map<String, String> keys = new HashMap<>();
        keys.put("longshore.s3.prefix", "data/");
        for (String pair : settings.split(";")) {
            String key = pair.split("=")[0];
            keys.put(key.startsWith("../") ? "longshore.users." + key.substring(3) : KEY + key, pair.split("=")[1]);
        }
        if (sentence == null) {
            TestGateway.start(keys).close();
        } else {
            assertThatThrownBy(() -> TestGateway.start(keys).close())
                    .isInstanceOf(StartFailure.class)
                    .hasMessageStartingWith(sentence);
        }
    }

    private static Map<String, String> with(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(ON);
        settings.putAll(more);
        return settings;
    }
}
