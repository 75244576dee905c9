package dev.longshore.ftp.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.longshore.testing.Bytes;
import dev.longshore.testing.Eventually;
import dev.longshore.testing.Fault;
import dev.longshore.testing.S3Operation;
import dev.longshore.testing.TestGateway;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** draft-bryan-ftpext-hash, and the X verbs that came before it, against the digests of the JDK. */
class HashTest {
    private static final int MIB = 1024 * 1024;
    private static final List<Integer> SIZES = List.of(0, 1, 3 * MIB);
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
        SIZES.forEach(size -> gateway.put("file " + size, Bytes.random(size)));
        gateway.put("dir/a", Bytes.random(5));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    static Stream<Arguments> algorithms() {
        return Stream.of(
                Arguments.of("SHA-256", "XSHA256"),
                Arguments.of("SHA-512", "XSHA512"),
                Arguments.of("SHA-1", "XSHA1"),
                Arguments.of("MD5", "XMD5"),
                Arguments.of("CRC32", "XCRC"));
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void hashOfTheChosenAlgorithm(String algorithm) throws NoSuchAlgorithmException {
        try (var client = gateway.login()) {
            client.sends("OPTS HASH " + algorithm).gets("200 " + algorithm);
            for (int size : SIZES) {
                String digest = digest(algorithm, Bytes.random(size));
                client.sends("HASH file " + size)
                        .gets("213 " + algorithm + " 0-" + size + " " + digest + " file " + size);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void verbOfEachAlgorithm(String algorithm, String verb) throws NoSuchAlgorithmException {
        try (var client = gateway.login()) {
            for (int size : SIZES) {
                String digest = digest(algorithm, Bytes.random(size));
                client.sends(verb + " file " + size).gets("250 " + digest);
                client.sends(verb + " \"file " + size + "\"").gets("250 " + digest);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void rangeOfAFile(String algorithm, String verb) throws NoSuchAlgorithmException {
        byte[] content = Bytes.random(3 * MIB);
        String quoted = verb + " \"file " + content.length + "\" ";
        try (var client = gateway.login()) {
            client.sends(quoted + "100 " + 2 * MIB)
                    .gets("250 " + digest(algorithm, Arrays.copyOfRange(content, 100, 2 * MIB)));
            client.sends(quoted + "100")
                    .gets("250 " + digest(algorithm, Arrays.copyOfRange(content, 100, content.length)));
            client.sends(quoted + "0 1").gets("250 " + digest(algorithm, Arrays.copyOf(content, 1)));
            client.sends(quoted + "0 " + content.length).gets("250 " + digest(algorithm, content));
            client.sends(quoted + "7 7").gets("250 " + digest(algorithm, new byte[0]));
            client.sends(quoted + content.length).gets("250 " + digest(algorithm, new byte[0]));
        }
    }

    /** MD5 is the ETag of what came in one request. */
    @ParameterizedTest
    @CsvSource({"SHA-256, XSHA256, SHA256", "SHA-1, XSHA1, SHA1", "CRC32, XCRC, CRC32", "MD5, XMD5,"})
    void whatS3HasRecordedIsNotRead(String algorithm, String verb, @Nullable String checksum)
            throws NoSuchAlgorithmException {
        byte[] content = Bytes.random(5000);
        gateway.s3()
                .putObject(
                        request ->
                                request.bucket(gateway.bucket()).key("recorded").checksumAlgorithm(checksum),
                        RequestBody.fromBytes(content));
        assumeThat(checksum == null || hasChecksum("recorded")).isTrue();
        String digest = digest(algorithm, content);
        try (var client = gateway.login()) {
            client.sends("OPTS HASH " + algorithm).gets(200);
            gateway.proxy().forget();
            client.sends(verb + " recorded").gets("250 " + digest);
            client.sends(verb + " \"recorded\" 0 5000").gets("250 " + digest);
            client.sends("HASH recorded").gets("213 " + algorithm + " 0-5000 " + digest + " recorded");
            assertThat(gateway.proxy().seen()).isEqualTo(Map.of(S3Operation.HEAD_OBJECT, 3));
            client.sends(verb + " \"recorded\" 0 4999").gets("250 " + digest(algorithm, Arrays.copyOf(content, 4999)));
            assertThat(gateway.proxy().seen()).containsEntry(S3Operation.GET_OBJECT, 1);
        }
    }

    @Test
    void theMd5OfASmallUploadIsRecorded() throws NoSuchAlgorithmException {
        byte[] content = Bytes.random(70_000);
        try (var client = gateway.login()) {
            client.stores("small", content);
            gateway.proxy().forget();
            client.sends("XMD5 small").gets("250 " + digest("MD5", content));
            assertThat(gateway.proxy().seen()).isEqualTo(Map.of(S3Operation.HEAD_OBJECT, 1));
        }
    }

    @Test
    void anUploadInPartsIsRead() throws NoSuchAlgorithmException {
        byte[] content = Bytes.random(9 * MIB);
        try (var client = gateway.login()) {
            client.stores("large", content);
            gateway.proxy().forget();
            client.sends("XMD5 large").gets("250 " + digest("MD5", content));
            assertThat(gateway.proxy().seen()).containsKey(S3Operation.GET_OBJECT);
        }
    }

    @Test
    void noMoreIsReadThanIsAllowed() throws NoSuchAlgorithmException {
        byte[] content = Bytes.random(1025);
        try (TestGateway bounded = TestGateway.start(Map.of("longshore.ftp.longest-hash", "1K"));
                var client = bounded.login()) {
            client.stores("long", content);
            bounded.proxy().forget();
            client.sends("HASH long").gets("550 Too many bytes to be read for a checksum.");
            client.sends("XSHA512 long").gets(550);
            client.sends("XSHA512 \"long\" 0 1025").gets(550);
            assertThat(bounded.proxy().seen()).isEqualTo(Map.of(S3Operation.HEAD_OBJECT, 3));
            client.sends("XSHA512 \"long\" 1").gets("250 " + digest("SHA-512", Arrays.copyOfRange(content, 1, 1025)));
            client.sends("XMD5 long").gets("250 " + digest("MD5", content));
        }
    }

    @Test
    void sha256IsTheFirstChoice() throws NoSuchAlgorithmException {
        try (var client = gateway.login()) {
            client.sends("OPTS HASH").gets("200 SHA-256");
            client.sends("HASH file 1").gets("213 SHA-256 0-1 " + digest("SHA-256", Bytes.random(1)) + " file 1");
        }
    }

    @Test
    void featMarksTheChoice() {
        try (var client = gateway.login()) {
            client.sends("OPTS HASH sha-1").gets("200 SHA-1").sends("FEAT").gets(211);
            assertThat(client.reply()).contains(" HASH SHA-256;SHA-512;SHA-1*;MD5;CRC32");
        }
    }

    @Test
    void anUnknownAlgorithmChangesNothing() {
        try (var client = gateway.login()) {
            client.sends("OPTS HASH MD5").gets(200).sends("OPTS HASH SHA-3").gets(504);
            client.sends("OPTS HASH").gets("200 MD5");
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 1", "0, 2", "1, 2", "2, 2", "0, 999999999999999999"})
    void aRangeIsWithinTheFile(String start, String end) {
        try (var client = gateway.login()) {
            for (String verb : List.of("XCRC", "XMD5", "XSHA1", "XSHA256", "XSHA512")) {
                client.sends(verb + " \"file 1\" " + start + " " + end).gets(501);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HASH", "XCRC", "XMD5", "XSHA1", "XSHA256", "XSHA512"})
    void needsAFile(String verb) {
        try (var client = gateway.login()) {
            client.sends(verb).gets(501);
            client.sends(verb + " missing").gets(550);
            client.sends(verb + " \"missing\"").gets(550);
            client.sends(verb + " dir").gets(550);
            client.sends(verb + " /").gets(550);
        }
    }

    /** Else the bytes of one content would be hashed to the length of another. */
    @ParameterizedTest
    @CsvSource({"HASH, HASH changing", "XMD5, XMD5 \"changing\" 1 5"})
    void aFileThatChangesIsRefused(String verb, String command) {
        gateway.put("changing", Bytes.random(10));
        gateway.proxy().forget();
        gateway.proxy().fail(S3Operation.GET_OBJECT, Fault.NO_ANSWER);
        try (var client = gateway.login()) {
            client.sends(command);
            awaitGet();
            gateway.put("changing", Bytes.random(11));
            gateway.proxy().heal();
            gateway.proxy().hangUp();
            client.gets("451 File was replaced during the transfer.");
            client.sends(command).gets(verb.equals("HASH") ? 213 : 250);
        } finally {
            gateway.proxy().heal();
        }
    }

    /** RFC 959 §4.1.3: as in a transfer. */
    @ParameterizedTest
    @CsvSource({
        "HASH, HASH file 1",
        "XCRC, XCRC \"file 3145728\" 1",
        "XMD5, XMD5 \"file 3145728\" 1",
        "XSHA1, XSHA1 file 1",
        "XSHA256, XSHA256 file 1",
        "XSHA512, XSHA512 file 1"
    })
    void aborStopsIt(String verb, String command) {
        gateway.proxy().forget();
        gateway.proxy().fail(S3Operation.GET_OBJECT, Fault.NO_ANSWER);
        try (var client = gateway.login()) {
            client.sends(command);
            awaitGet();
            client.sends("NOOP").gets(200).sends("STAT").gets(211);
            assertThat(client.reply()).contains(" Transferring, 0 bytes so far");
            client.sends("ABOR").gets("426 Transfer aborted.").gets("226 Abort successful.");
            client.sends("STAT").gets(211);
            assertThat(client.reply()).contains(" No transfer");
            gateway.proxy().heal();
            client.sends(command).gets(verb.equals("HASH") ? 213 : 250);
            assertThat(client.fetches("RETR file 1")).hasSize(1);
        } finally {
            gateway.proxy().heal();
            gateway.proxy().hangUp();
        }
    }

    @Test
    void aborBehindItFindsNothingToStop() {
        try (var client = gateway.login()) {
            client.sends("HASH file 1").gets(213).sends("ABOR").gets("226 No transfer is in progress.");
        }
    }

    private static boolean hasChecksum(String key) {
        HeadObjectResponse head = gateway.s3()
                .headObject(request -> request.bucket(gateway.bucket()).key(key).checksumMode(ChecksumMode.ENABLED));
        return head.checksumSHA256() != null || head.checksumSHA1() != null || head.checksumCRC32() != null;
    }

    private static void awaitGet() {
        Eventually.holds(
                "the content is asked for", () -> gateway.proxy().seen().containsKey(S3Operation.GET_OBJECT));
    }

    @Test
    void needsALogin() {
        try (var client = gateway.connect()) {
            client.sends("HASH file 1").gets(530).sends("XMD5 file 1").gets(530);
        }
    }

    private static String digest(String algorithm, byte[] content) throws NoSuchAlgorithmException {
        if (algorithm.equals("CRC32")) {
            CRC32 checksum = new CRC32();
            checksum.update(content);
            return HexFormat.of().toHexDigits((int) checksum.getValue());
        }
        return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
    }
}
