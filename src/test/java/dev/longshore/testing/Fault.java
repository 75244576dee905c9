package dev.longshore.testing;

/** How a request to S3 goes wrong. */
public enum Fault {
    /** Not at all. */
    NONE,
    /** 500 InternalError after the body was taken. */
    ERROR_500,
    /** 503 SlowDown after the body was taken. */
    SLOW_DOWN_503,
    /** The connection is reset before the body is taken. */
    RESET,
    /** Half of the body reaches S3, then both connections are reset. Of a request without a body S3 sees nothing. */
    RESET_IN_BODY,
    /** The connection is reset after the body was taken. S3 sees nothing of it. */
    RESET_AFTER_BODY,
    /** The body is taken and never answered. */
    NO_ANSWER,
    /** The body is taken, no answer comes for a while, and then the connection ends. S3 sees nothing of it. */
    HANG_UP,
    /** The request passes; its answer comes late. */
    SLOW,
    /** S3 carries the request out; instead of its answer comes a reset. */
    LOST_ANSWER,
    /** The body is taken and answered with 200 and an error in XML; S3 sees nothing of it. */
    ERROR_IN_200,
    /** S3 carries the request out; the answer is 200 and an error in XML. */
    ERROR_IN_200_DONE,
    /** The request passes; its answer tells a wrong checksum. */
    WRONG_CHECKSUM,
    /** The request passes; its answer tells a wrong ETag. */
    WRONG_ETAG,
    /** The request passes; its answer breaks off after the head and half of the body. */
    TRUNCATE,
    /** As TRUNCATE, but nothing comes for a while before it breaks off. */
    STALL_AND_TRUNCATE
}
