package dev.longshore.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An FTP client that says what it is told and knows no better: {@code client.sends("RETR a").gets(150).gets(226)}. */
public final class FtpDialogue implements AutoCloseable {
    /** How long a reply may take before a test fails. */
    private static final int PATIENCE_MILLIS = 20_000;

    private static final String PASS = "PASS ";

    private static final Pattern PASSIVE = Pattern.compile(".*\\((\\d+,\\d+,\\d+,\\d+),(\\d+),(\\d+)\\).*");
    private static final Pattern EXTENDED = Pattern.compile(".*\\(\\|\\|\\|(\\d+)\\|\\).*");

    private Socket control;
    private List<String> reply = List.of();
    private Charset charset = StandardCharsets.UTF_8;

    private FtpDialogue(Socket control) {
        this.control = control;
    }

    /** Connects, and reads the greeting. */
    public static FtpDialogue connect(int port) {
        return connect("127.0.0.1", port);
    }

    /** Connects to an address, and reads the greeting. */
    public static FtpDialogue connect(String host, int port) {
        try {
            Socket socket = new Socket(host, port);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            return new FtpDialogue(socket).gets(220);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public FtpDialogue login(String user, String password) {
        return sends("USER " + user).gets(331).sends("PASS " + password).gets(230);
    }

    /** Connects, and puts something over the connection before the greeting is read. */
    public static FtpDialogue connect(int port, UnaryOperator<Socket> cover) {
        try {
            Socket socket = new Socket("127.0.0.1", port);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            return new FtpDialogue(cover.apply(socket)).gets(220);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Goes on over something else, such as TLS over the connection. */
    public FtpDialogue over(UnaryOperator<Socket> cover) {
        control = cover.apply(control);
        return this;
    }

    /** Writes and reads text in this charset from here on, lists of names included. */
    public FtpDialogue writes(Charset next) {
        charset = next;
        return this;
    }

    /** Sends a line. A password is told to the {@link SuiteLog}. */
    public FtpDialogue sends(String line) {
        if (line.regionMatches(true, 0, PASS, 0, PASS.length())) {
            SuiteLog.uses(line.substring(PASS.length()));
        }
        return sendsRaw((line + "\r\n").getBytes(charset));
    }

    /** Sends bytes as they are, in one segment. */
    public FtpDialogue sendsRaw(byte[] bytes) {
        try {
            control.getOutputStream().write(bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads one reply, which must have this code. */
    public FtpDialogue gets(int code) {
        reply = readReply();
        assertThat(reply.get(reply.size() - 1)).as("reply").startsWith(code + " ");
        return this;
    }

    /** Reads one reply, which must be a refusal for good (RFC 959 §4.2: 5yz). */
    public FtpDialogue getsRefusal() {
        reply = readReply();
        assertThat(replyLine()).startsWith("5");
        return this;
    }

    /** Reads one reply, whatever it is. */
    public FtpDialogue getsAny() {
        reply = readReply();
        return this;
    }

    /** Reads one reply, which must be this line. */
    public FtpDialogue gets(String line) {
        reply = readReply();
        assertThat(reply).containsExactly(line);
        return this;
    }

    /** The lines of the last reply. */
    public List<String> reply() {
        return reply;
    }

    /** The last line of the last reply. */
    public String replyLine() {
        return reply.get(reply.size() - 1);
    }

    /** PASV, and a connection to the port that it answers with. */
    public Socket passive() {
        sends("PASV").gets(227);
        Matcher matcher = PASSIVE.matcher(replyLine());
        assertThat(matcher.matches()).as(replyLine()).isTrue();
        int port = Integer.parseInt(matcher.group(2)) * 256 + Integer.parseInt(matcher.group(3));
        return data(matcher.group(1).replace(',', '.'), port);
    }

    /** EPSV, and the port that it answers with. */
    public int extendedPassivePort() {
        sends("EPSV").gets(229);
        Matcher matcher = EXTENDED.matcher(replyLine());
        assertThat(matcher.matches()).as(replyLine()).isTrue();
        return Integer.parseInt(matcher.group(1));
    }

    /** A whole upload in passive mode, up to and with its final reply. */
    public FtpDialogue stores(String name, byte[] content) {
        return stores("STOR " + name, content, 226);
    }

    /** A whole upload by any command, which ends with this code. */
    public FtpDialogue stores(String command, byte[] content, int code) {
        try (Socket data = passive()) {
            sends(command).gets(150);
            data.getOutputStream().write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return gets(code);
    }

    /** A whole download or listing in passive mode. */
    public byte[] fetches(String command) {
        try (Socket data = passive()) {
            sends(command).gets(150);
            byte[] content = data.getInputStream().readAllBytes();
            gets(226);
            return content;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines of a listing. */
    public List<String> lists(String command) {
        String text = new String(fetches(command), charset);
        return text.isEmpty() ? List.of() : List.of(text.split("\r\n"));
    }

    /** The server must close the connection without a further byte. */
    public void seesEnd() {
        try {
            assertThat(control.getInputStream().read()).isEqualTo(-1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The socket itself, for what no client should do. */
    public Socket control() {
        return control;
    }

    @Override
    public void close() {
        try {
            control.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Socket data(String host, int port) {
        try {
            Socket socket = new Socket(host, port);
            socket.setSoTimeout(PATIENCE_MILLIS);
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> readReply() {
        List<String> lines = new ArrayList<>();
        String first = readLine();
        lines.add(first);
        if (first.length() > 3 && first.charAt(3) == '-') {
            String end = first.substring(0, 3) + " ";
            for (String line = readLine(); ; line = readLine()) {
                lines.add(line);
                if (line.startsWith(end)) {
                    break;
                }
            }
        }
        return lines;
    }

    private String readLine() {
        try {
            InputStream in = control.getInputStream();
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int octet = in.read(); octet != '\n'; octet = in.read()) {
                if (octet < 0) {
                    throw new AssertionError("The connection ended after \"" + line + "\"");
                }
                if (octet != '\r') {
                    line.write(octet);
                }
            }
            return line.toString(charset);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
