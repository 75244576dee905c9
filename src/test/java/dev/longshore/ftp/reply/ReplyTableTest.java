package dev.longshore.ftp.reply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.failure.FailureKind;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReplyTableTest {
    private static final Set<Integer> RFC_959 = Set.of(
            110, 120, 125, 150, 200, 202, 211, 212, 213, 214, 215, 220, 221, 225, 226, 227, 230, 250, 257, 331, 332,
            350, 421, 425, 426, 450, 451, 452, 500, 501, 502, 503, 504, 530, 532, 550, 551, 552, 553);

    /** RFC 2228 §5.2, RFC 2428 §2 and §3, RFC 3659 §5.4, RFC 4217 §10; RFC 2389, 2640 and 7151 bring no codes of their own. */
    private static final Set<Integer> LATER =
            Set.of(232, 234, 235, 334, 335, 336, 431, 533, 534, 535, 536, 537, 631, 632, 633, 229, 521, 522, 554, 555);

    private static final Pattern CLAUSE = Pattern.compile(
            "RFC (959|1123|2228|2389|2428|2577|2640|3659|4217|7151) (§\\d+(\\.\\d+)*|Appendix [IVX]+)(, §\\d+(\\.\\d+)*)*( [A-Z]{3,4})?"
                    + "|draft-[a-z]+-[a-z-]+[a-z0-9](,? .+)?");

    @ParameterizedTest
    @EnumSource
    void hasACodeOfTheRfcs(Replies reply) {
        assertThat(RFC_959.contains(reply.code()) || LATER.contains(reply.code()))
                .as("%s is %d", reply, reply.code())
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void namesItsClause(Replies reply) {
        assertThat(reply.clause()).matches(CLAUSE);
    }

    @ParameterizedTest
    @EnumSource
    void isOneLineOnTheWire(Replies reply) {
        assertThat(reply.with("x", "x", "x", "x", "x").toString()).matches("\\d{3} [ -~]*[!-~]\r\n");
        assertThat(reply.with("x", "x", "x", "x", "x").getCode()).isEqualTo(reply.code());
    }

    @Test
    void saysNothingTwice() {
        Set<String> seen = new HashSet<>();
        for (Replies reply : Replies.values()) {
            assertThat(seen.add(reply.code() + " " + reply.with().getMessage() + " " + reply.clause()))
                    .as("%s stands for itself", reply)
                    .isTrue();
        }
        assertThat(Arrays.stream(Replies.values()).map(reply -> reply.name().replace("_", "")))
                .doesNotHaveDuplicates();
    }

    /** RFC 959 §5.4: the codes that a file command, and a transfer after 150, may end with. */
    @ParameterizedTest
    @EnumSource
    void everyFailureHasAReply(FailureKind kind) {
        assertThat(Replies.of(kind, false).code())
                .isIn(421, 425, 426, 450, 451, 452, 501, 502, 522, 550, 552, 553, 554);
        assertThat(Replies.of(kind, true).code()).isIn(421, 425, 426, 451, 501, 502, 522, 550, 552, 553, 554);
    }
}
