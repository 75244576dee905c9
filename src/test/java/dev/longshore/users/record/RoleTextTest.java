package dev.longshore.users.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.files.Mount;
import dev.longshore.files.VirtualPath;
import dev.longshore.s3.SessionRole;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Role and policy of a record and of Transfer Family's answers, with the variables of its policies. */
class RoleTextTest {
    private static final String ARN = "arn:aws:iam::123456789012:role/uploads";
    private static final RecordReader READER =
            new RecordReader(new Mount(VirtualPath.ROOT, "bucket", ""), Optional.empty(), Optional.empty(), true);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'a': '${transfer:UserName}'} | {\"a\": \"bob\"}",
                "{'a': '${transfer:HomeBucket}'} | {\"a\": \"incoming\"}",
                "{'a': '${transfer:HomeFolder}'} | {\"a\": \"bob/in\"}",
                "{'a': '${transfer:HomeDirectory}/*'} | {\"a\": \"/incoming/bob/in/*\"}",
                "{'a': '${aws:username} ä'} | {\"a\": \"${aws:username} \\u00e4\"}"
            })
    void variablesOfThePolicyAreReplaced(String policy, String expected) {
        assertThat(provided("bob", policy.replace("'", "\\\"")).policy()).isEqualTo(expected);
    }

    @Test
    void thePolicyMayBeAnObjectAndMayBeMissing() {
        assertThat(role(READER.ofProvider("bob", answer("{\"a\": [1, true]}"), false))
                        .policy())
                .isEqualTo("{\"a\":[1,true]}");
        assertThat(role(READER.ofProvider("bob", answer("null"), false))).isEqualTo(new SessionRole("bob", ARN, ""));
    }

    /** Who is called * would have what all have. */
    @ParameterizedTest
    @CsvSource({"*, UserName", "b?b, UserName", "${aws:x}, UserName"})
    void aNameThatMeansSomethingInAPolicyIsNotPutThere(String name, String variable) {
        assertThatThrownBy(() -> provided(name, "{\\\"a\\\": \\\"${transfer:" + variable + "}\\\"}"))
                .isInstanceOf(BadRecord.class)
                .hasMessageContaining("has a character that means something else");
        assertThat(provided(name, "{}").policy()).isEqualTo("{}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'role': 'uploads-role-of-bobby' | role is no ARN of a role",
                "'role': 'arn:aws:iam::1:user/bob-and-others' | role is no ARN of a role",
                "'policy': {'a': 1} | policy narrows a role, and role is missing",
                "'role': 'ARN', 'policy': '{}' | policy must be an object",
                "'role': 'ARN', 'policy': {'a': {'b': 1, 'b': 2}} | policy.a is there twice",
                "'role': 'ARN', 'policy': {'a': '${transfer:Other}'} | policy has the variable ${transfer:Other}",
                "'role': 'ARN', 'mounts': [{'path': '/in'}], 'policy': {'a': '${transfer:HomeFolder}'} | policy has the variable ${transfer:HomeFolder}, and sessions begin in no bucket"
            })
    void whatCannotBeUsedIsRefused(String fields, String sentence) {
        String record = "{'password': {'hash': '$5$salt$eC8iHMk0B/acxRGi4idWiCK/.xXHLUsxovn4V591t3.'}, "
                + fields.replace("ARN", ARN) + "}";
        assertThatThrownBy(() -> READER.one(
                        "bob", record.replace('\'', '"').getBytes(StandardCharsets.UTF_8), RecordFormat.JSON))
                .isInstanceOf(BadRecord.class)
                .hasMessageStartingWith(sentence);
    }

    @Test
    void aPolicyThatStsWouldNotTakeIsRefused() {
        assertThatThrownBy(() -> provided("bob", "{\\\"a\\\": \\\"" + "x".repeat(2_048) + "\\\"}"))
                .hasMessage("Policy has more than 2048 characters, which STS does not take");
        assertThatThrownBy(() -> provided("bob", "{")).hasMessage("Policy is no JSON");
    }

    private static SessionRole provided(String name, String policy) {
        return role(READER.ofProvider(name, answer("\"" + policy + "\""), false));
    }

    private static SessionRole role(Optional<dev.longshore.users.UserRecord> user) {
        SessionRole role = user.orElseThrow().tree().role();
        assertThat(role).isNotNull();
        return role;
    }

    private static byte[] answer(String policy) {
        return ("{\"Role\": \"" + ARN + "\", \"HomeDirectory\": \"/incoming/bob/in\", \"Policy\": " + policy + "}")
                .getBytes(StandardCharsets.UTF_8);
    }
}
