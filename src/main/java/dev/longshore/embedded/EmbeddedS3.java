package dev.longshore.embedded;

import dev.longshore.failure.StartFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.jspecify.annotations.Nullable;

/**
 * s3proxy over a folder, on 127.0.0.1, with signatures (SigV4) enforced. It cannot hold a key beside a key below it
 * ({@code a} and {@code a/b}), nor keys with empty segments; S3 itself can.
 */
public final class EmbeddedS3 implements AutoCloseable {
    private static final String HOST = "127.0.0.1";

    private final S3Proxy server;
    private final URI endpoint;

    private EmbeddedS3(S3Proxy server) {
        this.server = server;
        this.endpoint = URI.create("http://" + HOST + ":" + server.getPort());
    }

    /**
     * Starts the service.
     *
     * @throws StartFailure with a sentence for the operator when the folder or the port cannot be used
     */
    public static EmbeddedS3 start(EmbeddedSettings configuration) {
        if (configuration.port() < 0 || configuration.port() > 65_535) {
            throw new StartFailure("longshore.embedded.port is " + configuration.port() + ": it must be 0 to 65535");
        }
        Path folder = usableFolder(configuration.folder());
        requireFreePort(configuration.port());
        S3Proxy server = S3Proxy.builder()
                .blobStore(new FilesystemNio2BlobStore(folder.toString()))
                .endpoint(URI.create("http://" + HOST + ":" + configuration.port()))
                .awsAuthentication(
                        AuthenticationType.AWS_V2_OR_V4, configuration.accessKey(), configuration.secretKey())
                .build();
        try {
            server.start();
        } catch (Exception e) {
            throw new StartFailure(
                    "The embedded S3 did not start on port " + configuration.port() + ": " + e.getMessage(), e);
        }
        return new EmbeddedS3(server);
    }

    public URI endpoint() {
        return endpoint;
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("The embedded S3 did not stop", e);
        }
    }

    private static Path usableFolder(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(absolute);
        } catch (IOException e) {
            throw unusable(absolute, e);
        }
        if (!Files.isWritable(absolute)) {
            throw unusable(absolute, null);
        }
        return absolute;
    }

    private static StartFailure unusable(Path folder, @Nullable IOException cause) {
        return new StartFailure(
                "The embedded S3 cannot write to its folder " + folder
                        + ": make it writable, or name another one with longshore.embedded.folder",
                cause);
    }

    private static void requireFreePort(int port) {
        try {
            new ServerSocket(port, 1, InetAddress.getByName(HOST)).close();
        } catch (IOException e) {
            throw new StartFailure(
                    "Port " + port + " of the embedded S3 is in use: end the other program, or choose another port with"
                            + " longshore.embedded.port",
                    e);
        }
    }
}
