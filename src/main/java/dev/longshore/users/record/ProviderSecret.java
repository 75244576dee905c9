package dev.longshore.users.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A secret as AWS' sample of a provider over Secrets Manager reads them (“aws-transfer-custom-idp-secrets-manager-sourceip-protocol-support”):
 * the fields of an answer, {@code Password} and {@code AcceptedIpNetwork}. A field with the protocol in front, such as {@code FTPPassword},
 * goes before the one without.
 */
final class ProviderSecret {
    private static final String PROTOCOL = "FTP";
    private static final String NETWORK = "AcceptedIpNetwork";

    private ProviderSecret() {}

    /** Its fields, where those for FTP stand in for the others. */
    static ObjectNode read(byte[] content) {
        JsonNode secret = RecordText.parse(content, RecordFormat.JSON, RecordText.LONGEST);
        if (!secret.isObject()) {
            throw new BadRecord("it is no object of JSON");
        }
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        secret.properties().forEach(entry -> fields.set(entry.getKey(), entry.getValue()));
        secret.properties().stream()
                .filter(entry -> entry.getKey().startsWith(PROTOCOL))
                .forEach(entry -> fields.set(entry.getKey().substring(PROTOCOL.length()), entry.getValue()));
        return fields;
    }

    /** @throws BadRecord when there is none: an empty one would let everybody in */
    static String password(JsonNode secret) {
        JsonNode password = secret.path("Password");
        if (!password.isTextual() || password.textValue().isEmpty()) {
            throw new BadRecord("Password is missing");
        }
        return password.textValue();
    }

    /**
     * The networks that the user may come from; none for all.
     *
     * @throws BadRecord when they cannot be read: leaving them out would let in who is to be kept out
     */
    static List<String> networks(JsonNode secret) {
        List<String> networks = new ArrayList<>();
        secret.properties().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(NETWORK))
                .forEach(entry -> networks.addAll(networks(entry.getKey(), entry.getValue())));
        return networks;
    }

    private static List<String> networks(String field, JsonNode value) {
        List<String> networks = new ArrayList<>();
        List<JsonNode> entries = new ArrayList<>();
        (value.isArray() ? value.elements() : List.of(value).iterator()).forEachRemaining(entries::add);
        for (JsonNode entry : entries) {
            if (!entry.isTextual()) {
                throw new BadRecord(field + " must be a network, such as 10.0.0.0/8");
            }
            for (String network : entry.textValue().split(",")) {
                if (!network.isBlank()) {
                    networks.add(network.strip());
                }
            }
        }
        return networks;
    }
}
