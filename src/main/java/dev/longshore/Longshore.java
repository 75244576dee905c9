package dev.longshore;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** The program. */
@QuarkusMain
public final class Longshore {
    private Longshore() {}

    public static void main(String... args) {
        Quarkus.run(null, StartReport::exit, args);
    }
}
