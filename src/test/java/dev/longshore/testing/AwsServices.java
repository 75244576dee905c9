package dev.longshore.testing;

import dev.longshore.users.service.AwsSigning;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * IAM and Secrets Manager of a server that speaks as AWS, for the tests to prepare. {@code -Dlongshore.test.aws} is its address.
 *
 * @param keys who asks
 */
public record AwsServices(URI endpoint, AwsBasicCredentials keys) {
    public static final String PROPERTY = "longshore.test.aws";

    private static final Pattern ACCESS_KEY = Pattern.compile("<AccessKeyId>([^<]+)</AccessKeyId>");
    private static final Pattern SECRET_KEY = Pattern.compile("<SecretAccessKey>([^<]+)</SecretAccessKey>");

    /** As whoever may do everything. */
    public static AwsServices running() {
        return new AwsServices(
                URI.create(System.getProperty(PROPERTY)), AwsBasicCredentials.create("test-root", "test-root-secret"));
    }

    /** A user of IAM who may do this. */
    public AwsBasicCredentials user(String name, String policy) {
        iam(Map.of("Action", "CreateUser", "UserName", name));
        iam(Map.of("Action", "PutUserPolicy", "UserName", name, "PolicyName", "all", "PolicyDocument", policy));
        String keys = iam(Map.of("Action", "CreateAccessKey", "UserName", name));
        return AwsBasicCredentials.create(found(ACCESS_KEY, keys), found(SECRET_KEY, keys));
    }

    /** A role that may do this, and that somebody may assume; its ARN. */
    public String role(String name, String principal, String policy) {
        String trust =
                "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Principal\": {\"AWS\": \""
                        + principal + "\"}, \"Action\": [\"sts:AssumeRole\", \"sts:SetSourceIdentity\"]}]}";
        iam(Map.of("Action", "CreateRole", "RoleName", name, "AssumeRolePolicyDocument", trust));
        iam(Map.of("Action", "PutRolePolicy", "RoleName", name, "PolicyName", "all", "PolicyDocument", policy));
        return "arn:aws:iam::123456789012:role/" + name;
    }

    public void createSecret(String name, String secret) {
        secrets(
                "CreateSecret",
                "{\"Name\": \"" + name + "\", \"ClientRequestToken\": \"" + token() + "\", \"SecretString\": "
                        + quoted(secret) + "}");
    }

    public void changeSecret(String name, String secret) {
        secrets(
                "PutSecretValue",
                "{\"SecretId\": \"" + name + "\", \"ClientRequestToken\": \"" + token() + "\", \"SecretString\": "
                        + quoted(secret) + "}");
    }

    public void deleteSecret(String name) {
        secrets("DeleteSecret", "{\"SecretId\": \"" + name + "\"}");
    }

    /** Whether policies hold from now on, or everybody may do everything. As moto has it. */
    public void enforce(boolean policies) {
        send("sts", endpoint.resolve("/moto-api/reset-auth"), Map.of(), policies ? "0" : "inf");
    }

    private static String token() {
        return UUID.randomUUID().toString();
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private String iam(Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(
                "iam",
                endpoint.resolve("/"),
                Map.of("Content-Type", "application/x-www-form-urlencoded"),
                body + "&Version=2010-05-08");
    }

    private void secrets(String operation, String body) {
        send(
                "secretsmanager",
                endpoint.resolve("/"),
                Map.of("Content-Type", "application/x-amz-json-1.1", "X-Amz-Target", "secretsmanager." + operation),
                body);
    }

    private String send(String service, URI uri, Map<String, String> headers, String body) {
        byte[] octets = body.getBytes(StandardCharsets.UTF_8);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofByteArray(octets));
        new AwsSigning(service, "us-east-1", StaticCredentialsProvider.create(keys))
                .sign("POST", uri, new HashMap<>(headers), octets)
                .forEach((name, values) -> {
                    if (!name.equalsIgnoreCase("Host") && !name.equalsIgnoreCase("Content-Length")) {
                        request.setHeader(name, String.join(",", values));
                    }
                });
        try {
            HttpResponse<String> answer =
                    HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(service + " answered " + answer.statusCode() + ": " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException(text);
        }
        return matcher.group(1);
    }
}
