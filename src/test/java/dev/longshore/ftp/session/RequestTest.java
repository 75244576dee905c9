package dev.longshore.ftp.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.ftp.reply.Replies;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A line is a verb and what stands behind the first blank. */
class RequestTest {
    @ParameterizedTest
    @ValueSource(strings = {"stor a", "STOR a", "Stor a", "sToR a"})
    void hasItsVerbInUpperCase(String line) {
        assertThat(Request.parse(line).verb()).isEqualTo("STOR");
    }

    @Test
    void leavesTheCaseOfItsArgument() {
        assertThat(Request.parse("stor aBc").argument()).isEqualTo("aBc");
    }

    /** {@code String.toUpperCase} makes ASCII letters, or more letters, of these. */
    @ParameterizedTest
    @CsvSource({"lıst, LıST", "paß, PAß", "ſtor, ſTOR", "ﬁle, ﬁLE", "ä, ä", "{, {", "`, `"})
    void raisesAsciiLettersOnly(String line, String verb) {
        assertThat(Request.parse(line).verb()).isEqualTo(verb);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "STOR a b, a b",
                "\"STOR a \", \"a \"",
                "\"STOR a  \", \"a  \"",
                "\"STOR  a\", \" a\"",
                "\"PASS  \", \" \"",
            })
    void keepsEveryBlankBehindTheFirst(String line, String argument) {
        assertThat(Request.parse(line).argument()).isEqualTo(argument);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NOOP", "NOOP ", ""})
    void hasNoArgumentWhereNothingIsBehindTheBlank(String line) {
        Request request = Request.parse(line);
        assertThat(request.argument()).isNull();
        assertThat(request.hasArgument()).isFalse();
        assertThat(request.getRequestLine()).isEqualTo(line.strip());
    }

    @Test
    void hasNoVerbWhereTheLineBeginsWithABlank() {
        assertThat(Request.parse(" NOOP").verb()).isEmpty();
    }

    @Test
    void printsNoArgument() {
        assertThat(Request.parse("PASS secret")).hasToString("PASS");
        assertThat("" + Request.parse("SITE secret")).doesNotContain("secret");
    }

    @Test
    void tellsFtpServerTheSame() {
        Request request = Request.parse("retr a");
        assertThat(request.getCommand()).isEqualTo("RETR");
        assertThat(request.getArgument()).isEqualTo("a");
        assertThat(request.getRequestLine()).isEqualTo("RETR a");
        assertThat(request.getReceivedTime()).isEqualTo(request.received()).isPositive();
    }

    @Test
    void hasItsReplyAlreadyWhereItCouldNotBeRead() {
        assertThat(Request.parse("NOOP").fault()).isNull();
        Request request = Request.answeredWith(Replies.NOT_UTF8);
        assertThat(request.fault()).isEqualTo(Replies.NOT_UTF8);
        assertThat(request.verb()).isEmpty();
        assertThat(request.argument()).isNull();
    }
}
