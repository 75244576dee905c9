package dev.longshore.testing;

import dev.longshore.embedded.EmbeddedS3;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/** An embedded S3 of its own, on a free port of 127.0.0.1, over a folder that goes with it. */
record EmbeddedStorage(Path folder, EmbeddedS3 server, String accessKey, String secretKey) implements TestStorage {
    static EmbeddedStorage start() throws IOException {
        Path folder = Files.createTempDirectory("longshore-test");
        String accessKey = "test-access";
        String secretKey = "test-secret";
        EmbeddedS3 server = EmbeddedS3.start(TestSettings.of(Map.of(
                        "longshore.embedded.folder",
                        folder.toString(),
                        "longshore.embedded.port",
                        "0",
                        "longshore.embedded.access-key",
                        accessKey,
                        "longshore.embedded.secret-key",
                        secretKey))
                .embedded());
        return new EmbeddedStorage(folder, server, accessKey, secretKey);
    }

    @Override
    public URI endpoint() {
        return server.endpoint();
    }

    @Override
    public void close() {
        server.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
