package dev.longshore;

import dev.longshore.cli.Output;
import dev.longshore.cli.SecretInput;
import dev.longshore.cli.UserVerbs;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.List;
import java.util.Optional;

/**
 * The program: runs until it is stopped. With the argument {@value #CAPABILITIES} it only tells what the configured S3 can do, and with one
 * of {@link UserVerbs} it does that alone; also beside a gateway that runs.
 */
@QuarkusMain
public class Longshore implements QuarkusApplication {
    private static final String CAPABILITIES = "capabilities";
    private static final int USAGE = 2;

    private final GatewayLifecycle lifecycle;

    Longshore(GatewayLifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    /** Called when all but FTP is up, HTTP too. */
    @Override
    public int run(String... args) throws InterruptedException {
        if (asksForCapabilities(args)) {
            System.out.println(lifecycle.capabilities());
            return 0;
        }
        Optional<UserVerbs> verb = UserVerbs.of(args);
        if (verb.isPresent()) {
            return verb.get().run(SecretInput.ofProcess(), Output.ofProcess(), lifecycle::stores);
        }
        lifecycle.listen().ifPresent(System.out::println);
        Quarkus.waitForExit();
        return 0;
    }

    /** Verbs that need no setting are done without Quarkus. Those that ask stores log to the standard error, which has no result. */
    public static void main(String... args) {
        Optional<UserVerbs> verb = UserVerbs.of(args);
        if (args.length > 0 && verb.isEmpty() && !asksForCapabilities(args)) {
            System.err.println("Unknown argument " + args[0] + ": there are " + CAPABILITIES + ", " + UserVerbs.USAGE
                    + ", and all else is a setting");
            System.exit(USAGE);
        }
        if (verb.isPresent() && !verb.get().asksStores()) {
            System.exit(verb.get().run(SecretInput.ofProcess(), Output.ofProcess(), List::of));
        }
        if (args.length > 0) {
            System.setProperty("quarkus.http.port", "0");
        }
        if (verb.isPresent()) {
            System.setProperty("quarkus.log.console.stderr", "true");
        }
        Quarkus.run(Longshore.class, StartReport::exit, args);
    }

    private static boolean asksForCapabilities(String... args) {
        return args.length == 1 && args[0].equals(CAPABILITIES);
    }
}
