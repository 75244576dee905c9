package dev.longshore.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.testing.AwsServices;
import dev.longshore.testing.Bytes;
import dev.longshore.testing.Eventually;
import dev.longshore.testing.FtpDialogue;
import dev.longshore.testing.LogLines;
import dev.longshore.testing.TestGateway;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Users in Secrets Manager who get at S3 with their roles, at a server that speaks as AWS and lets policies hold: the gateway's own keys may
 * read secrets, assume roles, and use a bucket that no user has.
 *
 * <p>moto 5.2 takes no account of the policy of a session, only of that of the role, and refuses signatures of queries with a slash in them:
 * so nothing is enforced while something is listed.
 */
@EnabledIfSystemProperty(named = AwsServices.PROPERTY, matches = "http.*", disabledReason = "no -Dlongshore.test.aws")
class AwsUsersTest {
    private static final String ID = "aws.accessKeyId";
    private static final String SECRET = "aws.secretAccessKey";
    private final AwsServices aws = AwsServices.running();
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final String own = "own-" + run;
    private final String users = "users-" + run;
    private final S3Client root = client(aws.keys());
    private AwsBasicCredentials keys;
    private String role;

    @BeforeEach
    void prepare() {
        aws.enforce(false);
        root.createBucket(request -> request.bucket(own));
        root.createBucket(request -> request.bucket(users));
        keys = aws.user(
                "gateway-" + run,
                policy(allow("\"s3:*\"", "\"arn:aws:s3:::" + own + "\", \"arn:aws:s3:::" + own + "/*\"") + ", "
                        + allow("\"sts:*\", \"secretsmanager:GetSecretValue\"", "\"*\"")));
        role = aws.role(
                "bob-" + run,
                "arn:aws:iam::123456789012:user/gateway-" + run,
                policy(allow("\"s3:*\"", "\"arn:aws:s3:::" + users + "\", \"arn:aws:s3:::" + users + "/bob/*\"")));
        System.setProperty(ID, keys.accessKeyId());
        System.setProperty(SECRET, keys.secretAccessKey());
    }

    @AfterEach
    void stop() {
        aws.enforce(false);
        System.clearProperty(ID);
        System.clearProperty(SECRET);
        root.close();
    }

    @Test
    void aRoleGetsAtItsFilesAndTheGatewayDoesNot() {
        aws.createSecret(secretOf("bob"), secret("geheim", role, "bob"));
        aws.createSecret(secretOf("carol"), secret("geheim", role, "carol"));
        root.putObject(request -> request.bucket(users).key("carol/a"), RequestBody.fromString("hers"));
        try (TestGateway gateway = gateway()) {
            aws.enforce(true);
            byte[] large = Bytes.random(11 * 1024 * 1024);
            try (FtpDialogue bob = gateway.connect().login("bob", "geheim")) {
                String home = "/" + users + "/bob";
                bob.sends("PWD").gets("257 \"" + home + "\" is the current directory.");
                bob.stores("a", Bytes.random(10)).stores("large", large);
                assertThat(bob.fetches("RETR large")).isEqualTo(large);
                bob.sends("RNFR a").gets(350).sends("RNTO b").gets(250);
                bob.stores("d/c", Bytes.random(10)).sends("SIZE d/c").gets("213 10");
                bob.sends("DELE d/c").gets(250);
                aws.enforce(false);
                assertThat(bob.lists("NLST")).containsExactly("b", "large");
                aws.enforce(true);
            }
            try (FtpDialogue carol = gateway.connect().login("carol", "geheim")) {
                carol.sends("SIZE a").gets(550);
                carol.stores("STOR b", Bytes.random(10), 550);
                carol.sends("DELE a").gets(550);
            }
            try (S3Client asGateway = client(keys)) {
                assertThatThrownBy(() -> asGateway.headObject(
                                request -> request.bucket(users).key("bob/b")))
                        .isInstanceOfSatisfying(S3Exception.class, refused -> assertThat(refused.statusCode())
                                .isEqualTo(403));
            }
        }
        aws.enforce(false);
        assertThat(root.listObjectsV2(request -> request.bucket(users)).contents().stream()
                        .map(object -> object.key()))
                .containsExactly("bob/b", "bob/large", "carol/a");
    }

    @Test
    void aRoleThatTrustsSomebodyElseIsNoWrongPassword() {
        String other =
                aws.role("other-" + run, "arn:aws:iam::123456789012:user/nobody", policy(allow("\"s3:*\"", "\"*\"")));
        aws.createSecret(secretOf("bob"), secret("geheim", other, "bob"));
        try (TestGateway gateway = gateway();
                LogLines log = LogLines.below("dev.longshore")) {
            aws.enforce(true);
            assertThat(answer(gateway, "geheim")).startsWith("421");
            assertThat(log.all())
                    .anyMatch(line -> line.contains("The role " + other + " of the user bob cannot be assumed"));
        }
    }

    @Test
    void aChangeOfASecretIsSeen() {
        aws.createSecret(secretOf("bob"), secret("old", role, "bob"));
        try (TestGateway gateway = gateway()) {
            aws.enforce(true);
            assertThat(answer(gateway, "old")).startsWith("230");
            aws.enforce(false);
            aws.changeSecret(secretOf("bob"), secret("new", role, "bob"));
            aws.enforce(true);
            tell("a changed password is seen", () -> answer(gateway, "new").startsWith("230"));
            assertThat(answer(gateway, "old")).startsWith("530");
            aws.enforce(false);
            aws.deleteSecret(secretOf("bob"));
            aws.enforce(true);
            tell("a deleted secret is seen", () -> answer(gateway, "new").startsWith("530"));
        }
    }

    private static void tell(String what, BooleanSupplier seen) {
        long begin = System.nanoTime();
        Eventually.holds(what, seen);
        System.out.printf("%s after %.1f s%n", what, (System.nanoTime() - begin) / 1e9);
    }

    private TestGateway gateway() {
        Map<String, String> settings = new HashMap<>();
        settings.put("longshore.s3.endpoint", aws.endpoint().toString());
        settings.put("longshore.s3.bucket", own);
        settings.put("longshore.s3.access-key", keys.accessKeyId());
        settings.put("longshore.s3.secret-key", keys.secretAccessKey());
        settings.put("longshore.s3.roles.use", "assume");
        settings.put("longshore.s3.roles.sts-endpoint", aws.endpoint().toString());
        settings.put("longshore.users.stores", "config,secrets-manager");
        settings.put("longshore.users.secrets-manager.prefix", "aws/transfer/s-" + run);
        settings.put("longshore.users.secrets-manager.endpoint", aws.endpoint().toString());
        settings.put("longshore.defender.enabled", "false");
        return TestGateway.start(settings);
    }

    private String secretOf(String user) {
        return "aws/transfer/s-" + run + "/" + user;
    }

    private String secret(String password, String arn, String home) {
        return "{\"Password\": \"" + password + "\", \"Role\": \"" + arn + "\", \"HomeDirectory\": \"/" + users + "/"
                + home
                + "\", \"Policy\": {\"Version\": \"2012-10-17\", \"Statement\": ["
                + allow("\"s3:*\"", "\"arn:aws:s3:::${transfer:HomeBucket}*\"") + "]}}";
    }

    private static String policy(String statements) {
        return "{\"Version\": \"2012-10-17\", \"Statement\": [" + statements + "]}";
    }

    private static String allow(String actions, String resources) {
        return "{\"Effect\": \"Allow\", \"Action\": [" + actions + "], \"Resource\": [" + resources + "]}";
    }

    private S3Client client(AwsBasicCredentials identity) {
        return S3Client.builder()
                .endpointOverride(aws.endpoint())
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .credentialsProvider(StaticCredentialsProvider.create(identity))
                .httpClientBuilder(Apache5HttpClient.builder())
                .build();
    }

    private static String answer(TestGateway gateway, String password) {
        try (FtpDialogue client = gateway.connect()) {
            client.sends("USER bob").gets(331).sends("PASS " + password).getsAny();
            return client.replyLine();
        }
    }
}
