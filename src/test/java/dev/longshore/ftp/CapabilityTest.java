package dev.longshore.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.Bytes;
import dev.longshore.testing.Fault;
import dev.longshore.testing.FtpDialogue;
import dev.longshore.testing.S3Operation;
import dev.longshore.testing.TestGateway;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where an endpoint lacks something, uploads keep their promise in another way. */
class CapabilityTest {
    private static final int MIB = 1024 * 1024;

    @Test
    void withoutUploadPartCopyKeptBytesAreReadAndSentAgain() {
        byte[] present = Bytes.random(6 * MIB);
        byte[] added = Bytes.random(1024);
        try (TestGateway gateway = without("upload-part-copy");
                FtpDialogue client = gateway.login()) {
            gateway.put("grown", present);
            client.stores("APPE grown", added, 226);
            byte[] whole = Arrays.copyOf(present, present.length + added.length);
            System.arraycopy(added, 0, whole, present.length, added.length);
            assertThat(gateway.get("grown")).isEqualTo(whole);
            assertThat(gateway.proxy().seen())
                    .containsKey(S3Operation.GET_OBJECT)
                    .doesNotContainKey(S3Operation.UPLOAD_PART_COPY);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 9 * MIB})
    void withoutChecksumsTheETagIsCompared(int size) {
        byte[] content = Bytes.random(size);
        try (TestGateway gateway = without("checksums");
                FtpDialogue client = gateway.login()) {
            client.stores("STOR file", content, 226);
            assertThat(gateway.get("file")).isEqualTo(content);
        }
    }

    /** The object is there, and S3 tells elsewhere what it is. */
    @ParameterizedTest
    @ValueSource(ints = {1, 9 * MIB})
    void withoutChecksumsAWrongETagOfAnAnswerIsLookedInto(int size) {
        byte[] content = Bytes.random(size);
        try (TestGateway gateway = without("checksums");
                FtpDialogue client = gateway.login()) {
            gateway.proxy().fail(S3Operation.PUT_OBJECT, Fault.WRONG_ETAG);
            gateway.proxy().fail(S3Operation.COMPLETE_MULTIPART_UPLOAD, Fault.WRONG_ETAG);
            client.stores("STOR file", content, 226);
            assertThat(gateway.get("file")).isEqualTo(content);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 9 * MIB})
    void withoutWholeChecksumsThePartsAreCompared(int size) {
        byte[] content = Bytes.random(size);
        try (TestGateway gateway = without("whole-checksums");
                FtpDialogue client = gateway.login()) {
            client.stores("STOR file", content, 226);
            assertThat(gateway.get("file")).isEqualTo(content);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 9 * MIB})
    void withoutConditionsTheNameIsLookedUpBefore(int size) {
        try (TestGateway gateway = without("conditional-put", "conditional-complete");
                FtpDialogue client = gateway.login()) {
            client.stores("STOU", Bytes.random(size), 226);
            assertThat(gateway.proxy().seen()).containsKey(S3Operation.HEAD_OBJECT);
            assertThat(gateway.keys()).hasSize(1);
        }
    }

    private static TestGateway without(String... names) {
        return TestGateway.start(Arrays.stream(names)
                .collect(Collectors.toMap(name -> "longshore.s3.capabilities." + name, name -> "no")));
    }
}
