package dev.longshore.testing;

import dev.longshore.Gateway;
import dev.longshore.ftp.tls.ServerCertificate;
import dev.longshore.s3.BlockPlan;
import dev.longshore.s3.Capabilities;
import dev.longshore.s3.Capability;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPClient;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/**
 * A gateway in front of a {@link TestS3}, on a free port of 127.0.0.1, with a {@link FaultProxy} between them and a user {@code alice},
 * password {@code secret}. The S3 client of the tests goes around the proxy.
 */
public final class TestGateway implements AutoCloseable {
    public static final String USER = "alice";
    public static final String PASSWORD = "secret";

    private final TestS3 storage;
    private final FaultProxy proxy;
    private final boolean alone;
    private final Gateway gateway;

    private TestGateway(
            TestS3 storage,
            FaultProxy proxy,
            boolean alone,
            Map<String, String> overrides,
            BlockPlan blocks,
            @Nullable ServerCertificate certificate) {
        this.storage = storage;
        this.proxy = proxy;
        this.alone = alone;
        Map<String, String> keys = new HashMap<>(Map.of(
                "longshore.s3.endpoint",
                proxy.endpoint().toString(),
                "longshore.s3.bucket",
                storage.bucket(),
                "longshore.s3.access-key",
                storage.accessKey(),
                "longshore.s3.secret-key",
                storage.secretKey(),
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
        boolean known = !overrides.containsKey("longshore.s3.endpoint");
        if (known) {
            keys.putAll(FoundCapabilities.settings());
        }
        keys.putAll(overrides);
        gateway = Gateway.prepare(TestSettings.of(keys), blocks, certificate);
        Eventually.holds("the bucket answers", () -> gateway.listen().usable());
        Capabilities found = gateway.backend().capabilities();
        if (known && overrides.keySet().stream().noneMatch(key -> key.startsWith("longshore.s3.capabilities."))) {
            FoundCapabilities.remember(found);
        }
        proxy.forget();
    }

    public static TestGateway start() {
        return start(Map.of());
    }

    /** A gateway with further settings. */
    public static TestGateway start(Map<String, String> settings) {
        return start(settings, BlockPlan.OF_S3);
    }

    /** A gateway with further settings and a certificate of its own. */
    public static TestGateway start(Map<String, String> settings, ServerCertificate certificate) {
        TestS3 storage = TestS3.start();
        return new TestGateway(storage, storage.proxy(), true, settings, BlockPlan.OF_S3, certificate);
    }

    /** A gateway with further settings whose large uploads are made of other blocks. */
    public static TestGateway start(Map<String, String> settings, BlockPlan blocks) {
        TestS3 storage = TestS3.start();
        return new TestGateway(storage, storage.proxy(), true, settings, blocks, TestCertificate.wanted(settings));
    }

    /** One of several gateways before the same S3, with a proxy of its own. */
    public static TestGateway before(TestS3 storage, Map<String, String> settings) {
        return before(storage, settings, BlockPlan.OF_S3);
    }

    /** The same, with other blocks. */
    public static TestGateway before(TestS3 storage, Map<String, String> settings, BlockPlan blocks) {
        return new TestGateway(
                storage, storage.anotherProxy(), false, settings, blocks, TestCertificate.wanted(settings));
    }

    public int port() {
        return gateway.ftp().port();
    }

    /** The port of implicit TLS, where the settings ask for one. */
    public int implicitPort() {
        return gateway.ftp().implicitPort();
    }

    public Gateway gateway() {
        return gateway;
    }

    public TestS3 storage() {
        return storage;
    }

    /** The bucket that the gateway serves. */
    public String bucket() {
        return storage.bucket();
    }

    /** Whether S3 can do it. */
    public boolean can(Capability capability) {
        return gateway.backend().capabilities().has(capability);
    }

    /** The request by which a file with bytes is copied. */
    public S3Operation copies() {
        return can(Capability.CONDITIONAL_SOURCE) ? S3Operation.COPY_OBJECT : S3Operation.UPLOAD_PART_COPY;
    }

    /** The request behind which its copy is there. */
    public S3Operation publishesCopies() {
        return can(Capability.CONDITIONAL_SOURCE) ? S3Operation.COPY_OBJECT : S3Operation.COMPLETE_MULTIPART_UPLOAD;
    }

    public FaultProxy proxy() {
        return proxy;
    }

    public S3Client s3() {
        return storage.client();
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
        storage.put(key, content);
    }

    /** The bytes of an object, past the gateway; null when there is none. */
    public byte @Nullable [] get(String key) {
        return storage.get(key);
    }

    /** The keys of the bucket, past the gateway. */
    public List<String> keys() {
        return storage.keys();
    }

    /** The multipart uploads that are neither completed nor aborted. */
    public List<MultipartUpload> openUploads() {
        return storage.openUploads();
    }

    @Override
    public void close() {
        gateway.close();
        if (alone) {
            storage.close();
        } else {
            proxy.close();
        }
    }
}
