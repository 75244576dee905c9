package dev.longshore.bench;

import dev.longshore.testing.Bytes;
import dev.longshore.testing.FtpDialogue;
import dev.longshore.testing.TestGateway;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The rename of a directory beside its files one after another, at a distance of S3: by CopyObject and DeleteObject of the bare S3 client,
 * which is the least that a rename of a file takes, and by RNFR and RNTO of each. One after another goes a tenth of the files, and ten times
 * their time is told. The embedded S3 and the gateway are in this process; objects are put there without the distance.
 */
final class RenameBench {
    private static final int FILES = 2_000;

    /** How many go one after another, which would take minutes for all. */
    private static final int SAMPLE = 200;

    private static final int BYTES = 10 * 1024;
    private static final Duration DISTANCE = Duration.ofMillis(20);

    private final TestGateway gateway;
    private final Results results;

    private RenameBench(TestGateway gateway, Results results) {
        this.gateway = gateway;
        this.results = results;
    }

    /** Adds seconds of each way to the results. */
    static void run(int rounds, Results results) throws IOException {
        try (TestGateway gateway = TestGateway.start()) {
            RenameBench bench = new RenameBench(gateway, results);
            bench.fill("warm-0/");
            bench.directory("warm-0", "warm-1");
            for (int round = 0; round < rounds; round++) {
                String name = "round-" + round + "-";
                bench.fill(name + "0/");
                bench.gateway.proxy().moveAway(DISTANCE, Long.MAX_VALUE);
                bench.add("gateway", bench.directory(name + "0", name + "1"));
                bench.add("one by one, S3 client", bench.bare(name + "1/", name + "2/") * FILES / SAMPLE);
                bench.add("one by one, RNFR and RNTO", bench.files(name + "2/", name + "3/") * FILES / SAMPLE);
                bench.gateway.proxy().moveAway(Duration.ZERO, Long.MAX_VALUE);
                bench.require(name + "1/", FILES - SAMPLE);
                bench.require(name + "3/", SAMPLE);
            }
        }
    }

    private void add(String subject, double seconds) {
        results.add("rename of 2,000 × 10 KiB at 20 ms, s", subject, seconds);
    }

    private double directory(String from, String to) {
        try (FtpDialogue client = gateway.login()) {
            client.sends("RNFR " + from).gets(350);
            patience(client);
            return seconds(() -> client.sends("RNTO " + to).gets(250));
        }
    }

    private double files(String from, String to) {
        try (FtpDialogue client = gateway.login()) {
            return seconds(() -> sample().forEach(name -> client.sends("RNFR " + from + name)
                    .gets(350)
                    .sends("RNTO " + to + name)
                    .gets(250)));
        }
    }

    private double bare(String from, String to) {
        String bucket = gateway.bucket();
        try (S3Client client = S3Client.builder()
                .endpointOverride(gateway.proxy().endpoint())
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        gateway.storage().accessKey(), gateway.storage().secretKey())))
                .build()) {
            return seconds(() -> sample().forEach(name -> {
                client.copyObject(request -> request.sourceBucket(bucket)
                        .sourceKey(from + name)
                        .destinationBucket(bucket)
                        .destinationKey(to + name));
                client.deleteObject(request -> request.bucket(bucket).key(from + name));
            }));
        }
    }

    private void fill(String prefix) {
        byte[] content = Bytes.random(BYTES);
        names().parallelStream().forEach(name -> gateway.put(prefix + name, content));
    }

    private void require(String prefix, int files) {
        long found =
                gateway.keys().stream().filter(key -> key.startsWith(prefix)).count();
        if (found != files) {
            throw new IllegalStateException(found + " files below " + prefix);
        }
    }

    private static List<String> names() {
        return IntStream.range(0, FILES)
                .mapToObj(i -> String.format("file-%04d", i))
                .toList();
    }

    private static List<String> sample() {
        return names().subList(0, SAMPLE);
    }

    private static void patience(FtpDialogue client) {
        try {
            Socket control = client.control();
            control.setSoTimeout(600_000);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static double seconds(Runnable work) {
        long begun = System.nanoTime();
        work.run();
        return (System.nanoTime() - begun) / 1e9;
    }
}
