package dev.longshore.ftp.command.information;

import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.Request;
import java.util.ArrayList;
import java.util.List;

/** FEAT (RFC 2389 §3): the extensions that work here. */
record FeatCommand(boolean active) implements FtpCommand {
    private static final List<String> FEATURES =
            List.of("EPRT", "EPSV", "MDTM", "MLST type*;size*;modify*;", "REST STREAM", "SIZE", "TVFS", "UTF8");

    @Override
    public Reply answer(ControlSession session, Request request) {
        List<String> lines = new ArrayList<>();
        lines.add("Features:");
        FEATURES.stream().filter(feature -> active || !feature.equals("EPRT")).forEach(lines::add);
        lines.add("End");
        return new Reply(211, lines);
    }

    @Override
    public boolean isAllowedBeforeLogin() {
        return true;
    }
}
