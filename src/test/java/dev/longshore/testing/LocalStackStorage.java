package dev.longshore.testing;

import java.net.URI;
import java.time.Duration;
import org.testcontainers.localstack.LocalStackContainer;

/** LocalStack in a container that all tests of this process share, because it takes seconds to start. It checks no signatures. */
record LocalStackStorage(LocalStackContainer container) implements TestStorage {
    /** The last release whose image runs without a token. */
    private static final String IMAGE = "localstack/localstack:4.14.0";

    /** Testcontainers removes the container when the process ends. */
    private static final class Holder {
        private static final LocalStackStorage STORAGE = start();

        private Holder() {}

        private static LocalStackStorage start() {
            LocalStackContainer container = new LocalStackContainer(IMAGE)
                    .withServices("s3")
                    .withEnv("EAGER_SERVICE_LOADING", "1")
                    .withStartupTimeout(Duration.ofMinutes(5));
            container.start();
            return new LocalStackStorage(container);
        }
    }

    static LocalStackStorage shared() {
        return Holder.STORAGE;
    }

    @Override
    public URI endpoint() {
        return container.getEndpoint();
    }

    @Override
    public String accessKey() {
        return container.getAccessKey();
    }

    @Override
    public String secretKey() {
        return container.getSecretKey();
    }
}
