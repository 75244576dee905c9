package dev.longshore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.FtpDialogue;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code /q/metrics} of the packaged application. */
class MetricsIT {
    @TempDir
    Path folder;

    @Test
    void aStoreThatIsDownIsAMetric() throws IOException, InterruptedException {
        try (Application application = Application.start(Map.of(
                "LONGSHORE_S3_EMBEDDED", "true",
                "LONGSHORE_EMBEDDED_FOLDER", folder.toString(),
                "LONGSHORE_EMBEDDED_PORT", "0",
                "LONGSHORE_FTP_PORT", "0",
                "LONGSHORE_FTP_PASSIVE_PORTS", "0",
                "LONGSHORE_USERS_STORES", "http",
                "LONGSHORE_USERS_HTTP_URL", "http://127.0.0.1:1",
                "QUARKUS_HTTP_PORT", "0"))) {
            assertThat(metrics(application)).contains("longshore_user_store_up{store=\"http\"} 1.0");
            try (FtpDialogue client = FtpDialogue.connect(application.ftpPort())) {
                client.sends("USER alice").gets(331).sends("PASS geheim").gets(421);
            }
            assertThat(metrics(application))
                    .contains("longshore_user_store_up{store=\"http\"} 0.0")
                    .contains("longshore_user_store_failures_total{store=\"http\"} 1.0")
                    .doesNotContain("alice", "geheim");
        }
    }

    private static String metrics(Application application) throws IOException, InterruptedException {
        String server = application.panel("(?<=HTTP   )http://localhost:\\d+").replace("localhost", "127.0.0.1");
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(server + "/q/metrics")).build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
