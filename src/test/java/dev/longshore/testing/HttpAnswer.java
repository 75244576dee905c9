package dev.longshore.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A whole answer of S3, held in memory, to be changed or thrown away. */
record HttpAnswer(HttpHead head, byte[] body) {
    private static final String ERROR = """
            <?xml version="1.0" encoding="UTF-8"?>
            <Error><Code>%s</Code><Message>A fault of the test.</Message><RequestId>fault</RequestId></Error>""";

    private static final String NO_CHECKSUM_OF_IT = "AAAAAA==";

    /** An answer that S3 did not make: an error in XML, with any status. */
    static HttpAnswer error(String status, String code) {
        byte[] body = String.format(ERROR, code).getBytes(StandardCharsets.UTF_8);
        List<String> lines = new ArrayList<>();
        lines.add("HTTP/1.1 " + status);
        lines.add("Content-Type: application/xml");
        lines.add("Content-Length: " + body.length);
        return new HttpAnswer(new HttpHead(lines), body);
    }

    /** Reads all of it. */
    static HttpAnswer read(HttpHead head, boolean bodiless, InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        if (bodiless) {
            return new HttpAnswer(head, new byte[0]);
        }
        if (head.has("transfer-encoding", "chunked")) {
            for (long size = chunk(in); size > 0; size = chunk(in)) {
                Copying.exactly(in, body, size);
                HttpHead.readLine(in);
            }
            HttpHead.readLine(in);
        } else {
            Copying.exactly(in, body, head.bodyLength());
        }
        HttpHead whole = head.without("transfer-encoding").with("Content-Length", body.size() + "");
        return new HttpAnswer(whole, body.toByteArray());
    }

    /** The same with an ETag, in header and body, that is none of what was sent. */
    HttpAnswer withWrongETag() {
        String etag = head.value("etag");
        HttpAnswer changed = withBody(text().replaceAll("(<ETag>\\W*(?:&\\w+;|&#\\d+;)?)[0-9a-f]{4}", "$10bad"));
        return etag == null
                ? changed
                : new HttpAnswer(changed.head.with("ETag", etag.replaceFirst("[0-9a-f]{4}", "0bad")), changed.body);
    }

    /** The same with a checksum, in the header and in the body of CompleteMultipartUpload, that is none of what was sent. */
    HttpAnswer withWrongChecksum() {
        String added = "<ChecksumCRC32C>" + NO_CHECKSUM_OF_IT
                + "</ChecksumCRC32C><ChecksumType>FULL_OBJECT</ChecksumType></CompleteMultipartUploadResult>";
        String text = text().replaceAll("<Checksum(CRC32C|Type)>[^<]*</Checksum(CRC32C|Type)>", "")
                .replace("</CompleteMultipartUploadResult>", added);
        HttpAnswer changed = withBody(text);
        return new HttpAnswer(changed.head.with("x-amz-checksum-crc32c", NO_CHECKSUM_OF_IT), changed.body);
    }

    void send(OutputStream out) throws IOException {
        head.send(out);
        out.write(body);
        out.flush();
    }

    private String text() {
        return new String(body, StandardCharsets.ISO_8859_1);
    }

    private HttpAnswer withBody(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        boolean told = head.value("content-length") != null && bytes.length != body.length;
        return new HttpAnswer(told ? head.with("Content-Length", bytes.length + "") : head, bytes);
    }

    private static long chunk(InputStream in) throws IOException {
        return Long.parseLong(HttpHead.readLine(in).split(";")[0].strip(), 16);
    }
}
