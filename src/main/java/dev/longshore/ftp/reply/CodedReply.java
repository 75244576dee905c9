package dev.longshore.ftp.reply;

import java.util.List;
import org.apache.ftpserver.ftplet.FtpReply;

/** What FtpServer asks of replies, for those that are a code and lines. */
sealed interface CodedReply extends FtpReply permits Reply, ReplyPart {
    int code();

    List<String> lines();

    @Override
    default int getCode() {
        return code();
    }

    @Override
    default String getMessage() {
        return String.join("\n", lines());
    }

    @Override
    default long getSentTime() {
        return 0;
    }

    @Override
    default boolean isPositive() {
        return code() < 400;
    }
}
