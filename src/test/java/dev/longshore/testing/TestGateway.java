package dev.longshore.testing;

import dev.longshore.Gateway;
import dev.longshore.embedded.EmbeddedS3;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPClient;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * A gateway in front of an embedded S3, both on free ports of 127.0.0.1, with a {@link FaultProxy} between them and a user {@code alice},
 * password {@code secret}. The S3 client of the tests goes around the proxy.
 */
public final class TestGateway implements AutoCloseable {
    public static final String BUCKET = "test-bucket";
    public static final String USER = "alice";
    public static final String PASSWORD = "secret";

    private static final String ACCESS_KEY = "test-access";
    private static final String SECRET_KEY = "test-secret";

    private final Path folder;
    private final EmbeddedS3 storage;
    private final FaultProxy proxy;
    private final S3Client s3;
    private final Gateway gateway;

    private TestGateway(Map<String, String> overrides) throws IOException {
        folder = Files.createTempDirectory("longshore-test");
        storage = EmbeddedS3.start(TestSettings.of(Map.of(
                        "longshore.embedded.folder",
                        folder.toString(),
                        "longshore.embedded.port",
                        "0",
                        "longshore.embedded.access-key",
                        ACCESS_KEY,
                        "longshore.embedded.secret-key",
                        SECRET_KEY))
                .embedded());
        s3 = client(storage.endpoint());
        s3.createBucket(request -> request.bucket(BUCKET));
        proxy = FaultProxy.before(storage.endpoint());
        Map<String, String> keys = new HashMap<>(Map.of(
                "longshore.s3.endpoint",
                proxy.endpoint().toString(),
                "longshore.s3.bucket",
                BUCKET,
                "longshore.s3.access-key",
                ACCESS_KEY,
                "longshore.s3.secret-key",
                SECRET_KEY,
                "longshore.users.config." + USER + ".password",
                PASSWORD,
                "longshore.ftp.host",
                "127.0.0.1",
                "longshore.ftp.port",
                "0",
                "longshore.ftp.passive.ports",
                "0",
                "longshore.transfers.memory",
                "64M"));
        keys.put("longshore.s3.janitor.enabled", "false");
        keys.putAll(overrides);
        gateway = Gateway.prepare(TestSettings.of(keys));
        gateway.listen();
        gateway.backend().capabilities();
        proxy.forget();
    }

    public static TestGateway start() {
        return start(Map.of());
    }

    /** A gateway with further settings. */
    public static TestGateway start(Map<String, String> settings) {
        try {
            return new TestGateway(settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return gateway.ftp().port();
    }

    public Gateway gateway() {
        return gateway;
    }

    public FaultProxy proxy() {
        return proxy;
    }

    public S3Client s3() {
        return s3;
    }

    /** A raw client that has read the greeting. */
    public FtpDialogue connect() {
        return FtpDialogue.connect(port());
    }

    /** A raw client that has logged in. */
    public FtpDialogue login() {
        return connect().login(USER, PASSWORD);
    }

    /** A commons-net client that has logged in, passive, binary. */
    public FTPClient client() {
        FTPClient client = new FTPClient();
        client.setControlEncoding("UTF-8");
        try {
            client.connect("127.0.0.1", port());
            client.login(USER, PASSWORD);
            client.setFileType(FTP.BINARY_FILE_TYPE);
            client.enterLocalPassiveMode();
            return client;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts an object into the bucket, past the gateway. */
    public void put(String key, byte[] content) {
        s3.putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromBytes(content));
    }

    /** The bytes of an object, past the gateway; null when there is none. */
    public byte @Nullable [] get(String key) {
        try {
            return s3.getObjectAsBytes(request -> request.bucket(BUCKET).key(key))
                    .asByteArrayUnsafe();
        } catch (NoSuchKeyException e) {
            return null;
        }
    }

    /** The keys of the bucket, past the gateway. */
    public List<String> keys() {
        List<String> keys = new ArrayList<>();
        s3.listObjectsV2Paginator(request -> request.bucket(BUCKET))
                .contents()
                .forEach(object -> keys.add(object.key()));
        return keys;
    }

    /** The multipart uploads that are neither completed nor aborted. */
    public List<MultipartUpload> openUploads() {
        return s3.listMultipartUploads(request -> request.bucket(BUCKET)).uploads();
    }

    @Override
    public void close() {
        gateway.close();
        proxy.close();
        s3.close();
        storage.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static S3Client client(URI endpoint) {
        return S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, SECRET_KEY)))
                .httpClientBuilder(Apache5HttpClient.builder())
                .build();
    }
}
