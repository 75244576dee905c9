package dev.longshore.users.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import dev.longshore.testing.Eventually;
import dev.longshore.testing.FtpDialogue;
import dev.longshore.testing.TestGateway;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With a directory of this process, which can be told what to answer. */
class LdapUsersTest extends DirectoryUsers {
    private final Answers answers = new Answers();

    @Override
    TestDirectory directory() {
        return TestDirectory.inMemory(answers);
    }

    /** As Active Directory says it: expired passwords and accounts, disabled and locked ones, hours, workstations. */
    @ParameterizedTest
    @ValueSource(strings = {"525", "52e", "530", "531", "532", "533", "701", "773", "775"})
    void whomActiveDirectoryRefusesIsRefusedAlike(String data) {
        directory.addUser("Bob", "bob", "geheim");
        answers.toBinds(
                ResultCode.INVALID_CREDENTIALS,
                "80090308: LdapErr: DSID-0C09042A, comment: AcceptSecurityContext error, data " + data + ", v3839");
        try (TestGateway gateway = gateway(Map.of())) {
            assertThat(answer(gateway, "bob", "geheim")).isEqualTo(REFUSED);
        }
    }

    @Test
    void whatABindIsRefusedWithTellsOfTheUserOrOfTheDirectory() {
        directory.addUser("Bob", "bob", "geheim");
        try (TestGateway gateway = gateway(Map.of())) {
            for (ResultCode code : List.of(
                    ResultCode.INAPPROPRIATE_AUTHENTICATION,
                    ResultCode.CONSTRAINT_VIOLATION,
                    ResultCode.NO_SUCH_OBJECT,
                    ResultCode.UNWILLING_TO_PERFORM)) {
                answers.toBinds(code, "no");
                assertThat(answer(gateway, "bob", "geheim")).as("%s", code).isEqualTo(REFUSED);
            }
            answers.toBinds(ResultCode.BUSY, "no");
            assertThat(answer(gateway, "bob", "geheim")).isEqualTo(DOWN);
        }
    }

    @Test
    void nobodyIsAskedElsewhere() {
        TestDirectory elsewhere = TestDirectory.inMemory();
        try (elsewhere;
                TestGateway gateway = gateway(Map.of())) {
            elsewhere.addUser("Bob", "bob", "geheim");
            answers.toSearches(new LDAPException(
                    ResultCode.REFERRAL, "elsewhere", null, new String[] {elsewhere.url() + "/" + TestDirectory.BASE}));
            assertThat(answer(gateway, "bob", "geheim")).isEqualTo(DOWN);
        }
    }

    @Test
    void withoutAPasswordTheDirectoryIsNotAsked() {
        directory.addUser("Bob", "bob", "geheim");
        try (TestGateway gateway = gateway(Map.of())) {
            int before = answers.binds().size();
            assertThat(answer(gateway, "bob", "")).isEqualTo(REFUSED);
            assertThat(answer(gateway, "../bob", "geheim")).isEqualTo(REFUSED);
            assertThat(answers.binds()).hasSize(before);
        }
    }

    /** Else the time that a login takes would tell who is known. */
    @Test
    void anUnknownNameIsTriedAsAKnownOneIs() {
        directory.addUser("Bob", "bob", "geheim");
        try (TestGateway gateway = gateway(Map.of())) {
            assertThat(answer(gateway, "bob", "wrong")).isEqualTo(REFUSED);
            int before = answers.binds().size();
            assertThat(answer(gateway, "bob", "wrong")).isEqualTo(REFUSED);
            int known = answers.binds().size() - before;
            assertThat(answer(gateway, "carol", "wrong")).isEqualTo(REFUSED);
            assertThat(answers.binds().size() - before - known).isEqualTo(known).isEqualTo(1);
        }
    }

    @Test
    void theSameLoginIsNotAskedAboutWithinSeconds() {
        directory.addUser("Bob", "bob", "geheim");
        try (TestGateway gateway = gateway(Map.of())) {
            gateway.connect().login("bob", "geheim").close();
            int before = answers.binds().size();
            long begin = System.nanoTime();
            for (int i = 0; i < 5; i++) {
                gateway.connect().login("bob", "geheim").close();
            }
            long rounds = (System.nanoTime() - begin) / 5_000_000_000L;
            assertThat((long) answers.binds().size() - before).isLessThanOrEqualTo(rounds);
            answers.toBinds(ResultCode.INVALID_CREDENTIALS, "data 533");
            Eventually.holds("bob is let in no more", () -> answer(gateway, "bob", "geheim")
                    .equals(REFUSED));
        }
    }

    @Test
    void entriesMayNameTheirGroups() {
        directory.addUser("Bob", "bob", "geheim", "memberOf: cn=Other,dc=x", "memberOf: CN=Writers,DC=longshore");
        directory.addUser("Carol", "carol", "geheim", "memberOf: cn=other,dc=x");
        try (TestGateway gateway =
                gateway(Map.of("mounts[0].group", "cn=writers,dc=longshore", "mounts[0].path", "/in"))) {
            try (FtpDialogue bob = gateway.connect().login("bob", "geheim")) {
                assertThat(bob.lists("NLST")).containsExactly("in");
            }
            assertThat(answer(gateway, "carol", "geheim")).isEqualTo(REFUSED);
        }
    }

    @Test
    void anotherAttributeMayTellGroups() {
        directory.addUser("Bob", "bob", "geheim", "departmentNumber: 7", "departmentNumber: Prices");
        try (TestGateway gateway = gateway(Map.of(
                        "group-attribute", "departmentNumber", "mounts[0].group", "prices", "mounts[0].path", "/p"));
                FtpDialogue bob = gateway.connect().login("bob", "geheim")) {
            assertThat(bob.lists("NLST")).containsExactly("p");
        }
    }
}
