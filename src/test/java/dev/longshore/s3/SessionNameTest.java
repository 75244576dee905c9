package dev.longshore.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each user has a name of a session that STS takes, and no two have the same. */
class SessionNameTest {
    @ParameterizedTest
    @CsvSource({
        "alice, alice",
        "a.b+c@d-e_f, a.b+c@d-e_f",
        "a, =61",
        "a b, a=20b",
        "a=20b, a=3D20b",
        "ä, =C3=A4",
        "=61, =3D61"
    })
    void isWrittenAs(String user, String name) {
        assertThat(SessionName.of(user)).isEqualTo(name);
    }

    @Test
    void isOfALengthThatStsTakesAndAnotherOneForEachUser() {
        String long64 = "x".repeat(64);
        Set<String> names = new HashSet<>();
        int users = 0;
        for (String user : new String[] {
            "a",
            "=61",
            "aa",
            "a a",
            "a=20a",
            "a=3D20a",
            long64,
            long64 + "x",
            long64 + "y",
            "ä".repeat(60),
            "ä".repeat(61),
            SessionName.of(long64 + "x")
        }) {
            users++;
            String name = SessionName.of(user);
            assertThat(name).matches("[\\w+=,.@-]{2,64}");
            names.add(name);
        }
        assertThat(names).hasSize(users);
        assertThat(SessionName.of(long64)).isEqualTo(long64);
    }
}
