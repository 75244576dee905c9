package dev.longshore.ftp.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 959 §4.2: how a reply stands on the wire. */
class ReplyTest {
    @Test
    void isOneLineWithABlankBehindItsCode() {
        assertThat(new Reply(200, "OK.")).hasToString("200 OK.\r\n");
    }

    @Test
    void hasItsCodeOnTheFirstAndTheLastOfSeveralLines() {
        assertThat(new Reply(211, List.of("Features:", "SIZE", "End")))
                .hasToString("211-Features:\r\n SIZE\r\n211 End\r\n");
        assertThat(new Reply(220, List.of("Hello", "World"))).hasToString("220-Hello\r\n220 World\r\n");
    }

    @Test
    void beginsInnerLinesWithABlankSoThatNoneLooksLikeTheEnd() {
        assertThat(new Reply(220, List.of("a", "220 b", "220-c", "d")))
                .hasToString("220-a\r\n 220 b\r\n 220-c\r\n220 d\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\n226 b", "a\nb", "a\0b", "a\u001b[2Jb", "a\u007fb", "\t"})
    void writesAQuestionMarkForEachControlCharacter(String text) {
        for (Reply reply : List.of(new Reply(257, text), new Reply(257, List.of(text, text, text)))) {
            String wire = reply.toString();
            assertThat(wire)
                    .contains(text.replaceAll("[\\x00-\\x1f\\x7f]", "?"))
                    .endsWith("\r\n");
            assertThat(wire.split("\r\n")).hasSize(reply.lines().size());
            assertThat(wire.replace("\r\n", "").chars()).allMatch(character -> character >= ' ' && character != 0x7F);
        }
    }

    @Test
    void keepsEveryOtherCharacter() {
        assertThat(new Reply(257, "\"für 日本 😀\"")).hasToString("257 \"für 日本 😀\"\r\n");
    }

    @Test
    void needsAText() {
        assertThatThrownBy(() -> new Reply(200, List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void doesNotChangeWithTheListItWasMadeOf() {
        List<String> lines = new ArrayList<>(List.of("a", "b"));
        Reply reply = new Reply(200, lines);
        lines.clear();
        assertThat(reply.lines()).containsExactly("a", "b");
    }

    @Test
    void tellsFtpServerTheSame() {
        Reply reply = new Reply(150, List.of("a", "b"));
        assertThat(reply.getCode()).isEqualTo(150);
        assertThat(reply.getMessage()).isEqualTo("a\nb");
        assertThat(reply.isPositive()).isTrue();
        assertThat(new Reply(350, "a").isPositive()).isTrue();
        assertThat(new Reply(421, "a").isPositive()).isFalse();
        assertThat(new Reply(550, "a").isPositive()).isFalse();
    }

    @Test
    void hasItsCodeInFrontOfEachInnerLineThatIsSentBeforeIt() {
        assertThat(new ReplyPart(213, List.of("213 a", "b\nc"))).hasToString("213-213 a\r\n213-b?c\r\n");
    }
}
