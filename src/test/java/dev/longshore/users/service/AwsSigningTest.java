package dev.longshore.users.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.failure.StartFailure;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

class AwsSigningTest {
    private static final StaticCredentialsProvider KEYS =
            StaticCredentialsProvider.create(AwsSessionCredentials.create("AKID", "secret", "token"));

    @ParameterizedTest
    @CsvSource({
        "https://abc123.execute-api.eu-west-1.amazonaws.com/prod, execute-api, eu-west-1",
        "https://lambda.us-gov-west-1.amazonaws.com/2015-03-31/functions/f/invocations, lambda, us-gov-west-1",
        "https://x.execute-api.cn-north-1.amazonaws.com.cn, execute-api, cn-north-1"
    })
    void theAddressTellsServiceAndRegion(URI url, String service, String region) {
        AwsSigning signing = AwsSigning.of(url, KEYS);
        assertThat(signing.service()).isEqualTo(service);
        assertThat(signing.region()).isEqualTo(region);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://users.example.com", "https://execute-api.eu-west-1.amazonaws.com.example.com"})
    void anotherAddressIsRefused(URI url) {
        assertThatThrownBy(() -> AwsSigning.of(url, KEYS))
                .isInstanceOf(StartFailure.class)
                .hasMessageStartingWith("longshore.users.http.sign is true");
    }

    @Test
    void theSignatureSpansTheHeaderOfThePassword() {
        URI uri = URI.create(
                "https://abc123.execute-api.eu-west-1.amazonaws.com/prod/servers/s/users/b%20b/config?protocol=FTP");
        Map<String, List<String>> headers =
                AwsSigning.of(uri, KEYS).sign("GET", uri, Map.of("Password", "geheim"), new byte[0]);
        assertThat(headers.get("Authorization")).singleElement().satisfies(value -> assertThat(value)
                .startsWith("AWS4-HMAC-SHA256 Credential=AKID/")
                .contains("/eu-west-1/execute-api/aws4_request", "password"));
        assertThat(headers.get("Password")).containsExactly("geheim");
        assertThat(headers.get("X-Amz-Security-Token")).containsExactly("token");
    }
}
