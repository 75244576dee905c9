package dev.longshore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.Bytes;
import dev.longshore.testing.Eventually;
import dev.longshore.testing.Fault;
import dev.longshore.testing.FtpDialogue;
import dev.longshore.testing.S3Operation;
import dev.longshore.testing.TestS3;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The packaged application, ended by a signal at a random moment of an upload of several parts over an object that is there.
 * {@code -Dlongshore.faults.seed} chooses the moments.
 */
class KilledIT {
    private static final long SEED = Long.getLong("longshore.faults.seed", 20_260_815L);
    private static final int MIB = 1024 * 1024;
    private static final int KILLS = 4;
    private static final String KEY = "victim";
    private static final byte[] OLD = Bytes.random(6 * MIB);
    private static final byte[] NEW = Bytes.random(17 * MIB);

    private enum Signal {
        SIGTERM,
        SIGKILL;

        void to(Application application) {
            if (this == SIGTERM) {
                application.terminate();
            } else {
                application.kill();
            }
        }
    }

    /** When the signal comes. */
    private enum Moment {
        /** Behind a number of bytes; more would come. */
        AT_BYTE,
        /** All bytes are sent and the data connection has ended; the last part may be on its way. */
        AT_END,
        /** S3 has been asked to complete the upload, and takes its time. */
        IN_COMMIT
    }

    static Stream<Arguments> kills() {
        System.out.printf("Kills: -Dlongshore.faults.seed=%d%n", SEED);
        SplittableRandom random = new SplittableRandom(SEED);
        return Arrays.stream(Signal.values())
                .flatMap(signal -> Stream.iterate(0, number -> number < KILLS, number -> number + 1)
                        .map(number -> Arguments.of(
                                signal,
                                number == 0 ? Moment.IN_COMMIT : number == 1 ? Moment.AT_END : Moment.AT_BYTE,
                                random.nextInt(NEW.length))));
    }

    /** A stopping gateway aborts what it has begun at S3. One that is killed cannot: the next one does it. */
    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("kills")
    void leavesTheOldObjectUnless226WasRead(Signal signal, Moment moment, int point) throws IOException {
        try (TestS3 s3 = TestS3.start()) {
            s3.put(KEY, OLD);
            s3.proxy().fail(S3Operation.COMPLETE_MULTIPART_UPLOAD, Fault.SLOW);
            int reply;
            try (Application application = Application.start(environment(s3));
                    FtpDialogue client = FtpDialogue.connect(application.ftpPort())) {
                client.login("alice", "wonderland");
                try (Socket data = client.passive()) {
                    client.sends("STOR " + KEY).gets(150);
                    send(data, moment == Moment.AT_BYTE ? point : NEW.length);
                    if (moment != Moment.AT_BYTE) {
                        data.shutdownOutput();
                    }
                    if (moment == Moment.IN_COMMIT) {
                        Eventually.holds(
                                "S3 is asked to complete",
                                () -> s3.proxy().seen(KEY, S3Operation.COMPLETE_MULTIPART_UPLOAD) > 0);
                    }
                    signal.to(application);
                    application.awaitEnd();
                    reply = reply(client);
                }
            }
            System.out.printf("Kills: %s %s %d: reply %d%n", signal, moment, point, reply);
            requireUnmixed(s3, moment, reply);
            if (signal == Signal.SIGTERM) {
                awaitNoUpload(s3);
            } else {
                Map<String, String> environment = environment(s3);
                environment.put("LONGSHORE_S3_JANITOR_OLDER_THAN", "0s");
                try (Application next = Application.start(environment)) {
                    assertThat(next.ftpPort()).isPositive();
                    awaitNoUpload(s3);
                }
            }
        }
    }

    private static void awaitNoUpload(TestS3 s3) {
        Eventually.holds("no multipart upload is left", () -> s3.openUploads().isEmpty());
    }

    private static Map<String, String> environment(TestS3 s3) {
        return new HashMap<>(Map.of(
                "LONGSHORE_S3_ENDPOINT", s3.proxy().endpoint().toString(),
                "LONGSHORE_S3_BUCKET", s3.bucket(),
                "LONGSHORE_S3_ACCESS_KEY", s3.accessKey(),
                "LONGSHORE_S3_SECRET_KEY", s3.secretKey(),
                "LONGSHORE_TRANSFERS_PART_SIZE", "5M",
                "LONGSHORE_USERS_CONFIG_ALICE_PASSWORD", "wonderland",
                "LONGSHORE_FTP_HOST", "127.0.0.1",
                "LONGSHORE_FTP_PORT", "0",
                "LONGSHORE_FTP_PASSIVE_PORTS", "0",
                "QUARKUS_HTTP_PORT", "0"));
    }

    private static void send(Socket data, int count) throws IOException {
        data.getOutputStream().write(NEW, 0, count);
    }

    /** The reply to the upload, 0 for none; behind it may come 421, because the gateway stops. */
    private static int reply(FtpDialogue client) {
        try {
            String line = new BufferedReader(
                            new InputStreamReader(client.control().getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
            return line == null ? 0 : Integer.parseInt(line.substring(0, 3));
        } catch (IOException e) {
            return 0;
        }
    }

    /**
     * 226 stands for the new object and any other reply for the old one. Without a reply it is one of them, whole, and the new one only
     * where the file had come to its end.
     */
    private static void requireUnmixed(TestS3 s3, Moment moment, int reply) {
        boolean mayBeNew = reply == 226 || reply == 0 && moment != Moment.AT_BYTE;
        boolean mayBeOld = reply != 226;
        byte[] stored = s3.get(KEY);
        assertThat(mayBeOld && Arrays.equals(stored, OLD) || mayBeNew && Arrays.equals(stored, NEW))
                .as("reply %d, %d bytes at S3", reply, stored == null ? -1 : stored.length)
                .isTrue();
    }
}
