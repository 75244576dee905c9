package dev.longshore.testing;

/** An S3 request by its name in the API. */
public enum S3Operation {
    LIST_OBJECTS,
    HEAD_OBJECT,
    GET_OBJECT,
    PUT_OBJECT,
    COPY_OBJECT,
    DELETE_OBJECT,
    DELETE_OBJECTS,
    CREATE_MULTIPART_UPLOAD,
    UPLOAD_PART,
    UPLOAD_PART_COPY,
    COMPLETE_MULTIPART_UPLOAD,
    ABORT_MULTIPART_UPLOAD,
    OTHER;

    /** The operation that a request line and a copy header make. */
    public static S3Operation of(String method, String target, boolean copies) {
        int mark = target.indexOf('?');
        String query = mark < 0 ? "" : target.substring(mark + 1);
        boolean object = (mark < 0 ? target : target.substring(0, mark)).indexOf('/', 1) > 0;
        return switch (method) {
            case "GET" ->
                query.contains("list-type=2")
                        ? LIST_OBJECTS
                        : object && !query.startsWith("tagging") ? GET_OBJECT : OTHER;
            case "HEAD" -> object ? HEAD_OBJECT : OTHER;
            case "PUT" ->
                query.contains("partNumber=")
                        ? copies ? UPLOAD_PART_COPY : UPLOAD_PART
                        : copies ? COPY_OBJECT : object ? PUT_OBJECT : OTHER;
            case "POST" ->
                query.contains("uploadId=")
                        ? COMPLETE_MULTIPART_UPLOAD
                        : query.startsWith("uploads")
                                ? CREATE_MULTIPART_UPLOAD
                                : query.startsWith("delete") ? DELETE_OBJECTS : OTHER;
            case "DELETE" -> query.contains("uploadId=") ? ABORT_MULTIPART_UPLOAD : object ? DELETE_OBJECT : OTHER;
            default -> OTHER;
        };
    }
}
