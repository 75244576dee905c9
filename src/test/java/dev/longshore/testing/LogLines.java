package dev.longshore.testing;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What is logged while this is open, of every level. */
public final class LogLines implements AutoCloseable {
    private final Logger logger;
    private final Level before;
    private final Collector collector = new Collector();

    private LogLines(Logger logger) {
        this.logger = logger;
        this.before = logger.getLevel();
        collector.setLevel(Level.ALL);
        logger.setLevel(Level.ALL);
        logger.addHandler(collector);
    }

    /** By one class. */
    public static LogLines of(Class<?> source) {
        return new LogLines(Logger.getLogger(source.getName()));
    }

    /** By all packages below one. */
    public static LogLines below(String name) {
        return new LogLines(Logger.getLogger(name));
    }

    /** The messages, with the stack traces behind them. */
    public List<String> all() {
        return List.copyOf(collector.lines);
    }

    @Override
    public void close() {
        logger.removeHandler(collector);
        logger.setLevel(before);
    }

    private static final class Collector extends Handler {
        private final List<String> lines = new CopyOnWriteArrayList<>();
        private final SimpleFormatter formatter = new SimpleFormatter();

        @Override
        public void publish(LogRecord entry) {
            StringWriter line = new StringWriter();
            line.write(formatter.format(entry));
            if (entry.getThrown() != null) {
                entry.getThrown().printStackTrace(new PrintWriter(line, true));
            }
            lines.add(line.toString());
        }

        @Override
        public void flush() {
            // Nothing is held back.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
