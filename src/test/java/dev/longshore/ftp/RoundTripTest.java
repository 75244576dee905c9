package dev.longshore.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.longshore.s3.Capability;
import dev.longshore.testing.Bytes;
import dev.longshore.testing.S3Operation;
import dev.longshore.testing.TestGateway;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import org.apache.commons.net.ftp.FTPClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes up comes down, and is in S3, byte for byte. */
class RoundTripTest {
    private static final int MIB = 1024 * 1024;
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5 * MIB - 1, 5 * MIB, 8 * MIB, 20 * MIB + 7})
    void keepsEveryByte(int size) throws IOException {
        byte[] content = Bytes.random(size);
        String name = "file-" + size;
        FTPClient client = gateway.client();
        assertThat(client.storeFile(name, new ByteArrayInputStream(content))).isTrue();
        assertThat(Bytes.sha256(gateway.get(name))).isEqualTo(Bytes.sha256(content));
        ByteArrayOutputStream back = new ByteArrayOutputStream();
        assertThat(client.retrieveFile(name, back)).isTrue();
        assertThat(Bytes.sha256(back.toByteArray())).isEqualTo(Bytes.sha256(content));
        client.disconnect();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a b",
                "a+b",
                "100%",
                "%41",
                "it's \"quoted\"",
                "#1",
                "für",
                "日本",
                "a&b=c",
                "~x",
                "-l x",
                "a;b",
                "[x]*?"
            })
    void keepsEveryName(String name) throws IOException {
        byte[] content = Bytes.random(100);
        FTPClient client = gateway.client();
        assertThat(client.storeFile("names/" + name, new ByteArrayInputStream(content)))
                .isTrue();
        assertThat(gateway.get("names/" + name)).isEqualTo(content);
        client.changeWorkingDirectory("names");
        assertThat(client.listNames()).contains(name);
        assertThat(client.mlistDir()).anyMatch(file -> file.getName().equals(name) && file.getSize() == 100);
        assertThat(client.deleteFile(name)).isTrue();
        assertThat(gateway.get("names/" + name)).isNull();
        client.disconnect();
    }

    @Test
    void smallFileIsOneRequest() {
        try (var client = gateway.login()) {
            gateway.proxy().forget();
            client.stores("one", Bytes.random(100));
            assertThat(gateway.proxy().seen()).isEqualTo(Map.of(S3Operation.PUT_OBJECT, 1));
        }
    }

    @Test
    void largeFileIsItsPartsAndTwoRequests() {
        try (var client = gateway.login()) {
            gateway.proxy().forget();
            client.stores("parts", Bytes.random(20 * MIB));
            Map<S3Operation, Integer> expected = Map.of(
                    S3Operation.CREATE_MULTIPART_UPLOAD, 1,
                    S3Operation.UPLOAD_PART, 3,
                    S3Operation.COMPLETE_MULTIPART_UPLOAD, 1);
            assertThat(gateway.proxy().seen()).containsAllEntriesOf(expected);
            assumeTrue(gateway.can(Capability.WHOLE_CHECKSUMS), "else HeadObject may have to tell what was stored");
            assertThat(gateway.proxy().seen()).isEqualTo(expected);
        }
    }
}
