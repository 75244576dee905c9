package dev.longshore.ftp.command;

import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.Request;
import org.apache.ftpserver.command.Command;
import org.apache.ftpserver.ftplet.FtpRequest;
import org.apache.ftpserver.impl.FtpIoSession;
import org.apache.ftpserver.impl.FtpServerContext;

/**
 * A verb. It returns its final reply instead of sending it, so that there is one and only one; what goes wrong is a
 * {@link dev.longshore.failure.Failure}, whose kind names the reply.
 */
@FunctionalInterface
public interface FtpCommand extends Command {
    /** Does the command. Runs on a thread that may block. */
    Reply answer(ControlSession session, Request request);

    /** True for the verbs that are answered before login (RFC 959, 2228, 2389, 2640, 7151). */
    default boolean isAllowedBeforeLogin() {
        return false;
    }

    /** True for a verb that makes no sense without an argument. */
    default boolean needsArgument() {
        return false;
    }

    /** True for a verb that waits for nothing, neither for S3 nor for the client nor for a name server: it may run on the I/O thread. */
    default boolean isPrompt() {
        return false;
    }

    @Override
    default void execute(FtpIoSession session, FtpServerContext context, FtpRequest request) {
        ControlSession control = (ControlSession) session;
        control.send(answer(control, (Request) request));
    }
}
