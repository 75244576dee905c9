package dev.longshore.bench;

import dev.longshore.embedded.EmbeddedS3;
import dev.longshore.testing.TestSettings;
import java.util.Map;

/** The embedded S3 as a process: an S3 that keeps what it is sent, and takes more processor time than all that is measured. */
final class EmbeddedProcess {
    private EmbeddedProcess() {}

    /**
     * Serves until its input ends; answers every line with its port.
     *
     * @param arguments the folder
     */
    public static void main(String[] arguments) throws Exception {
        OtherProcess.silence();
        try (EmbeddedS3 storage = EmbeddedS3.start(TestSettings.of(Map.of(
                        "longshore.embedded.folder", arguments[0],
                        "longshore.embedded.port", "0",
                        "longshore.embedded.access-key", "bench",
                        "longshore.embedded.secret-key", "bench-secret"))
                .embedded())) {
            OtherProcess.serve(words -> String.valueOf(storage.endpoint().getPort()));
        }
        System.exit(0);
    }
}
