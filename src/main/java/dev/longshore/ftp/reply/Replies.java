package dev.longshore.ftp.reply;

import dev.longshore.failure.FailureKind;
import java.util.Locale;

/** The table of replies: each has a name, a code and a text. Codes are those of RFC 959 §4.2 unless a clause is named. */
public enum Replies {
    GREETING(220, "Longshore ready."),
    GOODBYE(221, "Goodbye."),

    NAME_OKAY(331, "Password, please."),
    LOGGED_IN(230, "Logged in."),
    LOGIN_REFUSED(530, "Login incorrect."),
    NOT_LOGGED_IN(530, "Log in with USER and PASS first."),
    ALREADY_LOGGED_IN(503, "Already logged in."),
    USER_FIRST(503, "Send USER first."),

    OKAY(200, "OK."),
    TYPE_SET(200, "Type is %s."),
    NOTHING_TO_ALLOCATE(202, "No storage needs to be allocated."),
    /** RFC 1700 names the systems; clients parse this very text. */
    SYSTEM(215, "UNIX Type: L8"),
    /** RFC 2389 §3.2. */
    NO_SUCH_OPTION(501, "Option not understood."),

    WORKING_DIRECTORY(257, "\"%s\" is the current directory."),
    DIRECTORY_MADE(257, "\"%s\" created."),
    DIRECTORY_CHANGED(250, "Directory changed to %s."),
    /** RFC 959 §5.4 gives CDUP its own code. */
    DIRECTORY_CHANGED_UP(200, "Directory changed to %s."),
    FILE_ACTION_OKAY(250, "Done."),
    RENAME_PENDING(350, "Send RNTO."),
    RENAME_SOURCE_FIRST(503, "Send RNFR first."),
    /** RFC 3659 §5.4. */
    RESTART_PENDING(350, "Restarting at %s."),
    /** RFC 3659 §4.1 and §3.1. */
    FILE_STATUS(213, "%s"),

    PASSIVE(227, "Entering passive mode (%s)."),
    /** RFC 2428 §3. */
    EXTENDED_PASSIVE(229, "Entering extended passive mode (|||%s|)."),
    /** RFC 2428 §2. */
    PROTOCOL_NOT_SUPPORTED(522, "Network protocol not supported, use (%s)."),
    /** RFC 2428 §4. */
    EXTENDED_PASSIVE_ONLY(503, "Only EPSV is allowed after EPSV ALL."),
    EXTENDED_PASSIVE_ALL(200, "Only EPSV from now on."),
    ACTIVE_DISABLED(502, "Active mode is off; use PASV or EPSV."),
    PORT_REFUSED(504, "Data connections go to your own address and ports from 1024 on only."),
    NO_PASSIVE_PORT(425, "No port is free for a data connection."),
    PASSIVE_NEEDS_IPV4(425, "This connection is IPv6; use EPSV."),
    DATA_CONNECTION_FIRST(425, "Use PASV, EPSV, PORT or EPRT first."),
    CANNOT_OPEN(425, "The data connection could not be opened."),

    OPENING(150, "Data connection is open."),
    TRANSFER_COMPLETE(226, "Transfer complete."),
    /** Says what 226 promises: the bytes are in the bucket, and S3 confirmed them. */
    UPLOAD_COMPLETE(226, "Stored and verified."),
    TRANSFER_ABORTED(426, "Transfer aborted."),
    ABORT_OKAY(226, "Abort successful."),
    NOTHING_TO_ABORT(226, "No transfer is in progress."),

    IDLE(421, "Idle for too long."),
    SHUTTING_DOWN(421, "Server is shutting down."),
    FLOODED(421, "Too many commands at once."),

    UNKNOWN_COMMAND(500, "Unknown command."),
    LINE_TOO_LONG(500, "Line too long."),
    NOT_UTF8(501, "Not UTF-8."),
    ARGUMENT_NEEDED(501, "An argument is needed."),
    ARGUMENT_INVALID(501, "Invalid argument."),
    NOT_IMPLEMENTED(502, "Not implemented."),
    PARAMETER_NOT_IMPLEMENTED(504, "Not implemented for that parameter."),
    INTERNAL_ERROR(451, "Internal error.");

    private final int code;
    private final String text;

    Replies(int code, String text) {
        this.code = code;
        this.text = text;
    }

    /** The reply, with its blanks filled in. */
    public Reply with(Object... values) {
        return new Reply(code, values.length == 0 ? text : String.format(Locale.ROOT, text, values));
    }

    /**
     * The reply to a failed command.
     *
     * @param transferring whether 150 has been sent, after which RFC 959 §5.4 lists other codes
     */
    public static Reply of(FailureKind kind, boolean transferring) {
        return switch (kind) {
            case NOT_FOUND -> new Reply(550, "No such file or directory.");
            case NOT_PERMITTED -> new Reply(550, "Permission denied.");
            case NOT_A_FILE -> new Reply(550, "Not a file.");
            case NOT_A_DIRECTORY -> new Reply(550, "Not a directory.");
            case DIRECTORY_NOT_EMPTY -> new Reply(550, "Directory is not empty.");
            case ALREADY_EXISTS -> new Reply(550, "File or directory exists.");
            case NAME_NOT_ALLOWED -> new Reply(553, "Name not allowed.");
            case OVERWRITE_REFUSED -> new Reply(553, "File exists or has changed.");
            case RESTART_BEYOND_END -> new Reply(554, "Restart offset is beyond the end of the file.");
            case TOO_LARGE -> new Reply(552, "File is too large.");
            case NOT_IMPLEMENTED -> NOT_IMPLEMENTED.with();
            case DATA_CONNECTION_NOT_OPENED -> CANNOT_OPEN.with();
            case TRANSFER_BROKEN -> TRANSFER_ABORTED.with();
            case BACKEND_BUSY -> new Reply(transferring ? 451 : 450, "Storage is busy, try again later.");
            case BACKEND_FAILED -> new Reply(451, "Storage failed.");
        };
    }
}
