package dev.longshore.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.Bytes;
import dev.longshore.testing.Eventually;
import dev.longshore.testing.FaultProxy.Signed;
import dev.longshore.testing.FtpDialogue;
import dev.longshore.testing.LogLines;
import dev.longshore.testing.S3Operation;
import dev.longshore.testing.StsService;
import dev.longshore.testing.TestGateway;
import dev.longshore.testing.TestS3;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users with a role: all that they ask of S3 is asked with the keys that STS gives for it. */
class RoleUsersTest {
    private static final String DOWN = "421 Logins are not possible now, try again later.";
    private static final String ROLE = "arn:aws:iam::123456789012:role/uploads";
    private static final String HASH = "$5$rounds=1000$salt$HeM2DgSDOrvWLnQYVR9.MBgJJSy5t6NkWoZYnm6Vgj4";
    private static final int MIB = 1024 * 1024;
    private final TestS3 s3 = TestS3.start();
    private final StsService sts = StsService.start();
    private final List<TestGateway> gateways = new ArrayList<>();

    @TempDir
    Path folder;

    @BeforeEach
    void haveUsers() {
        user("bob", "\"role\": \"" + ROLE + "\"");
    }

    @AfterEach
    void stop() {
        gateways.forEach(TestGateway::close);
        sts.close();
        s3.close();
    }

    @Test
    void allThatAUserAsksOfS3IsAskedWithTheRole() {
        user(
                "bob",
                "\"role\": \"" + ROLE
                        + "\", \"limits\": {\"quota\": {\"bytes\": \"1G\"}}, \"directories\": \"strict\"");
        TestGateway gateway = gateway(Map.of("longshore.transfers.part-size", "5M"));
        byte[] large = Bytes.random(11 * MIB);
        try (FtpDialogue bob = gateway.connect().login("bob", "geheim")) {
            bob.stores("a", Bytes.random(10)).sends("SIZE a").gets("213 10");
            bob.stores("large", large);
            assertThat(bob.fetches("RETR large")).isEqualTo(large);
            bob.sends("REST 7").gets(350);
            assertThat(bob.fetches("RETR a")).hasSize(3);
            bob.sends("TYPE I").gets(200).sends("HASH a").gets(213);
            bob.sends("MDTM a").gets(213).sends("MFMT 20200101000000 a").gets(213);
            bob.sends("AVBL").gets(213);
            bob.sends("MKD d").gets(257);
            bob.stores("d/b", Bytes.random(10));
            assertThat(bob.lists("NLST")).contains("a", "d", "large");
            bob.sends("RNFR a").gets(350).sends("RNTO c").gets(250);
            bob.sends("RNFR d").gets(350).sends("RNTO e").gets(250);
            bob.sends("DELE e/b").gets(250).sends("RMD e").gets(250);
            bob.sends("CWD /").gets(250).sends("DELE c").gets(250);
        }
        assertThat(sts.given()).hasSize(1);
        List<Signed> requests = signed(gateway);
        assertThat(requests).isNotEmpty().allSatisfy(request -> assertThat(request.token())
                .isEqualTo(sts.given().get(0).token()));
        assertThat(requests.stream().map(Signed::operation).collect(Collectors.toSet()))
                .contains(
                        S3Operation.PUT_OBJECT,
                        S3Operation.UPLOAD_PART,
                        S3Operation.GET_OBJECT,
                        S3Operation.LIST_OBJECTS,
                        S3Operation.HEAD_OBJECT,
                        S3Operation.DELETE_OBJECT);
        assertThat(requests)
                .as("the journal of the rename is in the user's mount")
                .anyMatch(request -> request.key().startsWith("bob/.longshore-rename/"));
        assertThat(s3.keys()).containsExactly("bob/large");
    }

    @Test
    void aUserWithoutARoleAsksAsTheGateway() {
        user("carol", "\"home\": \"/\"");
        TestGateway gateway = gateway(Map.of());
        try (FtpDialogue carol = gateway.connect().login("carol", "geheim")) {
            carol.stores("a", Bytes.random(10));
        }
        assertThat(signed(gateway)).isNotEmpty().allMatch(request -> request.token()
                .isEmpty());
        assertThat(sts.asked()).isEmpty();
    }

    @Test
    void theRoleIsAssumedInTheNameOfTheUserWithThePolicy() {
        user(
                "b b",
                "\"role\": \"" + ROLE + "\", \"home\": \"/in\","
                        + " \"policy\": {\"Statement\": {\"Resource\": \"arn:aws:s3:::${transfer:HomeBucket}/${transfer:HomeFolder}/*\"}}");
        TestGateway gateway = gateway(Map.of("longshore.s3.roles.external-id", "house-7"));
        gateway.connect().login("b b", "geheim").close();
        assertThat(sts.asked()).singleElement().satisfies(asked -> assertThat(asked)
                .containsEntry("Action", "AssumeRole")
                .containsEntry("RoleArn", ROLE)
                .containsEntry("RoleSessionName", "b=20b")
                .containsEntry("SourceIdentity", "b=20b")
                .containsEntry("ExternalId", "house-7")
                .containsEntry(
                        "Policy", "{\"Statement\":{\"Resource\":\"arn:aws:s3:::" + s3.bucket() + "/b b/in/*\"}}"));
    }

    @Test
    void keysAreSharedByTheSessionsOfAUserAndByNobodyElse() {
        user("carol", "\"role\": \"" + ROLE + "\"");
        TestGateway gateway = gateway(Map.of());
        for (int i = 0; i < 5; i++) {
            gateway.connect().login("bob", "geheim").close();
        }
        try (FtpDialogue carol = gateway.connect().login("carol", "geheim")) {
            carol.stores("a", Bytes.random(10));
        }
        assertThat(sts.given().stream().map(StsService.Given::user)).containsExactly("bob", "carol");
        assertThat(signed(gateway)).isNotEmpty().allMatch(request -> request.token()
                .endsWith("of-carol"));
    }

    @Test
    void keysAreRenewedBeforeTheyEnd() {
        sts.livesFor(Duration.ofMillis(2_000));
        TestGateway gateway = gateway(Map.of());
        try (FtpDialogue bob = gateway.connect().login("bob", "geheim")) {
            Eventually.holds("keys were renewed", () -> {
                bob.sends("MKD d").gets(257).sends("RMD d").gets(250);
                return sts.given().size() >= 4;
            });
        }
        Map<String, StsService.Given> given =
                sts.given().stream().collect(Collectors.toMap(StsService.Given::token, keys -> keys));
        assertThat(signed(gateway)).allSatisfy(request -> assertThat(request.at())
                .isBefore(given.get(request.token()).end()));
        assertThat(signed(gateway).stream().map(Signed::token).collect(Collectors.toSet()))
                .hasSizeGreaterThan(2);
    }

    @Test
    void aRoleThatIsNotGivenIsNoWrongPassword() {
        TestGateway gateway = gateway(Map.of());
        try (LogLines log = LogLines.below("dev.longshore")) {
            sts.refuses("AccessDenied");
            assertThat(answer(gateway, "geheim")).isEqualTo(DOWN);
            assertThat(answer(gateway, "geheim")).isEqualTo(DOWN);
            assertThat(answer(gateway, "wrong")).isEqualTo("530 Login incorrect.");
            assertThat(sts.asked()).hasSizeLessThanOrEqualTo(2);
            assertThat(log.all())
                    .filteredOn(line -> line.contains("WARN"))
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line)
                            .contains("The role " + ROLE + " of the user bob cannot be assumed")
                            .doesNotContain("geheim"));
            gateway.login().close();
            sts.heals();
            Eventually.holds("bob can log in", () -> answer(gateway, "geheim").startsWith("230"));
        }
        assertThat(signed(gateway)).noneMatch(request -> request.key().startsWith("bob"));
    }

    /** The files are there, and the user may have them: it is the gateway that cannot. */
    @Test
    void keysThatEndAndAreNotRenewedAreAFaultOfTheBackEnd() {
        sts.livesFor(Duration.ofMillis(1_500));
        TestGateway gateway = gateway(Map.of());
        try (FtpDialogue bob = gateway.connect().login("bob", "geheim")) {
            bob.stores("a", Bytes.random(10));
            sts.refuses("AccessDenied");
            Eventually.holds("the keys have ended", () -> {
                bob.sends("MFMT 20200101000000 a").getsAny();
                return bob.replyLine().startsWith("451");
            });
            bob.sends("DELE a").gets(451);
            sts.heals();
            Eventually.holds("there are keys again", () -> {
                bob.sends("DELE a").getsAny();
                return bob.replyLine().startsWith("250");
            });
        }
        assertThat(s3.keys()).isEmpty();
    }

    @Test
    void whatAUserLeftBehindIsFinishedWithTheRole() {
        for (int i = 0; i < 40; i++) {
            s3.put("bob/d/" + i, Bytes.random(10));
        }
        TestGateway first = gateway(Map.of());
        try (FtpDialogue bob = first.connect().login("bob", "geheim")) {
            first.proxy().cutAfter(30);
            bob.sends("RNFR d").gets(350).sends("RNTO e").getsAny();
        }
        assertThat(s3.keys()).anyMatch(key -> key.startsWith("bob/.longshore-rename/"));
        TestGateway second =
                gateway(Map.of("longshore.s3.janitor.enabled", "true", "longshore.s3.janitor.older-than", "0s"));
        second.connect().login("bob", "geheim").close();
        Eventually.holds("the rename is finished", () -> s3.keys().stream().allMatch(key -> key.startsWith("bob/e/")));
        assertThat(s3.keys()).hasSize(40);
        Set<String> tokens = signed(second).stream()
                .filter(request -> request.key().startsWith("bob/"))
                .map(Signed::token)
                .collect(Collectors.toSet());
        assertThat(tokens).containsExactly(sts.given().get(1).token());
    }

    @Test
    void whereRolesAreNotAssumedNobodyComesInWithOne() {
        try (LogLines log = LogLines.below("dev.longshore.users.record")) {
            TestGateway gateway = gateway(Map.of("longshore.s3.roles.use", "auto"));
            assertThat(answer(gateway, "geheim")).isEqualTo("530 Login incorrect.");
            assertThat(sts.asked()).isEmpty();
            assertThat(log.all()).singleElement().asString().contains("in bob.json of the file store, role is there");
        }
    }

    private TestGateway gateway(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "longshore.users.stores",
                "config,file",
                "longshore.users.file.path",
                folder.toString(),
                "longshore.s3.roles.use",
                "assume",
                "longshore.s3.roles.sts-endpoint",
                sts.url(),
                "longshore.defender.enabled",
                "false"));
        settings.putAll(more);
        TestGateway gateway = TestGateway.before(s3, settings);
        gateways.add(gateway);
        gateway.proxy().takeSessions(s3.accessKey(), s3.secretKey());
        return gateway;
    }

    private static List<Signed> signed(TestGateway gateway) {
        return gateway.proxy().signed();
    }

    private void user(String name, String fields) {
        try {
            Files.writeString(
                    folder.resolve(name + ".json"),
                    "{\"password\": {\"hash\": \"" + HASH + "\"}, \"mounts\": [{\"path\": \"/\", \"prefix\": \"" + name
                            + "/\"}], " + fields + "}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String answer(TestGateway gateway, String password) {
        try (FtpDialogue client = gateway.connect()) {
            client.sends("USER bob").gets(331).sends("PASS " + password).getsAny();
            return client.replyLine();
        }
    }
}
