package dev.longshore.users.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longshore.users.HttpSettings.Request;
import dev.longshore.users.PasswordStore.Login;
import dev.longshore.users.service.AwsSigning;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A login as AWS Transfer Family tells it to a custom identity provider: to an API Gateway as
 * {@code GET /servers/SERVER/users/NAME/config?protocol=FTP&sourceIp=ADDRESS} with the password in a header, to a Lambda as JSON.
 *
 * @param url           in front of {@code /servers}; or where the JSON goes
 * @param server        the name that stands for the server
 * @param authorization of all requests; empty for none
 * @param signing       null where requests are not signed
 */
record ProviderRequest(
        URI url,
        Request kind,
        String server,
        Optional<String> authorization,
        @Nullable AwsSigning signing) {
    private static final String PROTOCOL = "FTP";
    private static final String AUTHORIZATION = "Authorization";
    private static final byte[] NOTHING = new byte[0];

    /**
     * False for a password that the provider would not get as it is. An empty one it takes for a login with a key of SSH, whose user it
     * tells without having compared anything; and so it would one that a header cannot have.
     */
    boolean carries(String password) {
        return !password.isBlank()
                && (kind == Request.POST
                        || password.equals(password.strip())
                                && password.chars().allMatch(octet -> octet >= ' ' && octet <= '~'));
    }

    /** The request, without its time-out. */
    HttpRequest.Builder of(Login login) {
        byte[] body = kind == Request.POST ? body(login) : NOTHING;
        URI uri = kind == Request.POST ? url : uri(login);
        Map<String, String> headers = headers(login);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        if (signing == null) {
            headers.forEach(request::setHeader);
        } else {
            signing.sign(kind.name(), uri, headers, body).forEach((name, values) -> set(request, name, values));
        }
        return kind == Request.POST ? request.POST(HttpRequest.BodyPublishers.ofByteArray(body)) : request.GET();
    }

    /** The client writes some headers by itself. */
    private static void set(HttpRequest.Builder request, String name, List<String> values) {
        if (!name.equalsIgnoreCase("Host") && !name.equalsIgnoreCase("Content-Length")) {
            request.setHeader(name, String.join(",", values));
        }
    }

    private Map<String, String> headers(Login login) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Accept", "application/json");
        authorization.ifPresent(value -> headers.put(AUTHORIZATION, value));
        if (kind == Request.POST) {
            headers.put("Content-Type", "application/json");
        } else {
            headers.put("Password", login.password());
            headers.put(
                    "PasswordBase64",
                    Base64.getEncoder().encodeToString(login.password().getBytes(StandardCharsets.UTF_8)));
        }
        return headers;
    }

    private URI uri(Login login) {
        String front = url.toString();
        return URI.create((front.endsWith("/") ? front.substring(0, front.length() - 1) : front) + "/servers/"
                + encoded(server) + "/users/" + encoded(login.name()) + "/config?protocol=" + PROTOCOL + "&sourceIp="
                + encoded(address(login)));
    }

    private byte[] body(Login login) {
        ObjectNode event = JsonNodeFactory.instance
                .objectNode()
                .put("username", login.name())
                .put("password", login.password())
                .put("protocol", PROTOCOL)
                .put("serverId", server)
                .put("sourceIp", address(login));
        return event.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String address(Login login) {
        return login.client() == null ? "" : login.client().getHostAddress();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Without the query, which may have a key. */
    @Override
    public String toString() {
        return kind + " " + url.getScheme() + "://" + url.getRawAuthority() + url.getRawPath();
    }
}
