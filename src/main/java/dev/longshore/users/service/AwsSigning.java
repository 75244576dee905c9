package dev.longshore.users.service;

import dev.longshore.failure.StartFailure;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;

/**
 * Signature Version 4 of requests to a service of AWS.
 *
 * @param service     as signatures name it
 * @param credentials of whom the requests are
 */
public record AwsSigning(
        String service, String region, IdentityProvider<? extends AwsCredentialsIdentity> credentials) {
    private static final Pattern HOST =
            Pattern.compile("(?:[a-z0-9-]+\\.)?(execute-api|lambda)\\.([a-z0-9-]+)\\.amazonaws\\.com(?:\\.cn)?");

    /**
     * Of an API Gateway or of Lambda, whose names tell service and region.
     *
     * @throws StartFailure when the address is that of another service
     */
    public static AwsSigning of(URI url, IdentityProvider<? extends AwsCredentialsIdentity> credentials) {
        Matcher host = HOST.matcher(url.getHost());
        if (!host.matches()) {
            throw new StartFailure(
                    "longshore.users.http.sign is true, and longshore.users.http.url is not the address of"
                            + " an API Gateway or of Lambda, such as https://abc123.execute-api.eu-west-1.amazonaws.com/prod");
        }
        return new AwsSigning(host.group(1), host.group(2), credentials);
    }

    /** The headers of the request, signature and all. */
    public Map<String, List<String>> sign(String method, URI uri, Map<String, String> headers, byte[] body) {
        SdkHttpRequest.Builder request =
                SdkHttpRequest.builder().method(SdkHttpMethod.fromValue(method)).uri(uri);
        headers.forEach(request::putHeader);
        AwsCredentialsIdentity identity = credentials.resolveIdentity().join();
        return AwsV4HttpSigner.create()
                .sign(signed -> signed.identity(identity)
                        .request(request.build())
                        .payload(() -> new ByteArrayInputStream(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region))
                .request()
                .headers();
    }
}
