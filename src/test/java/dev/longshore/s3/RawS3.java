package dev.longshore.s3;

import dev.longshore.testing.TestSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * What the gateway is measured against: the S3 client alone, with the gateway's settings, buffers and checksums, and none of its care.
 * Parts of 8 MiB, 4 on their way.
 */
public final class RawS3 implements AutoCloseable {
    private static final String BUCKET = "bench";
    private static final int PART = 8 * 1024 * 1024;
    private static final int PARALLEL = 4;
    private static final int READ = 64 * 1024;
    private static final long MEMORY = 64L * 1024 * 1024;

    private final S3Clients clients;
    private final S3Client client;
    private final PartMemory memory = new PartMemory(MEMORY, PartPlan.SMALLEST);
    private final ExecutorService senders = Executors.newFixedThreadPool(PARALLEL);

    private RawS3(S3Clients clients, S3Client client) {
        this.clients = clients;
        this.client = client;
    }

    /** @param stock over the SDK's own HTTP and signer instead of the gateway's */
    public static RawS3 of(URI endpoint, boolean stock) {
        S3Settings settings = TestSettings.of(Map.of()).s3();
        S3Clients clients = S3Clients.ofEmbedded(settings, endpoint, "bench", "bench-secret");
        if (!stock) {
            return new RawS3(clients, clients.client());
        }
        S3Client client = S3Client.builder()
                .endpointOverride(endpoint)
                .region(clients.client().serviceClientConfiguration().region())
                .credentialsProvider(
                        clients.client().serviceClientConfiguration().credentialsProvider())
                .forcePathStyle(true)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(configuration ->
                        configuration.chunkedEncodingEnabled(false).expectContinueEnabled(false))
                .httpClient(Apache5HttpClient.create())
                .build();
        return new RawS3(clients, client);
    }

    /** Makes the bucket of all transfers. */
    public void makeBucket() {
        client.createBucket(request -> request.bucket(BUCKET));
    }

    /** A listing of one key, as the gateway makes it when it starts. */
    public void check() {
        client.listObjectsV2(request -> request.bucket(BUCKET).maxKeys(1));
    }

    /**
     * All pages, as the gateway asks for them, one after another; each key is looked at.
     *
     * @param first is told when the first page has come
     * @return how many keys there were
     */
    public long list(Runnable first) {
        long keys = 0;
        String token = null;
        do {
            String next = token;
            ListObjectsV2Response page = client.listObjectsV2(request -> request.bucket(BUCKET)
                    .prefix("")
                    .delimiter("/")
                    .maxKeys(1_000)
                    .encodingType(EncodingType.URL)
                    .continuationToken(next));
            if (next == null) {
                first.run();
            }
            for (S3Object object : page.contents()) {
                keys += object.key().isEmpty() ? 0 : 1;
            }
            token = page.nextContinuationToken();
        } while (token != null);
        return keys;
    }

    /** So many empty objects. */
    public void uploadEmpty(int count) {
        IntStream.range(0, count)
                .parallel()
                .forEach(number ->
                        client.putObject(request -> request.bucket(BUCKET).key("file-" + number), RequestBody.empty()));
    }

    /** One PutObject, or a multipart upload, until the stream ends. */
    public void upload(InputStream in, String key) throws IOException, InterruptedException, ExecutionException {
        CRC32C whole = new CRC32C();
        PartBuffer part = new PartBuffer();
        boolean more = fill(part, in, whole);
        if (!more) {
            put(key, part);
            return;
        }
        String id = client.createMultipartUpload(request -> request.bucket(BUCKET)
                        .key(key)
                        .checksumAlgorithm(ChecksumAlgorithm.CRC32_C)
                        .checksumType(ChecksumType.FULL_OBJECT))
                .uploadId();
        Semaphore onTheWay = new Semaphore(PARALLEL);
        List<Future<CompletedPart>> sent = new ArrayList<>();
        while (part.length() > 0) {
            onTheWay.acquire();
            int number = sent.size() + 1;
            PartBuffer full = part;
            sent.add(senders.submit(() -> send(key, id, number, full, onTheWay)));
            part = new PartBuffer();
            more = more && fill(part, in, whole);
        }
        List<CompletedPart> parts = new ArrayList<>();
        for (Future<CompletedPart> one : sent) {
            parts.add(one.get());
        }
        parts.sort(Comparator.comparing(CompletedPart::partNumber));
        client.completeMultipartUpload(request -> request.bucket(BUCKET)
                .key(key)
                .uploadId(id)
                .checksumType(ChecksumType.FULL_OBJECT)
                .checksumCRC32C(PartBuffer.base64(whole))
                .multipartUpload(upload -> upload.parts(parts)));
    }

    /** One GetObject. Returns how many bytes came. */
    public long download(String key, OutputStream out) throws IOException {
        byte[] buffer = new byte[READ];
        long bytes = 0;
        try (ResponseInputStream<GetObjectResponse> body =
                client.getObject(request -> request.bucket(BUCKET).key(key))) {
            for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
                out.write(buffer, 0, count);
                bytes += count;
            }
        }
        return bytes;
    }

    @Override
    public void close() {
        senders.shutdown();
        client.close();
        clients.close();
    }

    private boolean fill(PartBuffer part, InputStream in, CRC32C whole) throws IOException, InterruptedException {
        while (part.length() < PART) {
            if (part.needsSlab()) {
                part.add(memory.take(this));
            }
            if (part.readFrom(in, (int) (PART - part.length()), whole) < 0) {
                return false;
            }
        }
        return true;
    }

    private void put(String key, PartBuffer part) {
        client.putObject(
                request -> request.bucket(BUCKET)
                        .key(key)
                        .contentType("application/octet-stream")
                        .checksumCRC32C(part.crc32c()),
                body(part));
        memory.release(part.drain());
    }

    private CompletedPart send(String key, String id, int number, PartBuffer part, Semaphore onTheWay) {
        try {
            String checksum = part.crc32c();
            String etag = client.uploadPart(
                            request -> request.bucket(BUCKET)
                                    .key(key)
                                    .uploadId(id)
                                    .partNumber(number)
                                    .checksumCRC32C(checksum),
                            body(part))
                    .eTag();
            return CompletedPart.builder()
                    .partNumber(number)
                    .eTag(etag)
                    .checksumCRC32C(checksum)
                    .build();
        } finally {
            memory.release(part.drain());
            onTheWay.release();
        }
    }

    private static RequestBody body(PartBuffer part) {
        return RequestBody.fromContentProvider(part::open, part.length(), "application/octet-stream");
    }
}
