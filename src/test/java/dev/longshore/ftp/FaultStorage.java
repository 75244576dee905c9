package dev.longshore.ftp;

import dev.longshore.testing.Eventually;
import dev.longshore.testing.TestGateway;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;

/** What the fault run puts into the bucket and finds there, past gateway and proxy. */
final class FaultStorage {
    private static final Logger LOG = Logger.getLogger(FaultStorage.class);
    private static final int BUFFER = 64 * 1024;

    private FaultStorage() {}

    static void put(TestGateway gateway, String key, FaultContent content) {
        gateway.s3()
                .putObject(
                        request -> request.bucket(gateway.bucket()).key(key),
                        RequestBody.fromContentProvider(content::open, content.length(), "application/octet-stream"));
    }

    /** Whether the object is byte for byte one of these. */
    static boolean isOneOf(TestGateway gateway, String key, List<FaultContent> allowed) throws IOException {
        List<FaultContent> left = new ArrayList<>(allowed);
        try (InputStream in = gateway.s3()
                .getObject(request -> request.bucket(gateway.bucket()).key(key))) {
            byte[] buffer = new byte[BUFFER];
            int offset = 0;
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                int from = offset;
                int read = count;
                left.removeIf(content -> !content.holds(from, buffer, read));
                offset += count;
            }
            int size = offset;
            left.removeIf(content -> content.length() != size);
            return !left.isEmpty();
        }
    }

    /** What is there, in words. */
    static String describe(TestGateway gateway, String key) {
        try {
            return gateway.s3()
                            .headObject(
                                    request -> request.bucket(gateway.bucket()).key(key))
                            .contentLength()
                    + " bytes";
        } catch (NoSuchKeyException e) {
            return "no object";
        }
    }

    static boolean isAbsent(TestGateway gateway, String key) {
        return describe(gateway, key).equals("no object");
    }

    /** What a janitor would do a day later. */
    static void abortUploads(TestGateway gateway, String key) {
        gateway.openUploads().stream()
                .filter(upload -> upload.key().equals(key))
                .forEach(upload -> abort(gateway, upload));
    }

    private static void abort(TestGateway gateway, MultipartUpload upload) {
        try {
            gateway.s3()
                    .abortMultipartUpload(request ->
                            request.bucket(gateway.bucket()).key(upload.key()).uploadId(upload.uploadId()));
        } catch (NoSuchUploadException e) {
            LOG.debugf("The gateway has just aborted %s itself", upload.key());
        }
    }

    /** Waits until no multipart upload for the key is open. */
    static void awaitNoUpload(TestGateway gateway, String key) {
        Eventually.holds("no multipart upload is left", () -> gateway.openUploads().stream()
                .noneMatch(upload -> upload.key().equals(key)));
    }

    static void delete(TestGateway gateway, String key) {
        gateway.s3().deleteObject(request -> request.bucket(gateway.bucket()).key(key));
    }
}
