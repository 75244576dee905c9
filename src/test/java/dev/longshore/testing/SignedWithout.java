package dev.longshore.testing;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * Takes a header out of the requests that have it, and signs those again; a body is left out of the signature.
 *
 * @param header in small letters
 */
record SignedWithout(String header, String accessKey, String secretKey) implements UnaryOperator<HttpHead> {
    @Override
    public HttpHead apply(HttpHead head) {
        if (head.value(header) == null) {
            return head;
        }
        HttpHead rest = head.without(header)
                .without("authorization")
                .without("x-amz-date")
                .without("x-amz-content-sha256");
        boolean body = head.bodyLength() > 0;
        SdkHttpRequest signed = AwsV4HttpSigner.create()
                .sign(request -> request.identity(AwsCredentialsIdentity.create(accessKey, secretKey))
                        .request(request(rest, body ? "https" : "http"))
                        .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, !body)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                        .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "s3")
                        .putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, false)
                        .putProperty(AwsV4FamilyHttpSigner.NORMALIZE_PATH, false))
                .request();
        List<String> lines = new ArrayList<>(rest.lines().subList(0, 1));
        signed.forEachHeader((name, values) -> values.forEach(value -> lines.add(name + ": " + value)));
        return new HttpHead(lines);
    }

    /** @param scheme over HTTPS the signer leaves a body out */
    private static SdkHttpRequest request(HttpHead head, String scheme) {
        SdkHttpRequest.Builder request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.fromValue(head.word(0)))
                .uri(URI.create(scheme + "://" + head.value("host") + head.word(1)));
        for (String line : head.lines().subList(1, head.lines().size())) {
            int colon = line.indexOf(':');
            request.appendHeader(
                    line.substring(0, colon), line.substring(colon + 1).strip());
        }
        return request.build();
    }
}
