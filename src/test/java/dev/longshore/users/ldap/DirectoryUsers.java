package dev.longshore.users.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.Bytes;
import dev.longshore.testing.Eventually;
import dev.longshore.testing.FtpDialogue;
import dev.longshore.testing.LogLines;
import dev.longshore.testing.TestGateway;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Users of a directory: the one that a subclass has. */
abstract class DirectoryUsers {
    static final String DOWN = "421 Logins are not possible now, try again later.";
    static final String REFUSED = "530 Login incorrect.";

    TestDirectory directory;

    abstract TestDirectory directory();

    @BeforeEach
    void open() {
        directory = directory();
    }

    @AfterEach
    void close() {
        directory.close();
    }

    @Test
    void aUserOfTheDirectoryLogsInBesideOneOfTheConfiguration() {
        directory.addUser("Bob", "bob", "geheim");
        try (TestGateway gateway = gateway(Map.of())) {
            try (FtpDialogue bob = gateway.connect().login("bob", "geheim")) {
                bob.stores("a", Bytes.random(10)).sends("SIZE a").gets("213 10");
            }
            gateway.login().close();
            assertThat(answer(gateway, "bob", "wrong")).isEqualTo(REFUSED);
            assertThat(answer(gateway, "carol", "geheim")).isEqualTo(REFUSED);
            assertThat(answer(gateway, "Bob Bob", "geheim")).isEqualTo(REFUSED);
        }
    }

    /** A bind without a password would succeed (RFC 4513 §5.1.2). */
    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void noPasswordIsAWrongOne(String password) {
        directory.addUser("Bob", "bob", "geheim");
        try (TestGateway gateway = gateway(Map.of())) {
            assertThat(answer(gateway, "bob", password)).isEqualTo(REFUSED);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "b*",
                ")(uid=*",
                "*)(uid=*",
                "bob)(|(uid=*",
                "bob)(objectClass=*",
                "bob))(|(uid=x",
                "(uid=bob)",
                "&",
                "bob' or 1=1 --"
            })
    void whatLooksLikeAFilterFindsNobody(String name) {
        directory.addUser("Bob", "bob", "geheim");
        try (TestGateway gateway = gateway(Map.of("filter", "(&(objectClass=inetOrgPerson)(uid={name}))"))) {
            assertThat(answer(gateway, name, "geheim")).isEqualTo(REFUSED);
            gateway.connect().login("bob", "geheim").close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"o'neill", "größe", "ユーザー", "a b", "x(y)", "a*b", "a,b+c=d", "#x", "😀", "<a;b>"})
    void namesMayHaveAnyLetters(String name) {
        directory.addUser("Someone", name, "gehéim ☂");
        try (TestGateway gateway = gateway(Map.of("mounts[0].prefix", "home/{uid}/"))) {
            try (FtpDialogue someone = gateway.connect().login(name, "gehéim ☂")) {
                someone.stores("a", Bytes.random(10));
            }
            assertThat(gateway.keys()).containsExactly("home/" + name + "/a");
        }
    }

    /** A directory takes them for the same; there is one tree, which is called as the entry is. */
    @Test
    void anotherSpellingIsNoOtherUser() {
        directory.addUser("Bob", "bob", "geheim");
        try (TestGateway gateway = gateway(Map.of("mounts[0].prefix", "home/{name}/"))) {
            try (FtpDialogue bob = gateway.connect().login("BOB", "geheim")) {
                bob.stores("a", Bytes.random(10));
            }
            assertThat(gateway.keys()).containsExactly("home/bob/a");
        }
    }

    @Test
    void groupsHaveMounts() {
        directory.addUser("Bob", "bob", "geheim");
        directory.addUser("Carol", "carol", "geheim");
        directory.addUser("Dave", "dave", "geheim");
        group("writers", "Bob");
        group("readers", "Bob", "Carol");
        try (TestGateway gateway = gateway(groups())) {
            gateway.put("prices/p", Bytes.random(3));
            try (FtpDialogue bob = gateway.connect().login("bob", "geheim")) {
                assertThat(bob.lists("NLST")).containsExactly("in", "prices");
                bob.stores("in/a", Bytes.random(10));
            }
            try (FtpDialogue carol = gateway.connect().login("carol", "geheim")) {
                assertThat(carol.lists("NLST")).containsExactly("prices");
                assertThat(carol.fetches("RETR prices/p")).hasSize(3);
                carol.sends("DELE prices/p").gets(550).sends("CWD in").gets(550);
            }
            assertThat(gateway.keys()).containsExactlyInAnyOrder("home/bob/a", "prices/p");
        }
    }

    @Test
    void whoIsInNoGroupIsKeptOutAndTold() {
        directory.addUser("Dave", "dave", "geheim");
        try (TestGateway gateway = gateway(groups());
                LogLines log = LogLines.below("dev.longshore.users.record")) {
            assertThat(answer(gateway, "dave", "wrong")).isEqualTo(REFUSED);
            assertThat(log.all()).isEmpty();
            assertThat(answer(gateway, "dave", "geheim")).isEqualTo(REFUSED);
            assertThat(log.all()).singleElement().satisfies(line -> assertThat(line)
                    .contains("User dave cannot log in: in the entry of the LDAP store, no group has mounts")
                    .doesNotContain("geheim"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "a/b", "../carol", "a\\b", "/"})
    void aValueThatIsNoNameLeadsNowhere(String value) {
        directory.addUser("Bob", "bob", "geheim", "departmentNumber: " + value);
        try (TestGateway gateway = gateway(Map.of("mounts[0].prefix", "home/{departmentNumber}/"));
                LogLines log = LogLines.below("dev.longshore.users.record")) {
            assertThat(answer(gateway, "bob", "geheim")).isEqualTo(REFUSED);
            assertThat(log.all()).singleElement().satisfies(line -> assertThat(line)
                    .contains("User bob cannot log in: in the entry of the LDAP store, departmentNumber of the entry"));
        }
    }

    @Test
    void severalEntriesAreNobody() {
        directory.addUser("Bob", "bob", "geheim");
        directory.addUser("Bob 2", "bob", "geheim");
        directory.addUser("Bob 3", "bob", "geheim");
        try (TestGateway gateway = gateway(Map.of())) {
            assertThat(answer(gateway, "bob", "geheim")).isEqualTo(REFUSED);
        }
    }

    @Test
    void aChangeIsSeenWithinSeconds() {
        try (TestGateway gateway = gateway(groups())) {
            assertThat(answer(gateway, "bob", "geheim")).isEqualTo(REFUSED);
            directory.addUser("Bob", "bob", "geheim");
            group("writers", "Bob");
            seen("a new user", () -> isLetIn(gateway, "bob", "geheim"));
            directory.change(TestDirectory.dn("Bob"), "userPassword", "other");
            seen("a new password", () -> isLetIn(gateway, "bob", "other"));
            seen("the end of the old one", () -> !isLetIn(gateway, "bob", "geheim"));
            directory.remove(TestDirectory.dn("writers"));
            seen("the end of a group", () -> !isLetIn(gateway, "bob", "other"));
            group("writers", "Bob");
            seen("a new group", () -> isLetIn(gateway, "bob", "other"));
            directory.remove(TestDirectory.dn("Bob"));
            seen("a removed user", () -> !isLetIn(gateway, "bob", "other"));
        }
    }

    @Test
    void aDirectoryThatIsDownIsNotAWrongPassword() {
        directory.addUser("Bob", "bob", "geheim");
        try (TestGateway gateway = gateway(Map.of());
                LogLines log = LogLines.below("dev.longshore")) {
            gateway.connect().login("bob", "geheim").close();
            directory.cut();
            assertThat(answer(gateway, "carol", "geheim")).isEqualTo(DOWN);
            assertThat(answer(gateway, "bob", "hunter2")).isEqualTo(DOWN);
            gateway.connect().login("bob", "geheim").close();
            gateway.login().close();
            directory.mend();
            Eventually.holds("the directory is asked again", () -> answer(gateway, "carol", "geheim")
                    .equals(REFUSED));
            assertThat(log.all())
                    .noneMatch(
                            line -> line.contains("geheim") || line.contains("hunter2") || line.contains("admin-word"))
                    .filteredOn(line -> line.contains("The users of LDAP store"))
                    .hasSize(2);
        }
    }

    @Test
    void withoutGraceNobodyOfADirectoryThatIsDownIsLetIn() {
        directory.addUser("Bob", "bob", "geheim");
        try (TestGateway gateway = gateway(Map.of("../grace", "0s"))) {
            gateway.connect().login("bob", "geheim").close();
            directory.cut();
            Eventually.holds("bob is told to come back", () -> answer(gateway, "bob", "geheim")
                    .equals(DOWN));
        }
    }

    /** The directory lets the gateway not in: that says nothing of users. */
    @Test
    void aWrongPasswordOfTheGatewayIsNotOneOfItsUsers() {
        directory.addUser("Bob", "bob", "geheim");
        try (TestGateway gateway = gateway(Map.of("bind-password", "wrong"))) {
            assertThat(answer(gateway, "bob", "geheim")).isEqualTo(DOWN);
        }
    }

    @Test
    void aDirectoryThatIsDownAtTheStartIsUsedWhenItIsUp() {
        directory.cut();
        directory.addUser("Bob", "bob", "geheim");
        try (TestGateway gateway = gateway(Map.of())) {
            assertThat(answer(gateway, "bob", "geheim")).isEqualTo(DOWN);
            directory.mend();
            Eventually.holds("bob is let in", () -> isLetIn(gateway, "bob", "geheim"));
        }
    }

    /** The second server is asked when the first one cannot be. */
    @Test
    void anotherServerMayBeAsked() {
        directory.addUser("Bob", "bob", "geheim");
        try (TestGateway gateway = gateway(Map.of("urls", "ldap://127.0.0.1:1, " + directory.url()))) {
            gateway.connect().login("bob", "geheim").close();
        }
    }

    void group(String name, String... members) {
        String[] attributes = new String[members.length + 2];
        attributes[0] = "objectClass: groupOfNames";
        attributes[1] = "cn: " + name;
        for (int i = 0; i < members.length; i++) {
            attributes[i + 2] = "member: " + TestDirectory.dn(members[i]);
        }
        directory.add(TestDirectory.dn(name), attributes);
    }

    private static Map<String, String> groups() {
        return Map.of(
                "group-base",
                TestDirectory.BASE,
                "mounts[0].group",
                "CN=writers, " + TestDirectory.BASE,
                "mounts[0].path",
                "/in",
                "mounts[0].prefix",
                "home/{uid}/",
                "mounts[1].group",
                TestDirectory.dn("readers"),
                "mounts[1].path",
                "/prices",
                "mounts[1].prefix",
                "prices/",
                "mounts[1].access",
                "read-only");
    }

    TestGateway gateway(Map<String, String> more) {
        Map<String, String> settings =
                new HashMap<>(Map.of("longshore.users.stores", "config,ldap", "longshore.defender.enabled", "false"));
        directory.settings().forEach((key, value) -> settings.put("longshore.users.ldap." + key, value));
        more.forEach((key, value) -> settings.put(
                key.startsWith("../") ? "longshore.users." + key.substring(3) : "longshore.users.ldap." + key, value));
        return TestGateway.start(settings);
    }

    /** Prints how long it took. */
    private static void seen(String change, BooleanSupplier condition) {
        long from = System.nanoTime();
        Eventually.holds(change + " is seen", Duration.ofSeconds(10), condition);
        System.out.printf("LDAP store: %s is seen after %d ms%n", change, (System.nanoTime() - from) / 1_000_000);
    }

    static boolean isLetIn(TestGateway gateway, String name, String password) {
        return answer(gateway, name, password).startsWith("230");
    }

    static String answer(TestGateway gateway, String name, String password) {
        try (FtpDialogue client = gateway.connect()) {
            client.sends("USER " + name).gets(331).sends("PASS " + password).getsAny();
            return client.replyLine();
        }
    }
}
