package dev.longshore.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Passwords, one in each line: from a terminal, which does not show them, or from whatever the standard input is. */
public final class SecretInput {
    /** As much as a line of the protocol has by default. */
    private static final int LONGEST = 8192;

    private final InputStream in;
    private final TerminalEcho echo;

    SecretInput(InputStream in, TerminalEcho echo) {
        this.in = in;
        this.echo = echo;
    }

    /** Of this process. */
    public static SecretInput ofProcess() {
        return new SecretInput(System.in, TerminalEcho.ofStandardInput());
    }

    /** Asks twice on a terminal; empty, with a sentence, when there is none, or the two differ. */
    Optional<String> newPassword(PrintStream messages) {
        Optional<String> password = password("Password: ", messages);
        if (password.isPresent() && password.get().isEmpty()) {
            messages.println("An empty password is none");
            return Optional.empty();
        }
        if (password.isPresent() && echo.isTerminal() && !password.equals(password("Again: ", messages))) {
            messages.println("The two are not the same");
            return Optional.empty();
        }
        return password;
    }

    /** Asks on a terminal; empty, with a sentence, when the line cannot be read. */
    Optional<String> password(String question, PrintStream messages) {
        if (!echo.isTerminal()) {
            return line(messages);
        }
        messages.print(question);
        messages.flush();
        TerminalEcho.Silence silence = echo.silence();
        try {
            return line(messages);
        } finally {
            silence.close();
            messages.println();
        }
    }

    private Optional<String> line(PrintStream messages) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            for (int octet = in.read(); octet >= 0 && octet != '\n'; octet = in.read()) {
                line.write(octet);
                if (line.size() > LONGEST) {
                    messages.println("A password of more than " + LONGEST + " bytes cannot be sent over FTP");
                    return Optional.empty();
                }
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line.toByteArray()))
                    .toString();
            return Optional.of(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
        } catch (CharacterCodingException e) {
            messages.println("The password is not UTF-8");
            return Optional.empty();
        } catch (IOException e) {
            messages.println("The password cannot be read: " + e.getMessage());
            return Optional.empty();
        }
    }
}
