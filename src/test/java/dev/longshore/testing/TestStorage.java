package dev.longshore.testing;

import java.io.IOException;
import java.net.URI;

/**
 * The S3 behind the tests: the embedded one, unless {@code -Dlongshore.test.s3} names another. {@code localstack} starts LocalStack in a
 * container; a URL is the endpoint of an S3 that runs already, with {@code -Dlongshore.test.s3.access-key} and {@code .secret-key}.
 */
interface TestStorage extends AutoCloseable {
    String PROPERTY = "longshore.test.s3";

    URI endpoint();

    String accessKey();

    String secretKey();

    @Override
    void close();

    static TestStorage open() throws IOException {
        String name = System.getProperty(PROPERTY, "embedded");
        return switch (name) {
            case "embedded" -> EmbeddedStorage.start();
            case "localstack" -> LocalStackStorage.shared();
            default -> {
                if (!name.contains("://")) {
                    throw new IllegalArgumentException(PROPERTY + " is embedded, localstack or a URL, not " + name);
                }
                yield new RunningStorage(
                        URI.create(name),
                        System.getProperty(PROPERTY + ".access-key", "test-access"),
                        System.getProperty(PROPERTY + ".secret-key", "test-secret"));
            }
        };
    }
}
