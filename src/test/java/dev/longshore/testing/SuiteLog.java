package dev.longshore.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.FileHandler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/**
 * Keeps everything that is logged while tests run, with stack traces, and the passwords that they use, each in a file of
 * {@code target/suite-log}, for each process of the suite that {@code longshore.test.suite-log} names. {@code LoggedSecretsIT} compares
 * them when all tests have run.
 */
public final class SuiteLog implements TestExecutionListener {
    /** Where both files are. */
    public static final Path FOLDER = Path.of("target", "suite-log");

    /** How the names of files with what was logged end. */
    public static final String LINES = ".log";

    /** How the names of files with passwords end; one in each line. */
    public static final String SECRETS = ".secrets";

    private static final String PROCESS = System.getProperty("longshore.test.suite-log", "");
    private static final Logger ALL = Logger.getLogger("");
    private static final Set<String> USED = ConcurrentHashMap.newKeySet();
    private static boolean begun;

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        begin();
    }

    /** Tells of a secret that a test uses. */
    static void uses(String secret) {
        USED.add(secret);
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        if (PROCESS.isEmpty()) {
            return;
        }
        try {
            Files.write(FOLDER.resolve(PROCESS + SECRETS), USED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static synchronized void begin() {
        if (begun || PROCESS.isEmpty()) {
            return;
        }
        begun = true;
        try {
            Files.createDirectories(FOLDER);
            FileHandler lines = new FileHandler(FOLDER.resolve(PROCESS + LINES).toString());
            lines.setEncoding("UTF-8");
            lines.setFormatter(new SimpleFormatter());
            lines.setLevel(Level.ALL);
            ALL.addHandler(lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
