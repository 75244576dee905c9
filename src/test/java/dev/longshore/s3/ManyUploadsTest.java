package dev.longshore.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.Bytes;
import dev.longshore.testing.TestGateway;
import dev.longshore.testing.TestSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many uploads at once share the memory, each of them getting its turn. */
@Timeout(120)
class ManyUploadsTest {
    private static final int MIB = 1024 * 1024;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private TestGateway gateway;
    private S3Clients clients;

    @BeforeEach
    void start() {
        gateway = TestGateway.start();
        clients = S3Clients.of(TestSettings.of(Map.of(
                        "longshore.s3.endpoint", gateway.proxy().endpoint().toString(),
                        "longshore.s3.access-key", gateway.storage().accessKey(),
                        "longshore.s3.secret-key", gateway.storage().secretKey()))
                .s3());
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
        clients.close();
        gateway.close();
    }

    @Test
    void aThousandSmallOnesFitInto128MiB() throws IOException {
        PartMemory memory = new PartMemory(128 * MIB, PartPlan.SMALLEST);
        UploadEngine engine = engine(memory);
        byte[] content = Bytes.random(100 * 1024);
        List<ObjectUpload> uploads = new ArrayList<>();
        for (int number = 0; number < 1_000; number++) {
            ObjectUpload upload = upload(engine, "small-" + number);
            ByteArrayInputStream in = new ByteArrayInputStream(content, 0, 64 * 1024);
            while (upload.size() < 64 * 1024) {
                upload.readFrom(in);
            }
            uploads.add(upload);
        }
        assertThat(memory.freeBytes()).isGreaterThanOrEqualTo(128L * MIB - 1_000 * 64 * 1024);
        for (ObjectUpload upload : uploads) {
            upload.readFrom(new ByteArrayInputStream(content, 64 * 1024, content.length - 64 * 1024));
            upload.commit();
        }
        assertThat(memory.freeBytes()).isEqualTo(128L * MIB);
        assertThat(gateway.keys()).hasSize(1_000);
        assertThat(gateway.get("small-999")).isEqualTo(content);
    }

    /** Who comes first may take all that is free, 19 MiB here. From then on parts are sent in turns. */
    @Test
    void largeOnesGetEqualShares() throws Exception {
        UploadEngine engine = engine(new PartMemory(24 * MIB, PartPlan.SMALLEST));
        int count = 6;
        AtomicLongArray progress = new AtomicLongArray(count);
        CyclicBarrier start = new CyclicBarrier(count);
        byte[] content = Bytes.random(48 * MIB);
        List<Future<Long>> running = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            int number = index;
            running.add(threads.submit(() -> {
                start.await();
                ByteArrayInputStream in = new ByteArrayInputStream(content);
                long least = 0;
                try (ObjectUpload upload = upload(engine, "large-" + number)) {
                    while (upload.readFrom(in) >= 0) {
                        progress.set(number, upload.size());
                    }
                    least = least(progress);
                    upload.commit();
                }
                return least;
            }));
        }
        long leastAtTheFirstEnd = Long.MAX_VALUE;
        for (Future<Long> upload : running) {
            leastAtTheFirstEnd = Math.min(leastAtTheFirstEnd, upload.get(100, TimeUnit.SECONDS));
        }
        assertThat(leastAtTheFirstEnd).isGreaterThan(10L * MIB);
    }

    private static long least(AtomicLongArray progress) {
        long least = Long.MAX_VALUE;
        for (int index = 0; index < progress.length(); index++) {
            least = Math.min(least, progress.get(index));
        }
        return least;
    }

    private ObjectUpload upload(UploadEngine engine, String key) {
        return new ObjectUpload(engine, UploadTarget.of(gateway.bucket(), key, true));
    }

    private UploadEngine engine(PartMemory memory) {
        return new UploadEngine(
                clients.client(),
                memory,
                new PartSenders(threads, clients.http()::abort),
                new PartPlan(5 * MIB, 5 * MIB),
                4,
                gateway.gateway().backend()::capabilities,
                new OpenUploads(),
                BlockPlan.OF_S3,
                new BlockSpace(clients.client(), new Places(new Folder(gateway.bucket(), ""))));
    }
}
