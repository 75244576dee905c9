package dev.longshore.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Reads whatever comes, and fails at anything that RFC 959 §4.2 does not allow, or that a client should never see. */
final class ReplyStream {
    private static final Pattern LINE = Pattern.compile("[1-5][0-5][0-9][ -][^\\x00-\\x1F\\x7F]*");
    private static final Pattern INNER = Pattern.compile("[^\\x00-\\x1F\\x7F]*");
    private static final Pattern LEAK = Pattern.compile("Exception|java\\.|at dev\\.|Throwable|software\\.amazon");

    private final Socket control;
    private final Charset charset;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private String open = "";
    private String last = "";
    private int replies;
    private boolean ended;

    /** @param charset what the replies must be */
    ReplyStream(Socket control, Charset charset) {
        this.control = control;
        this.charset = charset;
    }

    /** How many whole replies have come. */
    int replies() {
        return replies;
    }

    /** The last line of the last reply. */
    String last() {
        return last;
    }

    boolean ended() {
        return ended;
    }

    /** Reads until a further reply is whole, the connection has ended, or nothing has come for a time. */
    void await(int millis) {
        int before = replies;
        byte[] buffer = new byte[4096];
        try {
            control.setSoTimeout(millis);
            InputStream in = control.getInputStream();
            while (!ended && (replies == before || in.available() > 0)) {
                int count = in.read(buffer);
                ended = count < 0;
                for (int i = 0; i < count; i++) {
                    take(buffer[i]);
                }
            }
        } catch (SocketTimeoutException e) {
            return;
        } catch (IOException e) {
            ended = true;
        }
    }

    /** At the end of a connection that was closed in order no reply may be half. */
    void requireWhole() {
        assertThat(line.toString(StandardCharsets.UTF_8) + open)
                .as("half a reply")
                .isEmpty();
    }

    private void take(byte octet) {
        if (octet != '\n') {
            line.write(octet);
            return;
        }
        String text = text();
        line.reset();
        assertThat(text).as("end of a line").endsWith("\r");
        check(text.substring(0, text.length() - 1));
    }

    private void check(String text) {
        assertThat(LEAK.matcher(text).find()).as(text).isFalse();
        if (!open.isEmpty() && !text.startsWith(open + " ")) {
            assertThat(text).as("inner line of %s", open).matches(INNER);
            return;
        }
        assertThat(text).as("line of a reply").matches(LINE);
        if (text.charAt(3) == '-') {
            open = text.substring(0, 3);
        } else {
            open = "";
            last = text;
            replies++;
        }
    }

    private String text() {
        try {
            return charset.newDecoder()
                    .decode(ByteBuffer.wrap(line.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new AssertionError("A reply is not " + charset, e);
        }
    }
}
