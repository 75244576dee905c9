package dev.longshore.ftp.reply;

import dev.longshore.failure.FailureKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The table of replies: each has a name, a code, the clause it comes from, and a text. The text of some is the first of several lines
 * ({@link #around}), that of others comes from the configuration ({@link #saying}).
 */
public enum Replies {
    GREETING(220, "RFC 959 §5.4", "%s"),
    GREETING_AGAIN(220, "RFC 959 §5.4 REIN", "%s"),
    GREETING_OF_HOST(220, "RFC 7151 §3.2", "%s"),
    GOODBYE(221, "RFC 959 §5.4", "%s"),
    NAME_OKAY(331, "RFC 959 §5.4", "Password, please."),
    /** For a user whom anybody may be. */
    ANY_PASSWORD(331, "RFC 959 §5.4", "Any password will do."),
    /** Behind PASS, or behind USER where a certificate stands alone. */
    ACCOUNT_NEEDED(332, "RFC 959 §5.4", "Account, please."),
    /** The challenge of RFC 2289 §6 stands in front, with a blank behind it, where programs of clients look for it. */
    CHALLENGE(336, "RFC 2228 §5.1", "%s"),
    LOGGED_IN(230, "RFC 959 §5.4", "%s"),
    /** Behind USER: the certificate of the client is enough. */
    LOGGED_IN_BY_CERTIFICATE(232, "RFC 2228 §5.1", "%s"),
    LOGIN_REFUSED(530, "RFC 959 §5.4", "Login incorrect."),
    NOT_LOGGED_IN(530, "RFC 959 §5.4", "Log in with USER and PASS first."),
    TLS_REQUIRED(530, "RFC 4217 §11", "Use AUTH TLS before you log in."),
    ALREADY_LOGGED_IN(503, "RFC 959 §4.2", "Already logged in."),
    USER_FIRST(503, "RFC 959 §5.4", "Send USER first."),
    PASSWORD_FIRST(503, "RFC 959 §5.4", "Send USER and PASS first."),
    NO_ACCOUNT_NEEDED(202, "RFC 959 §5.4", "No account is needed."),
    ACCOUNT_CHANGED(230, "RFC 959 §5.4", "Account changed."),
    ACCOUNT_STAYS(503, "RFC 959 §5.4", "The account cannot be changed."),
    HOST_BEFORE_USER(503, "RFC 7151 §3.2", "Send HOST before USER."),
    HOST_NOT_OF_TLS(504, "RFC 7151 §3.2", "TLS was begun with another host."),
    UNKNOWN_HOST(504, "RFC 7151 §3.2", "No such host here."),

    TLS_BEGINS(234, "RFC 4217 §4", "Begin TLS now."),
    ALREADY_SECURE(503, "RFC 2228 §3", "TLS is on already."),
    MECHANISM_UNKNOWN(504, "RFC 2228 §3", "Security mechanism not known; use AUTH TLS."),
    CLEAR_TEXT_BEHIND_AUTH(421, "RFC 4217 §4", "Nothing may be sent between AUTH and its reply."),
    REIN_OVER_TLS(502, "RFC 4217 §11", "REIN does not work over TLS; connect again."),
    TLS_FIRST(503, "RFC 2228 §3", "Use AUTH TLS first."),
    BUFFER_SIZE(200, "RFC 2228 §3", "PBSZ=0"),
    BUFFER_SIZE_FIRST(503, "RFC 2228 §3", "Send PBSZ 0 first."),
    PROTECTION_SET(200, "RFC 2228 §3", "Protection of data connections is %s."),
    PROTECTION_NOT_OF_TLS(536, "RFC 4217 §9", "TLS has the protection levels C and P only."),
    PROTECTION_UNKNOWN(504, "RFC 2228 §3", "No such protection level."),
    PROTECTION_REFUSED(534, "RFC 4217 §9", "Data connections must be encrypted; use PROT P."),
    CLEAR_COMMANDS_REFUSED(533, "RFC 4217 §6", "The control connection stays encrypted."),

    OKAY(200, "RFC 959 §4.2", "OK."),
    TYPE_SET(200, "RFC 959 §5.4", "Type is %s."),
    MODE_SET(200, "RFC 959 §5.4", "Mode is %s."),
    LANGUAGE_SET(200, "RFC 2640 §4.1", "Language is English."),
    CLIENT_NOTED(200, "draft-peterson-streamlined-ftp-command-extensions §2.3", "Name=Longshore;"),
    NO_EFFECT(200, "RFC 959 §4.1.3", "Accepted, without effect on S3."),
    NOTHING_TO_ALLOCATE(202, "RFC 959 §5.4", "No storage needs to be allocated."),
    SYSTEM(215, "RFC 959 §5.4", "UNIX Type: L8"),
    SYSTEM_OF_MSDOS(215, "RFC 959 §5.4", "Windows_NT"),
    FEATURES(211, "RFC 2389 §3.2", "Features:"),
    HELP(214, "RFC 959 §4.1.3 HELP", "These commands work:"),
    SITE_HELP(214, "RFC 959 §4.1.3 SITE", "SITE knows:"),
    DIRECTORY_STYLE(200, "RFC 959 §4.1.3 SITE", "Directory style is %s."),
    DIRECTORY_STYLE_TURNED(200, "RFC 959 §4.1.3 SITE", "MSDOS-like directory output is %s."),
    STATUS(211, "RFC 959 §4.1.3 STAT", "Status:"),
    OPTION_SET(200, "RFC 2389 §4", "%s"),
    NO_SUCH_OPTION(501, "RFC 2389 §4", "Option not understood."),

    WORKING_DIRECTORY(257, "RFC 959 Appendix II", "\"%s\" is the current directory."),
    DIRECTORY_MADE(257, "RFC 959 Appendix II", "\"%s\" created."),
    DIRECTORY_CHANGED(250, "RFC 959 §5.4", "Directory changed to %s."),
    DIRECTORY_CHANGED_UP(200, "RFC 959 §5.4", "Directory changed to %s."),
    FILE_ACTION_OKAY(250, "RFC 959 §5.4", "Done."),
    RENAME_PENDING(350, "RFC 959 §5.4", "Send RNTO."),
    RENAME_SOURCE_FIRST(503, "RFC 959 §5.4", "Send RNFR first."),
    RESTART_PENDING(350, "RFC 3659 §5.4", "Restarting at %s."),
    FACTS(250, "RFC 3659 §7.2", "Listing %s"),
    DIRECTORY_STATUS(213, "RFC 959 §4.1.3 STAT", "Status:"),
    DIRECTORY_STATUS_END(213, "RFC 959 §4.1.3 STAT", "End"),
    DIRECTORY_STATUS_INCOMPLETE(213, "RFC 959 §4.1.3 STAT", "Incomplete: the storage failed."),
    DIRECTORY_STATUS_ABORTED(213, "RFC 959 §4.1.3 STAT", "Incomplete: aborted."),
    FILE_STATUS(213, "RFC 3659 §3.1, §4.1", "%s"),
    TIME_CHANGED(213, "draft-somers-ftp-mfxx §3.1", "Modify=%s; %s"),
    SPACE_LEFT(213, "draft-peterson-streamlined-ftp-command-extensions §4", "%s"),
    SPACE_UNKNOWN(
            550, "draft-peterson-streamlined-ftp-command-extensions §4", "No quota tells how much can be stored."),
    DIGEST(250, "draft-twine-ftpmd5, as XCRC and its kin answer", "%s"),
    HASH(213, "draft-bryan-ftpext-hash §3.2", "%s %s-%s %s %s"),
    DIGEST_TOO_LONG(550, "draft-bryan-ftpext-hash §3.2", "Too many bytes to be read for a checksum."),
    RECURSIVE_REMOVAL_REFUSED(550, "draft-peterson-streamlined-ftp-command-extensions §6", "Remove files one by one."),

    PASSIVE(227, "RFC 959 §5.4", "Entering passive mode (%s)."),
    EXTENDED_PASSIVE(229, "RFC 2428 §3", "Entering extended passive mode (|||%s|)."),
    PROTOCOL_NOT_SUPPORTED(522, "RFC 2428 §2", "Network protocol not supported, use (%s)."),
    EXTENDED_PASSIVE_ONLY(503, "RFC 2428 §4", "Only EPSV is allowed after EPSV ALL."),
    EXTENDED_PASSIVE_ALL(200, "RFC 2428 §4", "Only EPSV from now on."),
    ACTIVE_DISABLED(502, "RFC 959 §4.2", "Active mode is off; use PASV or EPSV."),
    PORT_REFUSED(504, "RFC 2577 §3", "Data connections go to your own address and ports from 1024 on only."),
    NO_PASSIVE_PORT(425, "RFC 959 §4.2", "No port is free for a data connection."),
    PASSIVE_NEEDS_IPV4(425, "RFC 2428 §1", "This connection is IPv6; use EPSV."),
    DATA_CONNECTION_FIRST(425, "RFC 959 §5.4", "Use PASV, EPSV, PORT or EPRT first."),
    CANNOT_OPEN(425, "RFC 959 §5.4", "The data connection could not be opened."),

    DATA_IN_CLEAR_REFUSED(521, "RFC 4217 §10", "Data connections must be encrypted; use PROT P."),
    DATA_NOT_SECURED(522, "RFC 4217 §10", "TLS of the data connection failed."),
    DATA_SESSION_NOT_RESUMED(
            522, "RFC 4217 §10", "TLS of the data connection must resume the session of the control connection."),

    OPENING(150, "RFC 959 §5.4", "Data connection is open."),
    OPENING_UNIQUE(150, "RFC 1123 §4.1.2.9", "FILE: %s"),
    TRANSFER_COMPLETE(226, "RFC 959 §5.4", "Transfer complete."),
    /** Says what 226 promises: the bytes are in the bucket, and S3 confirmed them. */
    UPLOAD_COMPLETE(226, "RFC 959 §5.4", "Stored and verified."),
    UPLOAD_COMPLETE_UNIQUE(226, "RFC 959 §4.1.3 STOU", "%s"),
    TRANSFER_ABORTED(426, "RFC 959 §4.1.3 ABOR", "Transfer aborted."),
    ABORT_OKAY(226, "RFC 959 §4.1.3 ABOR", "Abort successful."),
    NOTHING_TO_ABORT(226, "RFC 959 §4.1.3 ABOR", "No transfer is in progress."),

    IDLE(421, "RFC 959 §4.2", "Idle for too long."),
    LOGIN_TOO_SLOW(421, "RFC 959 §4.2", "Login took too long."),
    TOO_MANY_CONNECTIONS(421, "RFC 959 §4.2", "Too many connections, try again later."),
    TOO_MANY_SESSIONS(421, "RFC 959 §5.4", "Too many sessions of this user, try again later."),
    ADDRESS_REFUSED(421, "RFC 959 §5.4", "Connections from your address are not accepted."),
    BANNED(421, "RFC 959 §5.4", "Connections from your address are not accepted now, try again later."),
    SHUTTING_DOWN(421, "RFC 959 §4.2", "Server is shutting down."),
    FLOODED(421, "RFC 959 §4.2", "Too many commands at once."),

    UNKNOWN_COMMAND(500, "RFC 959 §4.2", "Unknown command."),
    LINE_TOO_LONG(500, "RFC 959 §4.2", "Line too long."),
    NOT_UTF8(501, "RFC 2640 §3.1", "Not UTF-8."),
    NOT_IN_CHARSET(501, "RFC 959 §4.2", "Not in the charset of this session."),
    ARGUMENT_NEEDED(501, "RFC 959 §4.2", "An argument is needed."),
    ARGUMENT_INVALID(501, "RFC 959 §4.2", "Invalid argument."),
    NOT_IMPLEMENTED(502, "RFC 959 §4.2", "Not implemented."),
    PARAMETER_NOT_IMPLEMENTED(504, "RFC 959 §4.2", "Not implemented for that parameter."),
    INTERNAL_ERROR(451, "RFC 959 §4.2", "Internal error."),

    NOT_FOUND(550, "RFC 959 §4.2", "No such file or directory."),
    NOT_PERMITTED(550, "RFC 959 §4.2", "Permission denied."),
    NOT_A_FILE(550, "RFC 959 §4.2", "Not a file."),
    NOT_A_DIRECTORY(501, "RFC 3659 §7.2.1", "Not a directory."),
    DIRECTORY_NOT_EMPTY(550, "RFC 959 §4.2", "Directory is not empty."),
    ALREADY_EXISTS(550, "RFC 959 §4.2", "File or directory exists."),
    NAME_NOT_ALLOWED(553, "RFC 959 §4.2", "Name not allowed."),
    OVERWRITE_REFUSED(553, "RFC 959 §4.2", "File exists or has changed."),
    RESTART_BEYOND_END(554, "RFC 3659 §5.4", "Restart offset is beyond the end of the file."),
    RESTART_NOT_POSSIBLE(554, "RFC 3659 §5.4", "Restart works in TYPE I only, since line ends are converted."),
    RESTART_NEEDS_IMAGE(504, "RFC 3659 §5.1", "Restart works in TYPE I only, since line ends are converted."),
    SIZE_UNKNOWN(550, "RFC 3659 §4.2", "Send TYPE I first; the size with converted line ends is not known."),
    TOO_LARGE(552, "RFC 959 §4.2", "File is too large."),
    NO_ROOM(452, "RFC 959 §5.4", "Quota has no room for it."),
    QUOTA_EXCEEDED(552, "RFC 959 §5.4", "Quota exceeded, nothing was stored."),
    TOO_MANY(550, "RFC 959 §4.2", "Directory is too large to be renamed."),
    STORAGE_BUSY(450, "RFC 959 §4.2", "Storage is busy, try again later."),
    STORAGE_BUSY_IN_TRANSFER(451, "RFC 959 §5.4", "Storage is busy, try again later."),
    STORAGE_FAILED(451, "RFC 959 §4.2", "Storage failed."),
    FILE_CHANGED(451, "RFC 959 §5.4", "File was replaced during the transfer."),
    LOGINS_BUSY(421, "RFC 959 §4.2", "Too many logins at once, try again later."),
    USER_STORE_DOWN(421, "RFC 959 §4.2", "Logins are not possible now, try again later.");

    private static final String END = "End";

    private final int code;
    private final String clause;
    private final String text;

    Replies(int code, String clause, String text) {
        this.code = code;
        this.clause = clause;
        this.text = text;
    }

    public int code() {
        return code;
    }

    /** Where the code, and what it means here, come from. */
    public String clause() {
        return clause;
    }

    /** The reply, with its blanks filled in. */
    public Reply with(Object... values) {
        return new Reply(code, values.length == 0 ? text : String.format(Locale.ROOT, text, values));
    }

    /** The reply in several lines: its text with the blanks filled in, the lines, and an end. */
    public Reply around(List<String> lines, Object... values) {
        List<String> all = new ArrayList<>(with(values).lines());
        all.addAll(lines);
        all.add(END);
        return new Reply(code, all);
    }

    /**
     * The reply in the words of the configuration.
     *
     * @param lines one or more
     */
    public Reply saying(List<String> lines) {
        return new Reply(code, lines);
    }

    /** Inner lines of the reply, which are sent before its last one. */
    public ReplyPart part(List<String> lines) {
        return new ReplyPart(code, lines);
    }

    /**
     * The reply to a failed command.
     *
     * @param transferring whether 150 has been sent, after which RFC 959 §5.4 lists other codes
     */
    public static Replies of(FailureKind kind, boolean transferring) {
        return switch (kind) {
            case NOT_FOUND -> NOT_FOUND;
            case NOT_PERMITTED -> NOT_PERMITTED;
            case NOT_A_FILE -> NOT_A_FILE;
            case NOT_A_DIRECTORY -> NOT_A_DIRECTORY;
            case DIRECTORY_NOT_EMPTY -> DIRECTORY_NOT_EMPTY;
            case ALREADY_EXISTS -> ALREADY_EXISTS;
            case NAME_NOT_ALLOWED -> NAME_NOT_ALLOWED;
            case OVERWRITE_REFUSED -> OVERWRITE_REFUSED;
            case RESTART_BEYOND_END -> RESTART_BEYOND_END;
            case RESTART_NOT_POSSIBLE -> RESTART_NOT_POSSIBLE;
            case TOO_LARGE -> TOO_LARGE;
            case QUOTA_REACHED -> transferring ? QUOTA_EXCEEDED : NO_ROOM;
            case TOO_MANY -> TOO_MANY;
            case NOT_IMPLEMENTED -> NOT_IMPLEMENTED;
            case DATA_CONNECTION_NOT_OPENED -> CANNOT_OPEN;
            case DATA_NOT_SECURED -> DATA_NOT_SECURED;
            case DATA_SESSION_NOT_RESUMED -> DATA_SESSION_NOT_RESUMED;
            case TRANSFER_BROKEN -> TRANSFER_ABORTED;
            case BACKEND_BUSY -> transferring ? STORAGE_BUSY_IN_TRANSFER : STORAGE_BUSY;
            case BACKEND_FAILED -> STORAGE_FAILED;
            case FILE_CHANGED -> FILE_CHANGED;
            case LOGINS_BUSY -> LOGINS_BUSY;
            case USER_STORE_DOWN, ROLE_NOT_ASSUMED -> USER_STORE_DOWN;
        };
    }
}
