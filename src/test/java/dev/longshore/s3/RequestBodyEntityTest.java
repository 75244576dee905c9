package dev.longshore.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.Bytes;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

class RequestBodyEntityTest {
    @Test
    void aPartIsWrittenFromTheMemoryThatItLiesIn() throws IOException {
        byte[] slab = new byte[PartMemory.SLAB];
        PartBuffer part = new PartBuffer();
        part.add(slab);
        part.readFrom(new ByteArrayInputStream(Bytes.random(1_000)), 1_000, new CRC32C());
        Arrays arrays = new Arrays();
        entity(1_000, () -> new BufferedInputStream(part.open())).writeTo(arrays);
        assertThat(arrays.written).containsExactly(slab);
        assertThat(arrays.written.get(0)).isSameAs(slab);
    }

    @Test
    void aBodyThatIsMoreThanThePartIsReadFromItsStream() throws IOException {
        byte[] content = Bytes.random(70_000);
        PartBuffer forgotten = new PartBuffer();
        forgotten.open();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        entity(content.length, () -> new ByteArrayInputStream(content)).writeTo(out);
        assertThat(out.toByteArray()).isEqualTo(content);
    }

    @Test
    void aBodyMayBeWrittenAgain() throws IOException {
        byte[] content = Bytes.random(10);
        RequestBodyEntity entity = entity(content.length, () -> new ByteArrayInputStream(content));
        for (int i = 0; i < 2; i++) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            entity.writeTo(out);
            assertThat(out.toByteArray()).isEqualTo(content);
        }
    }

    private static RequestBodyEntity entity(int length, ContentStreamProvider body) {
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.PUT)
                .protocol("http")
                .host("localhost")
                .putHeader("Content-Length", String.valueOf(length))
                .build();
        return RequestBodyEntity.of(request, body);
    }

    /** Keeps what it is given, without a copy. */
    private static final class Arrays extends OutputStream {
        private final List<byte[]> written = new ArrayList<>();

        @Override
        public void write(int octet) {
            throw new UnsupportedOperationException("Byte by byte");
        }

        @Override
        public void write(byte[] source, int offset, int count) {
            written.add(source);
        }
    }
}
