package dev.longshore;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;

/** The program: runs until it is stopped. */
@QuarkusMain
public class Longshore implements QuarkusApplication {
    private final GatewayLifecycle lifecycle;

    Longshore(GatewayLifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    /** Called when all but FTP is up, HTTP too. */
    @Override
    public int run(String... args) throws InterruptedException {
        lifecycle.listen().ifPresent(System.out::println);
        Quarkus.waitForExit();
        return 0;
    }

    public static void main(String... args) {
        Quarkus.run(Longshore.class, StartReport::exit, args);
    }
}
