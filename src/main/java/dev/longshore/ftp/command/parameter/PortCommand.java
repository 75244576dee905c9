package dev.longshore.ftp.command.parameter;

import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.Request;

/** PORT (RFC 959 §4.1.2): we connect to a port of the client. */
record PortCommand(ActiveMode active) implements FtpCommand {
    @Override
    public Reply answer(ControlSession session, Request request) {
        return active.use(session, HostPort.parse(request.getArgument()));
    }

    @Override
    public boolean needsArgument() {
        return true;
    }
}
