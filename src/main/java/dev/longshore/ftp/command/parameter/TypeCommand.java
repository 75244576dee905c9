package dev.longshore.ftp.command.parameter;

import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.Request;
import java.util.Locale;
import org.apache.ftpserver.ftplet.DataType;

/**
 * TYPE (RFC 959 §4.1.2). TYPE A moves bytes unchanged, as TYPE I does, so that a forgotten TYPE I corrupts nothing; for a user whose
 * record says so it converts line ends.
 */
final class TypeCommand implements FtpCommand {
    @Override
    public Reply answer(ControlSession session, Request request) {
        String[] type = request.getArgument().strip().toUpperCase(Locale.ROOT).split(" +");
        switch (type[0]) {
            case "A" -> {
                if (type.length > 1 && !type[1].equals("N")) {
                    return Replies.PARAMETER_NOT_IMPLEMENTED.with();
                }
                session.setDataType(DataType.ASCII);
                return Replies.TYPE_SET.with(
                        session.convertsLines() ? "ASCII, line ends converted" : "ASCII, bytes unchanged");
            }
            case "I" -> {
                session.setDataType(DataType.BINARY);
                return Replies.TYPE_SET.with("image");
            }
            case "L" -> {
                if (type.length > 1 && type[1].equals("8")) {
                    session.setDataType(DataType.BINARY);
                    return Replies.TYPE_SET.with("local, 8 bits");
                }
                return Replies.PARAMETER_NOT_IMPLEMENTED.with();
            }
            default -> {
                return Replies.PARAMETER_NOT_IMPLEMENTED.with();
            }
        }
    }

    @Override
    public boolean needsArgument() {
        return true;
    }

    @Override
    public boolean isPrompt() {
        return true;
    }
}
