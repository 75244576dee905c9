package dev.longshore.cli;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether the standard input is a terminal, and whether that shows what is typed. It is {@code stty} that knows, also
 * where the standard output is a file or a pipe; {@link java.io.Console} wants both to be terminals.
 */
final class TerminalEcho {
    /** As {@code stty -g} prints it; empty when the input is no terminal. */
    private final Optional<String> settings;

    private TerminalEcho(Optional<String> settings) {
        this.settings = settings;
    }

    static TerminalEcho ofStandardInput() {
        return new TerminalEcho(stty("-g"));
    }

    static TerminalEcho none() {
        return new TerminalEcho(Optional.empty());
    }

    boolean isTerminal() {
        return settings.isPresent();
    }

    /** Shows nothing until it is closed, or the process ends. */
    Silence silence() {
        return new Silence(settings.orElseThrow());
    }

    /** While the terminal shows nothing. */
    static final class Silence implements AutoCloseable {
        private final String before;
        private final Thread atExit;

        private Silence(String before) {
            this.before = before;
            this.atExit = new Thread(() -> stty(before), "terminal-echo");
            Runtime.getRuntime().addShutdownHook(atExit);
            stty("-echo");
        }

        @Override
        public void close() {
            stty(before);
            Runtime.getRuntime().removeShutdownHook(atExit);
        }
    }

    private static Optional<String> stty(String... arguments) {
        List<String> command = new ArrayList<>(List.of("stty"));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectInput(Redirect.INHERIT)
                    .redirectError(Redirect.DISCARD)
                    .start();
            try (InputStream out = process.getInputStream()) {
                String printed = new String(out.readAllBytes(), StandardCharsets.US_ASCII).strip();
                return process.waitFor() == 0 ? Optional.of(printed) : Optional.empty();
            }
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
