package dev.longshore;

import dev.longshore.failure.StartFailure;
import io.quarkus.runtime.QuarkusBindException;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigValidationException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Says why a start failed: a sentence where the operator can mend it, a stack trace only where we have to. */
final class StartReport {
    private static final Logger LOG = Logger.getLogger(StartReport.class);
    private static final Pattern UNKNOWN = Pattern.compile("SRCFG00050: (\\S+) in (.+?) does not map to any root");
    private static final Pattern MISSING =
            Pattern.compile(".*SRCFG0001[14]:.*?(longshore\\.[\\w.\\[\\]-]+).*", Pattern.DOTALL);
    private static final Pattern BAD_VALUE = Pattern.compile(
            ".*The config property (\\S+) with the config value \"(.*)\" threw an Exception whilst being converted(.*)",
            Pattern.DOTALL);
    private static final Pattern EMPTY =
            Pattern.compile(".*The config property (\\S+) is defined as the empty String.*", Pattern.DOTALL);
    private static final Pattern CERTIFICATE = Pattern.compile(".*(?:certificate|key store|trust store) '([^']+)'.*");
    private static final Pattern UNREADABLE = Pattern.compile("Unable to read file (.+)");
    private static final Pattern CODE = Pattern.compile("SRCFG\\d+: ");

    private StartReport() {}

    /** Quarkus calls this when the application has ended, with what ended it. */
    static void exit(int code, @Nullable Throwable failure) {
        if (failure != null) {
            Optional<String> sentence = sentence(failure);
            if (sentence.isPresent()) {
                System.err.println("Longshore does not start. " + sentence.get());
            } else {
                LOG.error("Longshore does not start", failure);
            }
        }
        System.exit(code);
    }

    /** What the operator can do about it, if anything. */
    static Optional<String> sentence(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StartFailure) {
                return Optional.of(cause.getMessage());
            }
            if (cause instanceof ConfigValidationException invalid) {
                return Optional.of(IntStream.range(0, invalid.getProblemCount())
                        .mapToObj(i -> explain(invalid.getProblem(i).getMessage()))
                        .distinct()
                        .collect(Collectors.joining("; ")));
            }
            if (cause instanceof QuarkusBindException bind) {
                return Optional.of("Port " + bind.getPort() + " for HTTP is in use: end the other program, or choose"
                        + " another port with quarkus.http.port");
            }
            Matcher certificate = CERTIFICATE.matcher(String.valueOf(cause.getMessage()));
            if (cause instanceof IllegalStateException && certificate.matches()) {
                return Optional.of("quarkus.tls." + certificate.group(1) + " cannot be used: " + cause.getMessage()
                        + reason(cause.getCause()));
            }
            Matcher file = UNREADABLE.matcher(String.valueOf(cause.getMessage()));
            if (cause instanceof UncheckedIOException && file.matches()) {
                return Optional.of(
                        "The file " + file.group(1) + ", which a setting of quarkus.tls names, cannot be read");
            }
            if (cause instanceof ConfigurationException) {
                return Optional.of(cause.getMessage());
            }
        }
        return Optional.empty();
    }

    private static String reason(@Nullable Throwable cause) {
        return cause == null ? "" : " (" + cause.getMessage() + ")";
    }

    private static String explain(String problem) {
        Matcher unknown = UNKNOWN.matcher(problem);
        if (unknown.find()) {
            return UnknownSettings.sentence(unknown.group(1), place(unknown.group(2)));
        }
        Matcher missing = MISSING.matcher(problem);
        if (missing.matches()) {
            return missing.group(1) + " is needed and has no value";
        }
        Matcher empty = EMPTY.matcher(problem);
        if (empty.matches()) {
            return empty.group(1) + " is empty: give it a value, or remove it";
        }
        Matcher bad = BAD_VALUE.matcher(problem);
        if (bad.matches() && bad.group(2).matches("(tcp|udp)://.*")) {
            return bad.group(1)
                    + " has a value that Kubernetes gives for a Service of that name: set enableServiceLinks:"
                    + " false for the pod, or rename the Service";
        }
        if (bad.matches()) {
            return bad.group(1) + " is \"" + bad.group(2) + "\", which cannot be read ("
                    + CODE.matcher(bad.group(3)).replaceAll("").strip() + "): docs/configuration.md shows its values";
        }
        return CODE.matcher(problem).replaceAll("");
    }

    private static String place(String source) {
        return switch (source) {
            case "SysPropConfigSource" -> "the system properties";
            case "EnvConfigSource" -> "the environment";
            default -> source;
        };
    }
}
