package dev.longshore.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.failure.StartFailure;
import dev.longshore.testing.LogLines;
import dev.longshore.testing.TestSettings;
import dev.longshore.users.Origin;
import dev.longshore.users.defender.Defender;
import dev.longshore.users.defender.DefenderRules;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bans as operators see and change them over HTTP. */
class BanRoutesTest {
    private static final String TOKEN = "0123456789abcdef";
    private static final InetAddress CLIENT = Origin.address("203.0.113.7");

    private final Defender defender = new Defender(
            DefenderRules.of(TestSettings.of(Map.of()).defender(), List.of("10.1.0.0/16")),
            () -> Instant.parse("2030-01-01T00:00:00Z"));

    private final HttpClient client = HttpClient.newHttpClient();
    private Optional<Defender> running = Optional.of(defender);
    private Vertx vertx;
    private HttpServer server;

    @BeforeEach
    void start() throws Exception {
        vertx = Vertx.vertx();
        Router router = Router.router(vertx);
        new BanRoutes(token(TOKEN).orElseThrow(), () -> running).mount(router);
        server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static Optional<AdminToken> token(String token) {
        return AdminToken.of(() -> Optional.ofNullable(token));
    }

    private HttpResponse<String> asks(String method, String path, String body, String authorization) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.actualPort() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> asks(String method, String path, String body) {
        return asks(method, path, body, "Bearer " + TOKEN);
    }

    @Test
    void nobodyIsBannedAtFirst() {
        HttpResponse<String> answer = asks("GET", "/admin/bans", "");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"bans\":[]}");
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
    }

    @Test
    void anOperatorBansSeesAndLifts() {
        String ban = "{\"address\":\"203.0.113.7\",\"since\":\"2030-01-01T00:00:00Z\","
                + "\"until\":\"2030-01-01T02:00:00Z\",\"repeats\":0,\"by\":\"operator\"}";
        HttpResponse<String> made = asks("POST", "/admin/bans", "{\"address\": \"203.0.113.7\", \"duration\": \"2h\"}");
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.body()).isEqualTo(ban);
        assertThat(defender.isBanned(CLIENT)).isTrue();
        assertThat(asks("GET", "/admin/bans", "").body()).isEqualTo("{\"bans\":[" + ban + "]}");
        assertThat(asks("DELETE", "/admin/bans/203.0.113.7", "").statusCode()).isEqualTo(204);
        assertThat(defender.isBanned(CLIENT)).isFalse();
        assertThat(asks("DELETE", "/admin/bans/203.0.113.7", "").statusCode()).isEqualTo(404);
    }

    @Test
    void bansOfTheDefenderAreSeenAndLifted() {
        for (int i = 0; i < 20; i++) {
            defender.refusedLogin(CLIENT, "user", "guess " + i);
        }
        assertThat(asks("GET", "/admin/bans", "").body())
                .contains("\"until\":\"2030-01-01T00:05:00Z\",\"repeats\":1,\"by\":\"defender\"");
        assertThat(asks("DELETE", "/admin/bans/203.0.113.7", "").statusCode()).isEqualTo(204);
        assertThat(defender.isBanned(CLIENT)).isFalse();
    }

    @Test
    void aBanIsADayLongUnlessItIsSaid() {
        assertThat(asks("POST", "/admin/bans", "{\"address\": \"203.0.113.7\"}").body())
                .contains("\"until\":\"2030-01-02T00:00:00Z\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2001:db8:1:2::7", "2001:db8:1:2::/64", "2001:db8:1:2::%2F64"})
    void anIpv6AddressStandsForItsNetwork(String address) {
        asks("POST", "/admin/bans", "{\"address\": \"2001:db8:1:2::1\"}");
        assertThat(asks("GET", "/admin/bans", "").body()).contains("\"address\":\"2001:db8:1:2::/64\"");
        assertThat(asks("DELETE", "/admin/bans/" + address, "").statusCode()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{}",
                "{\"address\": null}",
                "{\"address\": 7}",
                "{\"address\": \"example.com\"}",
                "{\"address\": \"203.0.113.7\", \"duration\": \"soon\"}",
                "{\"address\": \"203.0.113.7\", \"duration\": \"\"}",
                "{\"address\": \"203.0.113.7\", \"duration\": \"0s\"}",
                "{\"address\": \"203.0.113.7\", \"duration\": \"-5m\"}",
                "{\"address\": \"203.0.113.7\", \"duration\": \"3651d\"}"
            })
    void whatCannotBeReadIsRefused(String body) {
        assertThat(asks("POST", "/admin/bans", body).statusCode()).isEqualTo(400);
        assertThat(defender.bans()).isEmpty();
    }

    @Test
    void aLongBodyIsRefused() {
        assertThat(asks("POST", "/admin/bans", " ".repeat(100_000)).statusCode())
                .isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "10.1.2.3"})
    void neitherFriendsNorProxiesAreBanned(String address) {
        assertThat(asks("POST", "/admin/bans", "{\"address\": \"" + address + "\"}")
                        .statusCode())
                .isEqualTo(409);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/admin/bans/example.com", "/admin/bans/", "/admin/bans/%25zz"})
    void onlyAnAddressIsLifted(String path) {
        assertThat(asks("DELETE", path, "").statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Bearer 0123456789abcdeF", "Bearer ", "Bearer", "Basic 0123456789abcdef", "0123456789abcdef"})
    void withoutTheTokenThereIsNothingToSee(String authorization) {
        for (String path : List.of("/admin/bans", "/admin/bans/203.0.113.7", "/admin/other", "/admin/")) {
            for (String method : List.of("GET", "POST", "DELETE")) {
                HttpResponse<String> answer = asks(method, path, "{\"address\": \"203.0.113.7\"}", authorization);
                assertThat(answer.statusCode()).isEqualTo(401);
                assertThat(answer.headers().firstValue("www-authenticate")).hasValue("Bearer");
            }
        }
        assertThat(asks("GET", "/admin/bans", "", null).statusCode()).isEqualTo(401);
        assertThat(defender.bans()).isEmpty();
    }

    @Test
    void otherPathsAreNotThere() {
        assertThat(asks("GET", "/admin/other", "").statusCode()).isEqualTo(404);
        assertThat(asks("GET", "/other", "", null).statusCode()).isEqualTo(404);
    }

    @Test
    void aGatewayThatDoesNotRunSaysSo() {
        running = Optional.empty();
        assertThat(asks("GET", "/admin/bans", "").statusCode()).isEqualTo(503);
    }

    @Test
    void theTokenIsNotLogged() {
        try (LogLines log = LogLines.below("dev.longshore")) {
            asks("POST", "/admin/bans", "{\"address\": \"203.0.113.7\"}");
            asks("GET", "/admin/bans", "", "Bearer a-wrong-token-of-someone");
            assertThat(log.all()).noneMatch(line -> line.contains(TOKEN) || line.contains("a-wrong-token"));
        }
        assertThat(token(TOKEN).orElseThrow().toString()).doesNotContain(TOKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sesame", "0123456789abcde", "0123456789 abcdef", "0123456789äbcdefg"})
    void aTokenThatIsNoneEndsTheStart(String token) {
        assertThatThrownBy(() -> token(token))
                .isInstanceOf(StartFailure.class)
                .hasMessageStartingWith("longshore.admin.token ")
                .hasMessageNotContaining(token);
    }

    @Test
    void withoutATokenThereIsNoOperator() {
        assertThat(token(null)).isEmpty();
    }
}
