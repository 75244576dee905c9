package dev.longshore.users.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.longshore.failure.Failure;
import dev.longshore.users.StoreBusy;
import dev.longshore.users.service.AskedService;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/** The secrets of Secrets Manager, by name. */
final class Secrets {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int OK = 200;

    /** Secrets Manager: 64 KiB, which as JSON in JSON, or in base64, may take twice as much. */
    private static final int LONGEST = 256 * 1024;

    /** There is none, or it was deleted and can still be restored. */
    private static final Set<String> ABSENT = Set.of("ResourceNotFoundException", "InvalidRequestException");

    private static final JsonMapper JSON = new JsonMapper();

    private final SecretRequest requests;
    private final AskedService service;

    /**
     * A secret.
     *
     * @param version another one for each content
     */
    record Secret(byte[] content, String version) {
        @Override
        public String toString() {
            return "Secret[" + version + "]";
        }
    }

    Secrets(SecretRequest requests) {
        this.requests = requests;
        this.service = new AskedService("Secrets Manager at " + requests.endpoint(), PATIENCE, LONGEST);
    }

    /**
     * 1 GetSecretValue.
     *
     * @throws StoreBusy when too many logins wait
     * @throws Failure   {@code USER_STORE_DOWN} when it cannot be told whether there is one
     */
    Optional<Secret> get(String name) {
        HttpResponse<byte[]> answer = service.ask(() -> requests.of(name));
        JsonNode fields = parsed(answer);
        if (answer.statusCode() == OK) {
            return Optional.of(
                    new Secret(content(fields), fields.path("VersionId").asText()));
        }
        String error = fields.path("__type").asText();
        String code = error.substring(error.lastIndexOf('#') + 1);
        if (ABSENT.contains(code)) {
            return Optional.empty();
        }
        throw service.down("GetSecretValue: status " + answer.statusCode() + " " + code, null);
    }

    private byte[] content(JsonNode fields) {
        JsonNode text = fields.path("SecretString");
        if (text.isTextual()) {
            return text.textValue().getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Base64.getDecoder().decode(fields.path("SecretBinary").asText());
        } catch (IllegalArgumentException e) {
            throw service.down("GetSecretValue: an answer without a secret", null);
        }
    }

    /** What is no JSON is no answer of Secrets Manager; what the parser says of it could quote a secret. */
    private JsonNode parsed(HttpResponse<byte[]> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw service.down("GetSecretValue: status " + answer.statusCode() + " and no JSON", null);
        }
    }
}
