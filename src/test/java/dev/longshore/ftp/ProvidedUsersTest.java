package dev.longshore.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.Bytes;
import dev.longshore.testing.Eventually;
import dev.longshore.testing.FtpDialogue;
import dev.longshore.testing.IdentityProvider;
import dev.longshore.testing.IdentityProvider.Answer;
import dev.longshore.testing.LogLines;
import dev.longshore.testing.TestGateway;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Users of an HTTP service in the format of AWS Transfer Family: the service compares the password, and nobody is let in without it. */
class ProvidedUsersTest {
    private static final String DOWN = "421 Logins are not possible now, try again later.";
    private static final String REFUSED = "530 Login incorrect.";
    private static final String WELCOME = "230";
    private static final String ROLE = "\"Role\": \"arn:aws:iam::123456789012:role/transfer\"";
    private IdentityProvider provider;

    @BeforeEach
    void start() {
        provider = IdentityProvider.start();
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void aLoginIsToldAsTransferFamilyTellsIt() {
        try (TestGateway gateway = gateway(Map.of())) {
            provider.answers(request -> "geh eim+/&".equals(request.password()) ? home(gateway, "home") : nobody());
            assertThat(answer(gateway, "b b+&ä", "wrong")).isEqualTo(REFUSED);
            try (FtpDialogue bob = gateway.connect().login("b b+&ä", "geh eim+/&")) {
                String home = "/" + gateway.bucket() + "/home";
                bob.sends("PWD").gets("257 \"" + home + "\" is the current directory.");
                bob.stores("a", Bytes.random(10)).sends("SIZE " + home + "/a").gets("213 10");
                bob.sends("CWD /" + gateway.bucket()).gets(250).extendedPassivePort();
                bob.sends("STOR beside").gets(550);
            }
            assertThat(gateway.keys()).containsExactly("home/a");
            assertThat(provider.asked()).hasSize(2);
            IdentityProvider.Asked right = provider.asked().get(1);
            assertThat(right.method()).isEqualTo("GET");
            assertThat(right.uri())
                    .isEqualTo("/servers/s-1/users/b%20b%2B%26%C3%A4/config?protocol=FTP&sourceIp=127.0.0.1");
            assertThat(right.encoded()).isEqualTo("Z2VoIGVpbSsvJg==");
            assertThat(right.authorization()).isNull();
        }
    }

    @Test
    void aLambdaIsToldInJson() {
        try (TestGateway gateway = gateway(
                Map.of("request", "post", "authorization", "Bearer token", "url", provider.url() + "/invoke"))) {
            provider.answers(request -> home(gateway, "home"));
            gateway.connect().login("bob", "géheim").close();
            assertThat(provider.asked())
                    .containsExactly(new IdentityProvider.Asked(
                            "POST",
                            "/invoke",
                            null,
                            null,
                            "Bearer token",
                            "{\"username\":\"bob\",\"password\":\"géheim\",\"protocol\":\"FTP\",\"serverId\":\"s-1\","
                                    + "\"sourceIp\":\"127.0.0.1\"}"));
        }
    }

    @Test
    void logicalDirectoriesAreMounts() {
        try (TestGateway gateway = gateway(Map.of())) {
            gateway.put("shared/prices/p", Bytes.random(3));
            String details = "[{\\\"Entry\\\": \\\"/in\\\", \\\"Target\\\": \\\"/" + gateway.bucket()
                    + "/bob/in\\\"}, {\\\"Entry\\\": \\\"/prices\\\", \\\"Target\\\": \\\"/" + gateway.bucket()
                    + "/shared/prices\\\"}]";
            provider.answers("{" + ROLE + ", \"HomeDirectoryType\": \"LOGICAL\", \"PublicKeys\": [\"ssh-rsa x\"],"
                    + " \"HomeDirectoryDetails\": \"" + details + "\"}");
            try (FtpDialogue bob = gateway.connect().login("bob", "geheim")) {
                assertThat(bob.lists("NLST")).containsExactly("in", "prices");
                bob.stores("in/a", Bytes.random(10));
                assertThat(bob.fetches("RETR prices/p")).hasSize(3);
            }
            assertThat(gateway.keys()).containsExactlyInAnyOrder("bob/in/a", "shared/prices/p");
        }
    }

    /** A provider takes a login without a password for one with a key of SSH, and tells the user whoever it is. */
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "  ", " geheim", "geheim ", "géheim", "geh\teim"})
    void aPasswordThatNoHeaderCarriesIsNotAskedAbout(String password) {
        try (TestGateway gateway = gateway(Map.of())) {
            provider.answers(request -> home(gateway, "home"));
            assertThat(answer(gateway, "bob", password)).isEqualTo(REFUSED);
            assertThat(provider.asked()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"200 | {}", "200 | null", "200 | ''", "401 | x", "404 | x"})
    void whatLetsNobodyInIsAWrongPassword(int status, String body) {
        try (TestGateway gateway = gateway(Map.of())) {
            provider.answers(request -> new Answer(status, "", body == null ? "" : body));
            assertThat(answer(gateway, "bob", "geheim")).isEqualTo(REFUSED);
            gateway.login().close();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'HomeDirectory': 'x' | HomeDirectory must name a bucket",
                "'PosixProfile': {} | HomeDirectory is missing",
                "'HomeDirectory': '/b/../c' | HomeDirectory",
                "'HomeDirectoryType': 'LOGICAL' | HomeDirectoryDetails must be a list of Entry and Target",
                "'HomeDirectoryType': 'OTHER' | HomeDirectoryType must be PATH or LOGICAL",
                "'HomeDirectory': '/bbb/x', 'Policy': '{}' | Policy is there, which cannot be obeyed where roles are not assumed",
                "'HomeDirectory': '/bbb/x', 'Policy': {} | Policy is there, which cannot be obeyed where roles are not assumed"
            })
    void anAnswerThatCannotBeUsedKeepsItsUserOutAndIsTold(String fields, String sentence) {
        try (TestGateway gateway = gateway(Map.of());
                LogLines log = LogLines.below("dev.longshore.users.record")) {
            provider.answers("{" + ROLE + ", " + fields.replace('\'', '"') + "}");
            assertThat(answer(gateway, "bob", "geheim")).isEqualTo(REFUSED);
            assertThat(answer(gateway, "bob", "geheim")).isEqualTo(REFUSED);
            assertThat(log.all()).singleElement().satisfies(line -> assertThat(line)
                    .contains("User bob cannot log in: in the answer of the HTTP store, " + sentence)
                    .doesNotContain("geheim"));
        }
    }

    @Test
    void aPolicyCanBeLeftOutOfAccount() {
        try (TestGateway gateway = gateway(Map.of("ignore-policy", "true"))) {
            provider.answers("{" + ROLE + ", \"Policy\": \"{}\", \"HomeDirectory\": \"/" + gateway.bucket() + "/x\"}");
            gateway.connect().login("bob", "geheim").close();
        }
    }

    @Test
    void theSameLoginIsNotAskedAboutWithinSecondsAndAnotherIs() {
        try (TestGateway gateway = gateway(Map.of())) {
            provider.answers(request -> "geheim".equals(request.password()) ? home(gateway, "home") : nobody());
            long begin = System.nanoTime();
            for (int i = 0; i < 5; i++) {
                gateway.connect().login("bob", "geheim").close();
            }
            long rounds = (System.nanoTime() - begin) / 5_000_000_000L + 1;
            assertThat((long) provider.asked().size()).isLessThanOrEqualTo(rounds);
            assertThat(answer(gateway, "bob", "other")).isEqualTo(REFUSED);
            assertThat(answer(gateway, "bo", "geheim")).startsWith(WELCOME);
            provider.answers("{}");
            Eventually.holds("bob is let in no more", () -> answer(gateway, "bob", "geheim")
                    .equals(REFUSED));
        }
    }

    @Test
    void aServiceThatIsDownIsNotAWrongPassword() {
        try (TestGateway gateway = gateway(Map.of("timeout", "1s"));
                LogLines log = LogLines.below("dev.longshore")) {
            provider.answers(request -> home(gateway, "home"));
            gateway.connect().login("bob", "geheim").close();
            for (Answer failure : List.of(
                    Answer.of(500),
                    Answer.of(403),
                    Answer.of(429),
                    new Answer(302, "Location: " + provider.url() + "/elsewhere", ""),
                    new Answer(200, "X-Amz-Function-Error: Unhandled", "{" + ROLE + "}"),
                    Answer.of(" ".repeat(65_537)))) {
                provider.answers(request -> failure);
                assertThat(answer(gateway, "carol", "hunter2"))
                        .as("%s", failure)
                        .isEqualTo(DOWN);
                assertThat(answer(gateway, "bob", "hunter2")).isEqualTo(DOWN);
                assertThat(answer(gateway, "bob", "geheim")).startsWith(WELCOME);
                gateway.login().close();
            }
            provider.hangs();
            assertThat(answer(gateway, "carol", "hunter2")).isEqualTo(DOWN);
            provider.close();
            assertThat(answer(gateway, "carol", "hunter2")).isEqualTo(DOWN);
            assertThat(provider.asked()).noneMatch(request -> request.uri().contains("elsewhere"));
            assertThat(log.all())
                    .noneMatch(line -> line.contains("hunter2") || line.contains("geheim"))
                    .filteredOn(line -> line.contains("The users of HTTP store cannot be read"))
                    .hasSize(1);
        }
    }

    @Test
    void withoutGraceNobodyIsLetInByAServiceThatIsDown() {
        Map<String, String> settings = new HashMap<>(settings(Map.of()));
        settings.put("longshore.users.grace", "0s");
        try (TestGateway gateway = TestGateway.start(settings)) {
            provider.answers(request -> home(gateway, "home"));
            gateway.connect().login("bob", "geheim").close();
            provider.answers(request -> Answer.of(500));
            Eventually.holds("bob is told to come back", () -> answer(gateway, "bob", "geheim")
                    .equals(DOWN));
        }
    }

    private TestGateway gateway(Map<String, String> more) {
        return TestGateway.start(settings(more));
    }

    private Map<String, String> settings(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "longshore.users.stores",
                "config,http",
                "longshore.users.http.url",
                provider.url(),
                "longshore.users.http.server",
                "s-1",
                "longshore.defender.enabled",
                "false"));
        more.forEach((key, value) -> settings.put("longshore.users.http." + key, value));
        return settings;
    }

    private static Answer home(TestGateway gateway, String prefix) {
        return Answer.of("{" + ROLE + ", \"HomeDirectory\": \"/" + gateway.bucket() + "/" + prefix + "\"}");
    }

    private static Answer nobody() {
        return Answer.of("{}");
    }

    private static String answer(TestGateway gateway, String name, String password) {
        try (FtpDialogue client = gateway.connect()) {
            client.sends("USER " + name).gets(331).sends("PASS " + password).getsAny();
            return client.replyLine();
        }
    }
}
