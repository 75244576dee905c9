package dev.longshore.testing;

import dev.longshore.embedded.EmbeddedS3;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import software.amazon.awssdk.services.s3.S3Client;

/** The embedded S3, on a free port of 127.0.0.1, over a folder that goes with the process. */
record EmbeddedStorage(Path folder, EmbeddedS3 server, String accessKey, String secretKey) implements TestStorage {
    private static final class Holder {
        private static final EmbeddedStorage STORAGE = start();

        private Holder() {}
    }

    static EmbeddedStorage shared() {
        return Holder.STORAGE;
    }

    private static EmbeddedStorage start() {
        Path folder = folderOfProcess();
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

    private static Path folderOfProcess() {
        try {
            Path folder = Files.createTempDirectory("longshore-test");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder.toFile())));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public URI endpoint() {
        return server.endpoint();
    }

    /** What is being written meanwhile goes with the process. */
    @Override
    public void remove(S3Client client, String bucket) {
        delete(folder.resolve(bucket).toFile());
    }

    private static void delete(File file) {
        File[] below = Files.isSymbolicLink(file.toPath()) ? null : file.listFiles();
        for (File each : below == null ? new File[0] : below) {
            delete(each);
        }
        file.delete();
    }
}
