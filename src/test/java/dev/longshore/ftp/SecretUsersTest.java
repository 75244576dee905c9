package dev.longshore.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.Bytes;
import dev.longshore.testing.Eventually;
import dev.longshore.testing.FtpDialogue;
import dev.longshore.testing.LogLines;
import dev.longshore.testing.SecretsService;
import dev.longshore.testing.TestGateway;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.codec.digest.Sha2Crypt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Users in AWS Secrets Manager, in the format of AWS Transfer Family's identity providers. */
class SecretUsersTest {
    private static final String DOWN = "421 Logins are not possible now, try again later.";
    private static final String REFUSED = "530 Login incorrect.";
    private static final String ROLE = "\"Role\": \"arn:aws:iam::123456789012:role/transfer\"";
    private static final String ID = "aws.accessKeyId";
    private static final String SECRET = "aws.secretAccessKey";
    private SecretsService service;

    @BeforeAll
    static void haveKeys() {
        System.setProperty(ID, "AKIDEXAMPLE");
        System.setProperty(SECRET, "not-a-key");
    }

    @AfterAll
    static void haveNoKeys() {
        System.clearProperty(ID);
        System.clearProperty(SECRET);
    }

    @BeforeEach
    void start() {
        service = SecretsService.start();
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void aSecretIsAUser() {
        try (TestGateway gateway = gateway(Map.of())) {
            service.put("aws/transfer/s-1/bob", secret(gateway, "\"Password\": \"geheim\""));
            assertThat(answer(gateway, "bob", "wrong")).isEqualTo(REFUSED);
            try (FtpDialogue bob = gateway.connect().login("bob", "geheim")) {
                bob.stores("a", Bytes.random(10));
            }
            assertThat(gateway.keys()).containsExactly("bob/a");
            assertThat(service.asked()).first().satisfies(asked -> {
                assertThat(asked.secret()).isEqualTo("aws/transfer/s-1/bob");
                assertThat(asked.target()).isEqualTo("secretsmanager.GetSecretValue");
                assertThat(asked.authorization())
                        .startsWith("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/")
                        .contains("/eu-west-1/secretsmanager/aws4_request")
                        .contains("x-amz-target");
            });
        }
    }

    @Test
    void thePasswordMayBeAHashAndOneForFtpGoesFirst() {
        String hash = Sha2Crypt.sha256Crypt("geheimnis".getBytes(StandardCharsets.UTF_8), "$5$rounds=1000$salt");
        try (TestGateway gateway = gateway(Map.of())) {
            service.put(
                    "aws/transfer/s-1/bob",
                    secret(gateway, "\"Password\": \"other\", \"FTPPassword\": \"" + hash + "\""));
            assertThat(answer(gateway, "bob", "other")).isEqualTo(REFUSED);
            assertThat(answer(gateway, "bob", "geheimnis")).startsWith("230");
        }
    }

    @Test
    void logicalDirectoriesAreMounts() {
        try (TestGateway gateway = gateway(Map.of())) {
            service.put(
                    "aws/transfer/s-1/bob",
                    "{\"Password\": \"geheim\", " + ROLE + ", \"HomeDirectoryType\": \"LOGICAL\","
                            + " \"HomeDirectoryDetails\": \"[{\\\"Entry\\\": \\\"/in\\\", \\\"Target\\\": \\\"/"
                            + gateway.bucket() + "/bob\\\"}]\"}");
            try (FtpDialogue bob = gateway.connect().login("bob", "geheim")) {
                bob.stores("in/a", Bytes.random(10));
            }
            assertThat(gateway.keys()).containsExactly("bob/a");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"192.0.2.0/24 | 530", "127.0.0.0/8 | 230", "192.0.2.7, 127.0.0.1/32 | 230"})
    void onlyTheNetworkOfTheSecretIsAccepted(String network, int reply) {
        try (TestGateway gateway = gateway(Map.of())) {
            service.put(
                    "aws/transfer/s-1/bob",
                    secret(gateway, "\"Password\": \"geheim\", \"AcceptedIpNetwork\": \"" + network + "\""));
            assertThat(answer(gateway, "bob", "geheim")).startsWith(String.valueOf(reply));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'Role': 'r', 'HomeDirectory': '/bbb/x'} | Password is missing",
                "{'Role': 'r', 'HomeDirectory': '/bbb/x', 'Password': ''} | Password is missing",
                "{'Role': 'r', 'HomeDirectory': '/bbb/x', 'Password': '$1$salt$hash'} | Password ",
                "{'HomeDirectory': '/bbb/x', 'Password': 'geheim'} | Role is missing",
                "{'Role': 'r', 'Password': 'geheim', 'HomeDirectory': '/bbb/x', 'AcceptedIpNetwork': 'all'} | AcceptedIpNetwork",
                "{'Role': 'r', 'Password': 'geheim', 'HomeDirectory': '/bbb/x', 'AcceptedIPNetwork': 1} | AcceptedIPNetwork must be",
                "geheim | it is no JSON",
                "[] | it is no object of JSON"
            })
    void aSecretThatCannotBeUsedKeepsItsUserOutAndIsTold(String secret, String sentence) {
        try (TestGateway gateway = gateway(Map.of());
                LogLines log = LogLines.below("dev.longshore.users")) {
            service.put("aws/transfer/s-1/bob", secret.replace('\'', '"'));
            assertThat(answer(gateway, "bob", "geheim")).isEqualTo(REFUSED);
            assertThat(answer(gateway, "bob", "geheim")).isEqualTo(REFUSED);
            assertThat(log.all()).singleElement().satisfies(line -> assertThat(line)
                    .contains(
                            "User bob cannot log in: in aws/transfer/s-1/bob of the Secrets Manager store, " + sentence)
                    .doesNotContain("geheim"));
        }
    }

    @Test
    void whatWasSaidIsUsedForSecondsAndAChangeIsSeen() {
        try (TestGateway gateway = gateway(Map.of())) {
            service.put("aws/transfer/s-1/bob", secret(gateway, "\"Password\": \"geheim\""));
            long begin = System.nanoTime();
            for (int i = 0; i < 5; i++) {
                assertThat(answer(gateway, "bob", "geheim")).startsWith("230");
                assertThat(answer(gateway, "nobody", "geheim")).isEqualTo(REFUSED);
            }
            long rounds = (System.nanoTime() - begin) / 2_000_000_000L + 1;
            assertThat((long) service.asked().size()).isLessThanOrEqualTo(2 * rounds);
            service.put("aws/transfer/s-1/bob", secret(gateway, "\"Password\": \"neu\""));
            service.put("aws/transfer/s-1/nobody", secret(gateway, "\"Password\": \"neu\""));
            Eventually.holds(
                    "the change is seen", () -> answer(gateway, "bob", "neu").startsWith("230"));
            Eventually.holds("the new user is seen", () -> answer(gateway, "nobody", "neu")
                    .startsWith("230"));
            service.remove("aws/transfer/s-1/bob");
            Eventually.holds(
                    "the end is seen", () -> answer(gateway, "bob", "neu").equals(REFUSED));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400, AccessDeniedException",
        "400, ThrottlingException",
        "400, DecryptionFailure",
        "500, InternalServiceError",
        "503, ServiceUnavailable"
    })
    void aServiceThatCannotTellIsNotAWrongPassword(int status, String code) {
        Map<String, String> settings = new HashMap<>(settings(Map.of()));
        settings.put("longshore.users.grace", "1h");
        try (TestGateway gateway = TestGateway.start(settings);
                LogLines log = LogLines.below("dev.longshore.users")) {
            service.put("aws/transfer/s-1/bob", secret(gateway, "\"Password\": \"geheim\""));
            assertThat(answer(gateway, "bob", "geheim")).startsWith("230");
            service.fails(status, code);
            assertThat(answer(gateway, "carol", "hunter2")).isEqualTo(DOWN);
            assertThat(answer(gateway, "bob", "geheim")).startsWith("230");
            assertThat(log.all()).singleElement().satisfies(line -> assertThat(line)
                    .contains("The users of Secrets Manager store cannot be read")
                    .contains(code)
                    .doesNotContain("hunter2", "geheim"));
            service.heals();
            assertThat(answer(gateway, "carol", "hunter2")).isEqualTo(REFUSED);
        }
    }

    @ParameterizedTest
    @CsvSource({"InvalidRequestException", "com.amazonaws.secretsmanager#ResourceNotFoundException"})
    void aSecretThatIsToBeDeletedIsNoUser(String code) {
        try (TestGateway gateway = gateway(Map.of())) {
            service.fails(400, code);
            assertThat(answer(gateway, "bob", "geheim")).isEqualTo(REFUSED);
            gateway.login().close();
        }
    }

    @ParameterizedTest
    @CsvSource({"../other", "a/b", "arn:aws:x", "b b", "bäb"})
    void aNameThatNoSecretCanHaveIsNotAskedAbout(String name) {
        try (TestGateway gateway = gateway(Map.of())) {
            assertThat(answer(gateway, name, "geheim")).isEqualTo(REFUSED);
            assertThat(service.asked()).isEmpty();
        }
    }

    private TestGateway gateway(Map<String, String> more) {
        return TestGateway.start(settings(more));
    }

    private Map<String, String> settings(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "longshore.users.stores",
                "config,secrets-manager",
                "longshore.users.secrets-manager.endpoint",
                service.url(),
                "longshore.users.secrets-manager.region",
                "eu-west-1",
                "longshore.users.secrets-manager.prefix",
                "aws/transfer/s-1",
                "longshore.defender.enabled",
                "false"));
        settings.putAll(more);
        return settings;
    }

    private static String secret(TestGateway gateway, String fields) {
        return "{" + ROLE + ", " + fields + ", \"HomeDirectory\": \"/" + gateway.bucket() + "/bob\"}";
    }

    private static String answer(TestGateway gateway, String name, String password) {
        try (FtpDialogue client = gateway.connect()) {
            client.sends("USER " + name).getsAny();
            if (client.replyLine().startsWith("331")) {
                client.sends("PASS " + password).getsAny();
            }
            return client.replyLine();
        }
    }
}
