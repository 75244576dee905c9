package dev.longshore;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;

/**
 * The program: runs until it is stopped. With the argument {@value #CAPABILITIES} it only tells what the configured S3 can do, also beside
 * a gateway that runs.
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
        if (args.length > 0) {
            System.err.println(
                    "Unknown argument " + args[0] + ": there is \"" + CAPABILITIES + "\", and all else is a setting");
            return USAGE;
        }
        lifecycle.listen().ifPresent(System.out::println);
        Quarkus.waitForExit();
        return 0;
    }

    public static void main(String... args) {
        if (asksForCapabilities(args)) {
            System.setProperty("quarkus.http.port", "0");
        }
        Quarkus.run(Longshore.class, StartReport::exit, args);
    }

    private static boolean asksForCapabilities(String... args) {
        return args.length == 1 && args[0].equals(CAPABILITIES);
    }
}
