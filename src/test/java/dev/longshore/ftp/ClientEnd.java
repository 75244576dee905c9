package dev.longshore.ftp;

import java.util.Arrays;
import java.util.List;

/** How a client ends in the middle of a transfer. */
enum ClientEnd {
    /** It does not: it does what RFC 959 expects, and reads the reply. */
    NONE,
    /** The data connection is ended in order. In stream mode that is the end of the file. */
    DATA_FIN,
    /** The data connection is reset. */
    DATA_RST,
    /** The control connection is ended; after that the client goes on with the data connection, up to its end. */
    CONTROL_FIN,
    /** As CONTROL_FIN, by a reset. */
    CONTROL_RST,
    /** Only the sending side of the control connection is ended, and the client goes on with the data connection. */
    CONTROL_HALF,
    /** Both are ended in order, data first. */
    BOTH_FIN,
    /** Both are ended in order, control first. */
    BOTH_FIN_CONTROL_FIRST,
    /** Both are reset, data first. */
    BOTH_RST,
    /** Both are reset, control first. */
    BOTH_RST_CONTROL_FIRST,
    /** Nothing is sent or read any more. */
    SILENCE,
    /** ABOR is sent. */
    ABOR,
    /** ABOR is sent as RFC 959 has it, behind Telnet's IP and Synch. */
    ABOR_TELNET,
    /** ABOR is sent, and the data connection is ended. */
    ABOR_FIN,
    /** Not the client's end but the object's: it is replaced in the middle of a download. */
    REPLACES;

    /** Those that a transfer in this direction can have. */
    static List<ClientEnd> of(FaultCase.Verb verb) {
        return Arrays.stream(values())
                .filter(end -> end != NONE && (verb.isDownload() || end != REPLACES))
                .toList();
    }

    boolean aborts() {
        return this == ABOR || this == ABOR_TELNET || this == ABOR_FIN;
    }

    /** Whether it leaves the data connection alone, which therefore can have ended before. */
    boolean leavesData() {
        return this == CONTROL_FIN
                || this == CONTROL_RST
                || this == CONTROL_HALF
                || this == ABOR
                || this == ABOR_TELNET;
    }
}
