package dev.longshore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code /admin} of the packaged application: with a token, or not at all. */
class AdminIT {
    private static final String TOKEN = "a-token-of-the-test";

    @TempDir
    Path folder;

    @Test
    void bansAreMadeAndSeenWithTheToken() throws IOException, InterruptedException {
        try (Application application = Application.start(with(Map.of("LONGSHORE_ADMIN_TOKEN", TOKEN)))) {
            assertThat(asks(application, "GET", "/admin/bans", "", "wrong").statusCode())
                    .isEqualTo(401);
            assertThat(asks(application, "POST", "/admin/bans", "{\"address\": \"203.0.113.7\"}", TOKEN)
                            .statusCode())
                    .isEqualTo(201);
            assertThat(asks(application, "GET", "/admin/bans", "", TOKEN).body())
                    .contains("203.0.113.7");
            assertThat(asks(application, "GET", "/q/health/live", "", "none").statusCode())
                    .isEqualTo(200);
            assertThat(application.output()).noneMatch(line -> line.contains(TOKEN));
        }
    }

    @Test
    void withoutATokenThereIsNothing() throws IOException, InterruptedException {
        try (Application application = Application.start(with(Map.of()))) {
            assertThat(asks(application, "GET", "/admin/bans", "", TOKEN).statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void aTokenThatIsTooShortEndsTheStart() throws IOException {
        try (Application application = Application.run(with(Map.of("LONGSHORE_ADMIN_TOKEN", "short")))) {
            assertThat(application.awaitEnd()).isEqualTo(1);
            assertThat(application.errors()).hasSize(1).allMatch(line -> line.contains("longshore.admin.token"));
        }
    }

    private Map<String, String> with(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "LONGSHORE_S3_EMBEDDED", "true",
                "LONGSHORE_EMBEDDED_FOLDER", folder.toString(),
                "LONGSHORE_EMBEDDED_PORT", "0",
                "LONGSHORE_FTP_PORT", "0",
                "LONGSHORE_FTP_PASSIVE_PORTS", "0",
                "QUARKUS_HTTP_PORT", "0"));
        environment.putAll(more);
        return environment;
    }

    private static HttpResponse<String> asks(
            Application application, String method, String path, String body, String token)
            throws IOException, InterruptedException {
        String server = application.panel("(?<=HTTP   )http://localhost:\\d+").replace("localhost", "127.0.0.1");
        HttpRequest request = HttpRequest.newBuilder(URI.create(server + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Authorization", "Bearer " + token)
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
