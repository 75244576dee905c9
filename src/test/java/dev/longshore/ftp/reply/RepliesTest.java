package dev.longshore.ftp.reply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.failure.FailureKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of replies keeps to the RFCs. */
class RepliesTest {
    @ParameterizedTest
    @EnumSource
    void hasACodeOfTheRfcs(Replies reply) {
        assertThat(reply.code()).isBetween(110, 559);
        assertThat(reply.code() / 10 % 10).as("RFC 959 §4.2: the second digit").isLessThanOrEqualTo(5);
        assertThat(reply.clause()).matches("(RFC \\d+|draft-[a-z0-9-]+)\\b.*");
    }

    @ParameterizedTest
    @EnumSource
    void hasOneLineOfPrintableAscii(Replies reply) {
        Reply made = filled(reply);
        assertThat(made.code()).isEqualTo(reply.code());
        assertThat(made.lines()).hasSize(1);
        assertThat(made.toString()).matches("\\d{3} [ -~]+\r\n");
    }

    @ParameterizedTest
    @EnumSource
    void fillsEachPlaceholderOnce(Replies reply) {
        String line = filled(reply).lines().get(0);
        assertThat(line).doesNotContain("%");
        for (int i = 0; i < placeholders(reply); i++) {
            assertThat(line).containsOnlyOnce("value" + i);
        }
    }

    @Test
    void mayHaveLinesBetweenItsTextAndAnEnd() {
        assertThat(Replies.FACTS.around(List.of("type=file; /100%s"), "/100%s"))
                .hasToString("250-Listing /100%s\r\n type=file; /100%s\r\n250 End\r\n");
        assertThat(Replies.FEATURES.around(List.of()).lines()).containsExactly("Features:", "End");
    }

    @Test
    void mayBeInTheWordsOfTheConfiguration() {
        assertThat(Replies.GREETING.saying(List.of("100%s", "Welcome"))).hasToString("220-100%s\r\n220 Welcome\r\n");
    }

    @Test
    void endsTheSessionWith221And421Only() {
        assertThat(Arrays.stream(Replies.values()).filter(reply -> filled(reply).endsSession()))
                .allMatch(reply -> reply.code() == 221 || reply.code() == 421)
                .contains(Replies.GOODBYE, Replies.IDLE, Replies.USER_STORE_DOWN);
    }

    @Test
    void takesPercentSignsOfValuesAsTheyAre() {
        assertThat(Replies.DIRECTORY_CHANGED.with("/100%s%n").lines())
                .containsExactly("Directory changed to /100%s%n.");
    }

    @ParameterizedTest
    @EnumSource
    void answersEveryFailureBeforeAndInATransfer(FailureKind kind) {
        for (boolean transferring : new boolean[] {false, true}) {
            Replies reply = Replies.of(kind, transferring);
            assertThat(reply.code()).isGreaterThanOrEqualTo(400);
            assertThat(placeholders(reply)).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "NOT_FOUND, 550, 550",
        "NOT_PERMITTED, 550, 550",
        "NOT_A_FILE, 550, 550",
        "NOT_A_DIRECTORY, 501, 501",
        "DIRECTORY_NOT_EMPTY, 550, 550",
        "ALREADY_EXISTS, 550, 550",
        "NAME_NOT_ALLOWED, 553, 553",
        "OVERWRITE_REFUSED, 553, 553",
        "RESTART_BEYOND_END, 554, 554",
        "RESTART_NOT_POSSIBLE, 554, 554",
        "TOO_LARGE, 552, 552",
        "NOT_IMPLEMENTED, 502, 502",
        "DATA_CONNECTION_NOT_OPENED, 425, 425",
        "DATA_NOT_SECURED, 522, 522",
        "DATA_SESSION_NOT_RESUMED, 522, 522",
        "TRANSFER_BROKEN, 426, 426",
        "BACKEND_BUSY, 450, 451",
        "BACKEND_FAILED, 451, 451",
        "FILE_CHANGED, 451, 451",
        "LOGINS_BUSY, 421, 421",
        "USER_STORE_DOWN, 421, 421",
        "ROLE_NOT_ASSUMED, 421, 421",
    })
    void answersEachFailureWithItsCode(FailureKind kind, int before, int transferring) {
        assertThat(Replies.of(kind, false).code()).isEqualTo(before);
        assertThat(Replies.of(kind, true).code()).isEqualTo(transferring);
    }

    /** So that a new kind gets a line above. */
    @Test
    void knowsAllKinds() {
        assertThat(FailureKind.values()).hasSize(24);
    }

    @Test
    void tellsNothingOfTheReasonWhenALoginIsRefused() {
        assertThat(Arrays.stream(Replies.values()).filter(reply -> reply.code() == 530))
                .containsExactlyInAnyOrder(Replies.LOGIN_REFUSED, Replies.NOT_LOGGED_IN, Replies.TLS_REQUIRED);
        assertThat(Replies.LOGIN_REFUSED.with().lines()).containsExactly("Login incorrect.");
    }

    private static int placeholders(Replies reply) {
        return reply.with().lines().get(0).split("%s", -1).length - 1;
    }

    private static Reply filled(Replies reply) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < placeholders(reply); i++) {
            values.add("value" + i);
        }
        return reply.with(values.toArray());
    }
}
