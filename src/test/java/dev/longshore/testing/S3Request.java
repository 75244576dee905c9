package dev.longshore.testing;

/**
 * A request to S3.
 *
 * @param key the object's, as the request line writes it; empty where it names none
 */
record S3Request(S3Operation operation, String key) {
    static S3Request of(HttpHead head) {
        String target = head.word(1);
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        int bucketEnd = path.indexOf('/', 1);
        return new S3Request(
                S3Operation.of(head.word(0), target, head.value("x-amz-copy-source") != null),
                bucketEnd < 0 ? "" : path.substring(bucketEnd + 1));
    }
}
