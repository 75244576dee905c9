package dev.longshore.users.secrets;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.longshore.users.service.AwsSigning;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * GetSecretValue in AWS' JSON protocol: a POST whose target is a header. One request of one operation, so no client of the SDK is needed
 * for it but its signer.
 *
 * @param endpoint a host alone
 */
record SecretRequest(URI endpoint, AwsSigning signing) {
    private static final String TARGET = "secretsmanager.GetSecretValue";

    HttpRequest.Builder of(String secret) {
        byte[] body = JsonNodeFactory.instance
                .objectNode()
                .put("SecretId", secret)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        URI uri = endpoint.resolve("/");
        Map<String, String> headers = Map.of("Content-Type", "application/x-amz-json-1.1", "X-Amz-Target", TARGET);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        signing.sign("POST", uri, headers, body).forEach((name, values) -> set(request, name, values));
        return request;
    }

    /** The client writes some headers by itself. */
    private static void set(HttpRequest.Builder request, String name, List<String> values) {
        if (!name.equalsIgnoreCase("Host") && !name.equalsIgnoreCase("Content-Length")) {
            request.setHeader(name, String.join(",", values));
        }
    }
}
