package dev.longshore.s3;

/** What an S3 endpoint may or may not do, and what the gateway does where it cannot. */
public enum Capability {
    /** An upload that may not replace is refused by S3 itself, so that one of two writers wins. */
    CONDITIONAL_PUT("PutObject with If-None-Match", "a HeadObject before it: two writers at once may both win"),
    /** The same for uploads of more than one part. */
    CONDITIONAL_COMPLETE(
            "CompleteMultipartUpload with If-None-Match", "a HeadObject before it: two writers at once may both win"),
    /** An append is refused when the file has changed since it was read. */
    CONDITIONAL_REPLACE("PutObject with If-Match", "of two appends at once the later one wins"),
    /** S3 compares every request with its CRC32C, and tells the one of what it stored. */
    CHECKSUMS("CRC32C of a request", "Content-MD5 and the ETag"),
    /** S3 tells the CRC32C of a whole object that came in parts. */
    WHOLE_CHECKSUMS("CRC32C of a whole multipart object", "the ETag, or the size"),
    /** The kept bytes of an append never leave S3. */
    UPLOAD_PART_COPY("UploadPartCopy", "kept bytes are read and sent again"),
    /** A source is the one that was named, and not one whose name it becomes when it is decoded twice. */
    ODD_PART_SOURCES(
            "UploadPartCopy from keys with + and %",
            "kept bytes of such files are read and sent again, and renames copy as without UploadPartCopy"),
    /** An object that was replaced since it was looked at is not copied. */
    CONDITIONAL_SOURCE(
            "CopyObject and UploadPartCopy with an ETag of the source",
            "copies in parts, published after a second look at the source; where UploadPartCopy is missing, too, a wrong"
                    + " copy is removed again, and what it replaced is lost"),
    /** An upload whose parts have checksums takes a copied part, too, with the checksum that is known of its bytes. */
    CHECKED_PART_COPY("UploadPartCopy into an upload with CRC32C", "the largest file depends on the memory"),
    /** A copy that may not replace is refused by S3 itself. */
    CONDITIONAL_COPY("CopyObject with If-None-Match", "a HeadObject before it: two writers at once may both win"),
    /** An object that has changed since it was copied is not deleted. */
    CONDITIONAL_DELETE("DeleteObject and DeleteObjects with If-Match", "a look before it"),
    /** Many objects are deleted in one request. */
    DELETE_OBJECTS("DeleteObjects", "a DeleteObject for each"),
    /** Keys with spaces, signs and letters of all alphabets come back as they were sent. */
    ODD_KEYS("keys with + % # & and letters beyond ASCII", "such names may fail or look different");

    private final String request;
    private final String without;

    Capability(String request, String without) {
        this.request = request;
        this.without = without;
    }

    /** The S3 request that it is about, in the words of the API. */
    public String request() {
        return request;
    }

    /** What is done instead where the endpoint cannot do it. */
    public String without() {
        return without;
    }
}
