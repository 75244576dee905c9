package dev.longshore.s3;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.longshore.testing.TestSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** A service that encodes keys and not the prefix that it was asked for. */
class ListingEchoTest {
    private static final String PAGE = """
            <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>b</Name><Prefix>100%/</Prefix>
            <Delimiter>/</Delimiter><StartAfter>100%/a</StartAfter><MaxKeys>1000</MaxKeys>
            <EncodingType>url</EncodingType><IsTruncated>false</IsTruncated><KeyCount>1</KeyCount>
            <Contents><Key>100%25/b%2Bc</Key><LastModified>2026-01-01T00:00:00.000Z</LastModified>
            <ETag>"d41d8cd98f00b204e9800998ecf8427e"</ETag><Size>0</Size></Contents></ListBucketResult>
            """;

    @Test
    void aPrefixThatIsNotEncodedIsNoFailure() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.createContext("/", exchange -> {
            byte[] page = PAGE.strip().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/xml");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        server.start();
        try (S3Clients clients = S3Clients.of(
                TestSettings.of(Map.of()).s3(),
                Optional.of(URI.create("http://127.0.0.1:" + server.getAddress().getPort())),
                true,
                StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))) {
            ListingPage page = new ListRequests(clients.client())
                    .page(new ListRequests.Range("b", "100%/", "/", "100%/a", 1000), null);
            assertThat(page.objects()).extracting(StoredObject::key).containsExactly("100%/b+c");
        } finally {
            server.stop(0);
        }
    }
}
