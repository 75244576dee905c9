package dev.longshore.testing;

/** How a request to S3 goes wrong. */
public enum Fault {
    /** Not at all. */
    NONE(""),
    /** 500 InternalError after the body was taken. */
    ERROR_500("500 Internal Server Error"),
    /** 503 SlowDown after the body was taken. */
    SLOW_DOWN_503("503 Slow Down"),
    /** The connection is reset before the body is taken. */
    RESET(""),
    /** The body is taken and never answered. */
    NO_ANSWER(""),
    /** The request passes; its answer breaks off after the head and half of the body. */
    TRUNCATE("");

    private final String status;

    Fault(String status) {
        this.status = status;
    }

    String answer() {
        return "HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n";
    }
}
