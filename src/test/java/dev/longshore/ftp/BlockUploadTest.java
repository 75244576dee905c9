package dev.longshore.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.longshore.s3.BlockPlan;
import dev.longshore.s3.Capability;
import dev.longshore.testing.Bytes;
import dev.longshore.testing.Eventually;
import dev.longshore.testing.Fault;
import dev.longshore.testing.FtpDialogue;
import dev.longshore.testing.S3Operation;
import dev.longshore.testing.TestGateway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploads with more bytes than 10,000 parts from memory; here blocks of 12 MiB begin behind the second part of 5 MiB. */
class BlockUploadTest {
    private static final int MIB = 1024 * 1024;
    private static final BlockPlan PLAN = new BlockPlan(2, 12 * MIB);
    private static final byte[] OLD = Bytes.random(2000);
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = start(Map.of());
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void forget() {
        gateway.proxy().forget();
    }

    @AfterEach
    void heal() {
        gateway.proxy().heal();
    }

    /** Two parts and the last one, if it fits into one, are sent to their place; all between them are blocks. */
    @ParameterizedTest
    @CsvSource({
        "10485760, 0, 2",
        "10485761, 0, 3",
        "15728640, 0, 3",
        "15728641, 1, 4",
        "23068672, 1, 5",
        "23068673, 1, 6",
        "28311552, 1, 6",
        "28311553, 2, 7",
        "50331655, 3, 12"
    })
    void anUploadOfBlocksIsByteEqual(int size, int blocks, int parts) {
        assumeCopies(gateway);
        String name = "equal-" + size;
        try (var client = gateway.login()) {
            gateway.proxy().forget();
            client.stores(name, Bytes.random(size));
        }
        Map<S3Operation, Integer> seen = gateway.proxy().seen();
        assertThat(seen).containsEntry(S3Operation.UPLOAD_PART, parts);
        assertThat(seen).containsEntry(S3Operation.CREATE_MULTIPART_UPLOAD, 1 + blocks);
        assertThat(seen).containsEntry(S3Operation.COMPLETE_MULTIPART_UPLOAD, 1 + blocks);
        assertThat(seen.getOrDefault(S3Operation.UPLOAD_PART_COPY, 0)).isEqualTo(blocks);
        assertThat(seen.getOrDefault(S3Operation.DELETE_OBJECT, 0)).isEqualTo(blocks);
        assertThat(seen).doesNotContainKeys(S3Operation.ABORT_MULTIPART_UPLOAD, S3Operation.GET_OBJECT);
        assertSame(gateway, name, Bytes.random(size));
        assertNothingLeft(gateway);
    }

    @ParameterizedTest
    @ValueSource(strings = {"checksums", "whole-checksums"})
    void whereS3TellsLessTheSizeIsLookedAt(String missing) {
        try (TestGateway lesser = start(Map.of("longshore.s3.capabilities." + missing, "no"));
                FtpDialogue client = lesser.login()) {
            assumeCopies(lesser);
            lesser.proxy().forget();
            client.stores("lesser", Bytes.random(30 * MIB));
            Map<S3Operation, Integer> seen = lesser.proxy().seen();
            assertThat(seen).containsEntry(S3Operation.UPLOAD_PART_COPY, 2);
            if (gateway.can(Capability.CHECKSUMS)) {
                assertThat(seen).containsEntry(S3Operation.HEAD_OBJECT, 1);
            } else {
                assertThat(seen.get(S3Operation.HEAD_OBJECT)).isPositive();
            }
            assertSame(lesser, "lesser", Bytes.random(30 * MIB));
            assertNothingLeft(lesser);
        }
    }

    @Test
    void withoutCopiesAllPartsAreSentFromMemory() {
        sendsAllPartsFromMemory("upload-part-copy");
    }

    /** What is sent without checksums may be copied without them, too. */
    @Test
    void withoutCheckedCopiesAllCheckedPartsAreSentFromMemory() {
        assumeTrue(gateway.can(Capability.CHECKSUMS), "this S3 checks no parts");
        sendsAllPartsFromMemory("checked-part-copy");
    }

    private static void sendsAllPartsFromMemory(String missing) {
        try (TestGateway lesser = start(Map.of("longshore.s3.capabilities." + missing, "no"));
                FtpDialogue client = lesser.login()) {
            lesser.proxy().forget();
            client.stores("direct", Bytes.random(30 * MIB));
            Map<S3Operation, Integer> seen = new HashMap<>(lesser.proxy().seen());
            if (!gateway.can(Capability.CHECKSUMS)) {
                seen.remove(S3Operation.HEAD_OBJECT);
            }
            assertThat(seen)
                    .isEqualTo(Map.of(
                            S3Operation.CREATE_MULTIPART_UPLOAD, 1,
                            S3Operation.UPLOAD_PART, 6,
                            S3Operation.COMPLETE_MULTIPART_UPLOAD, 1));
            assertSame(lesser, "direct", Bytes.random(30 * MIB));
        }
    }

    @Test
    void appendsBlocks() {
        assumeCopies(gateway);
        gateway.put("appended", Bytes.random(6 * MIB));
        try (var client = gateway.login()) {
            gateway.proxy().forget();
            client.stores("APPE appended", Bytes.random(25 * MIB), 226);
        }
        assertThat(gateway.proxy().seen("appended", S3Operation.UPLOAD_PART_COPY))
                .isEqualTo(1 + 2);
        byte[] expected = Arrays.copyOf(Bytes.random(6 * MIB), 31 * MIB);
        System.arraycopy(Bytes.random(25 * MIB), 0, expected, 6 * MIB, 25 * MIB);
        assertSame(gateway, "appended", expected);
        assertNothingLeft(gateway);
    }

    /** Of a told length that only blocks can hold, the first part is one. */
    @Test
    void aToldLengthIsPlannedFor() {
        assumeCopies(gateway);
        try (var client = gateway.login()) {
            client.sends("ALLO " + 10_000L * PLAN.size()).gets(202);
            gateway.proxy().forget();
            client.stores("told", Bytes.random(26 * MIB));
            assertThat(gateway.proxy().seen("told", S3Operation.UPLOAD_PART_COPY))
                    .isEqualTo(2);
            assertThat(gateway.proxy().seen("told", S3Operation.UPLOAD_PART)).isEqualTo(1);
            gateway.proxy().forget();
            client.stores("untold", Bytes.random(26 * MIB));
            assertThat(gateway.proxy().seen("untold", S3Operation.UPLOAD_PART)).isGreaterThan(1);
        }
        assertSame(gateway, "told", Bytes.random(26 * MIB));
        assertSame(gateway, "untold", Bytes.random(26 * MIB));
        assertNothingLeft(gateway);
    }

    @Test
    void aShorterFileThanWasToldIsStoredAsAny() {
        try (var client = gateway.login()) {
            client.sends("ALLO " + 10_000L * PLAN.size()).gets(202);
            gateway.proxy().forget();
            client.stores("shorter", Bytes.random(1000));
        }
        assertThat(gateway.proxy().seen()).isEqualTo(Map.of(S3Operation.PUT_OBJECT, 1));
        assertSame(gateway, "shorter", Bytes.random(1000));
    }

    /** What happens to an upload in the middle. */
    private enum End {
        ABOR,
        DATA_RESET,
        CONTROL_LOST
    }

    /** After 12 MiB the first block is being received, after 23 MiB it has been handed over and the second one has begun. */
    @ParameterizedTest
    @CsvSource({"ABOR, 17", "ABOR, 29", "DATA_RESET, 17", "DATA_RESET, 29", "CONTROL_LOST, 17", "CONTROL_LOST, 29"})
    void anUploadThatEndsInABlockLeavesNothing(End end, int mebibytes) throws IOException {
        assumeCopies(gateway);
        String name = "ended-" + end + "-" + mebibytes;
        gateway.put(name, OLD);
        try (var client = gateway.login();
                Socket data = client.passive()) {
            client.sends("STOR " + name).gets(150);
            data.getOutputStream().write(Bytes.random(mebibytes * MIB));
            Eventually.holds(
                    "a block has begun",
                    () -> gateway.proxy().seen().getOrDefault(S3Operation.CREATE_MULTIPART_UPLOAD, 0)
                            == (mebibytes < 23 ? 2 : 3));
            switch (end) {
                case ABOR -> client.sends("ABOR").gets(426).gets(226);
                case DATA_RESET -> {
                    reset(data);
                    client.gets(426);
                }
                case CONTROL_LOST -> client.control().close();
            }
        }
        assertNothingLeft(gateway);
        assertThat(gateway.get(name)).isEqualTo(OLD);
    }

    @ParameterizedTest
    @EnumSource(names = {"CREATE_MULTIPART_UPLOAD", "UPLOAD_PART", "UPLOAD_PART_COPY", "COMPLETE_MULTIPART_UPLOAD"})
    void keepsTheOldObjectWhenABlockFails(S3Operation operation) {
        assumeCopies(gateway);
        String name = "failing-" + operation;
        gateway.put(name, OLD);
        try (var client = gateway.login()) {
            int first =
                    operation == S3Operation.CREATE_MULTIPART_UPLOAD ? 2 : operation == S3Operation.UPLOAD_PART ? 4 : 1;
            gateway.proxy().failFrom(operation, first, Fault.ERROR_500);
            assertThat(stores(client, name, 50 * MIB)).isEqualTo(451);
        }
        gateway.proxy().heal();
        assertNothingLeft(gateway);
        assertThat(gateway.get(name)).isEqualTo(OLD);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"ERROR_500", "SLOW_DOWN_503", "RESET", "RESET_AFTER_BODY", "LOST_ANSWER", "SLOW", "ERROR_IN_200"})
    void survivesOneFailureOfACopy(Fault fault) {
        survives(S3Operation.UPLOAD_PART_COPY, fault);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {
                "ERROR_500",
                "SLOW_DOWN_503",
                "RESET",
                "RESET_AFTER_BODY",
                "LOST_ANSWER",
                "ERROR_IN_200_DONE",
                "SLOW",
                "ERROR_IN_200"
            })
    void survivesOneFailureToCompleteABlock(Fault fault) {
        survives(S3Operation.COMPLETE_MULTIPART_UPLOAD, fault);
    }

    /** The bytes are at their place already when a block is deleted. */
    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"ERROR_500", "RESET", "LOST_ANSWER"})
    void survivesOneFailureToDeleteABlock(Fault fault) {
        survives(S3Operation.DELETE_OBJECT, fault);
    }

    /** In a gateway of its own, which goes on trying to delete it. */
    @Test
    void aBlockThatCannotBeDeletedDoesNotFailTheUpload() {
        try (TestGateway own = start(Map.of());
                FtpDialogue client = own.login()) {
            assumeCopies(own);
            own.proxy().failFrom(S3Operation.DELETE_OBJECT, 1, Fault.ERROR_500);
            client.stores("undeleted", Bytes.random(30 * MIB));
            assertThat(client.lists("NLST")).containsExactly("undeleted");
            assertSame(own, "undeleted", Bytes.random(30 * MIB));
            assertThat(blocks(own)).isEqualTo(2);
        }
    }

    /** An answer that tells something wrong is no proof: it ends in 451, or is found to be wrong. */
    @ParameterizedTest
    @CsvSource({
        "UPLOAD_PART_COPY, WRONG_ETAG",
        "UPLOAD_PART_COPY, WRONG_CHECKSUM",
        "COMPLETE_MULTIPART_UPLOAD, WRONG_ETAG",
        "COMPLETE_MULTIPART_UPLOAD, WRONG_CHECKSUM"
    })
    void neverSaysMoreThanIsTrue(S3Operation operation, Fault fault) {
        assumeCopies(gateway);
        String name = "wrong-" + operation + "-" + fault;
        gateway.put(name, OLD);
        int code;
        try (var client = gateway.login()) {
            gateway.proxy().failOnly(operation, 1, fault);
            code = stores(client, name, 30 * MIB);
        }
        gateway.proxy().heal();
        assertNothingLeft(gateway);
        if (code == 226) {
            assertSame(gateway, name, Bytes.random(30 * MIB));
        } else {
            assertThat(code).isEqualTo(451);
            assertThat(gateway.get(name)).isEqualTo(OLD);
        }
    }

    private static void survives(S3Operation operation, Fault fault) {
        assumeCopies(gateway);
        String name = "survived-" + operation + "-" + fault;
        try (var client = gateway.login()) {
            gateway.proxy().failOnly(operation, 1, fault);
            client.stores(name, Bytes.random(30 * MIB));
        }
        gateway.proxy().heal();
        assertSame(gateway, name, Bytes.random(30 * MIB));
        assertNothingLeft(gateway);
    }

    /** The gateway may hang up in the middle of a file that it cannot store. */
    private static int stores(FtpDialogue client, String name, int size) {
        try (Socket data = client.passive()) {
            client.sends("STOR " + name).gets(150);
            data.getOutputStream().write(Bytes.random(size));
        } catch (SocketException hungUp) {
            assertThat(hungUp).isNotNull();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Integer.parseInt(client.getsAny().replyLine().substring(0, 3));
    }

    private static void reset(Socket data) throws IOException {
        data.setSoLinger(true, 0);
        data.close();
    }

    private static TestGateway start(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("longshore.transfers.part-size", "5M");
        return TestGateway.start(all, PLAN);
    }

    private static void assumeCopies(TestGateway gateway) {
        assumeTrue(
                gateway.can(Capability.UPLOAD_PART_COPY)
                        && (!gateway.can(Capability.CHECKSUMS) || gateway.can(Capability.CHECKED_PART_COPY)),
                "this S3 cannot copy blocks");
    }

    private static long blocks(TestGateway gateway) {
        return gateway.keys().stream()
                .filter(key -> key.startsWith(".longshore-block/"))
                .count();
    }

    private static void assertNothingLeft(TestGateway gateway) {
        Eventually.holds(
                "no multipart upload is open", () -> gateway.openUploads().isEmpty());
        Eventually.holds("no block is left", () -> blocks(gateway) == 0);
    }

    /** Compares large content without printing it. */
    private static void assertSame(TestGateway gateway, String name, byte[] expected) {
        byte[] actual = gateway.get(name);
        assertThat(actual).hasSameSizeAs(expected);
        assertThat(Bytes.sha256(actual)).isEqualTo(Bytes.sha256(expected));
    }
}
