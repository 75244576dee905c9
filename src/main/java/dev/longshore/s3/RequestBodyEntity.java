package dev.longshore.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpRequest;

/** A body on its way: a part goes out slab by slab as it lies in memory, anything else through a small buffer. */
final class RequestBodyEntity extends AbstractHttpEntity {
    private static final int BUFFER = 16 * 1024;

    private final ContentStreamProvider body;
    private final long length;

    private RequestBodyEntity(ContentStreamProvider body, long length) {
        super((String) null, null, length < 0);
        this.body = body;
        this.length = length;
    }

    /** The body of a request, of the length that its headers announce. */
    static RequestBodyEntity of(SdkHttpRequest request, ContentStreamProvider body) {
        long length = request.firstMatchingHeader(HttpHeaders.CONTENT_LENGTH)
                .map(Long::parseLong)
                .orElse(-1L);
        return new RequestBodyEntity(body, length);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        try (InputStream stream = getContent()) {
            PartBuffer part = OpenedPart.take();
            if (part != null && part.length() == length) {
                part.writeTo(out);
            } else {
                copy(stream, out);
            }
        }
    }

    private void copy(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[length < 0 ? BUFFER : (int) Math.min(BUFFER, Math.max(1, length))];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            out.write(buffer, 0, count);
        }
    }

    @Override
    public InputStream getContent() {
        OpenedPart.forget();
        return body.newStream();
    }

    @Override
    public long getContentLength() {
        return length;
    }

    @Override
    public boolean isRepeatable() {
        return true;
    }

    @Override
    public boolean isStreaming() {
        return false;
    }

    /** The SDK closes what it has opened. */
    @Override
    public void close() {}
}
