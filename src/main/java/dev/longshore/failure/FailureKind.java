package dev.longshore.failure;

/** What kept an operation from being done; each kind has one FTP reply (RFC 959 §5.4 unless said otherwise). */
public enum FailureKind {
    /** 550: there is no such file or directory. */
    NOT_FOUND,
    /** 550: this user, or the gateway at S3, may not do that. */
    NOT_PERMITTED,
    /** 550: the name is a directory where a file is needed. */
    NOT_A_FILE,
    /** 501: the name is a file where a directory is needed (RFC 3659 §7.2.1). */
    NOT_A_DIRECTORY,
    /** 550: a directory is removed only when it is empty. */
    DIRECTORY_NOT_EMPTY,
    /** 550: MKD of something that is there. */
    ALREADY_EXISTS,
    /** 553: a name that S3 cannot hold, or that no listing could show. */
    NAME_NOT_ALLOWED,
    /** 553: an existing file would have been replaced, which this user may not do. */
    OVERWRITE_REFUSED,
    /** 554: a restart offset beyond the end of the file (RFC 3659 §5.4). */
    RESTART_BEYOND_END,
    /** 554: a restart in a representation in which an offset means nothing (RFC 3659 §5.4). */
    RESTART_NOT_POSSIBLE,
    /** 552: the object would become larger than S3 or a limit allows. */
    TOO_LARGE,
    /** 452 before a transfer, 552 in one: the user's quota has no room. */
    QUOTA_REACHED,
    /** 550: a directory has more objects, or more bytes, than may be renamed at once. */
    TOO_MANY,
    /** 502: not done by this server. */
    NOT_IMPLEMENTED,
    /** 425: the data connection could not be opened; nothing was touched. */
    DATA_CONNECTION_NOT_OPENED,
    /** 522: TLS of the data connection failed (RFC 4217 §10). */
    DATA_NOT_SECURED,
    /** 522: TLS of the data connection is not of the session of the control connection, as it has to be (RFC 4217 §10). */
    DATA_SESSION_NOT_RESUMED,
    /** 426: the data connection broke, or the transfer was aborted; nothing was published. */
    TRANSFER_BROKEN,
    /** 450 before a transfer, 451 in one: S3 asks for patience; the same command may pass later. */
    BACKEND_BUSY,
    /** 451: S3 failed, or did not confirm what it was given. */
    BACKEND_FAILED,
    /** 451: the file was replaced or deleted while it was read or appended to; the outcome would be a mixture. */
    FILE_CHANGED,
    /** 421: so many passwords are being compared that this one would wait for too long; never 530. */
    LOGINS_BUSY,
    /** 421: no store can tell who a user is; never 530, which would be a lie. */
    USER_STORE_DOWN,
    /** 421: the role of a user cannot be assumed, which the operator has to mend; never 530. */
    ROLE_NOT_ASSUMED;

    /** True for what the operator should know of: it is not the client's doing. */
    public boolean isOfTheStore() {
        return this == BACKEND_BUSY || this == BACKEND_FAILED || this == USER_STORE_DOWN || this == ROLE_NOT_ASSUMED;
    }
}
