package dev.longshore.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.failure.Failure;
import java.io.ByteArrayInputStream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Where S3 tells the checksum of an object, other bytes are not passed for it. */
class ObjectDownloadTest {
    private static final byte[] CONTENT = {'l', 'o', 'n', 'g', 's', 'h', 'o', 'r', 'e'};
    private static final byte[] OTHER = {'l', 'o', 'n', 'g', 's', 'h', 'o', 'r', 'f'};

    @Test
    void passesWhatHasTheChecksum() {
        try (ObjectDownload download = download(CONTENT, ChecksumType.FULL_OBJECT, null)) {
            assertThat(download.read(new byte[100])).isEqualTo(CONTENT.length);
            assertThat(download.read(new byte[100])).isEqualTo(-1);
        }
    }

    @Test
    void keepsBackTheLastBytesOfWhatHasNot() {
        try (ObjectDownload download = download(OTHER, ChecksumType.FULL_OBJECT, null)) {
            assertThat(download.read(new byte[4])).isEqualTo(4);
            assertThatThrownBy(() -> download.read(new byte[100]))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("other bytes");
        }
    }

    /** A checksum of checksums says nothing of the bytes in a row, and one of the whole nothing of a range. */
    @Test
    void comparesNothingWhereTheChecksumIsOfSomethingElse() {
        try (ObjectDownload parts = download(OTHER, ChecksumType.COMPOSITE, null);
                ObjectDownload range = download(OTHER, ChecksumType.FULL_OBJECT, "bytes 1-9/10")) {
            assertThat(parts.read(new byte[100])).isEqualTo(OTHER.length);
            assertThat(range.read(new byte[100])).isEqualTo(OTHER.length);
        }
    }

    private static ObjectDownload download(byte[] bytes, ChecksumType type, @Nullable String range) {
        CRC32C checksum = new CRC32C();
        checksum.update(CONTENT);
        GetObjectResponse response = GetObjectResponse.builder()
                .contentLength((long) bytes.length)
                .contentRange(range)
                .checksumCRC32C(PartBuffer.base64(checksum))
                .checksumType(type)
                .build();
        return new ObjectDownload(
                new ResponseInputStream<>(response, AbortableInputStream.create(new ByteArrayInputStream(bytes))),
                0,
                null);
    }
}
