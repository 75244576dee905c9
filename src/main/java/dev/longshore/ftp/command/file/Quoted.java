package dev.longshore.ftp.command.file;

import dev.longshore.ftp.session.ControlSession;
import org.apache.ftpserver.ftplet.FtpFile;

/** RFC 959 Appendix II: double quotes of a path in a 257 reply are doubled. */
final class Quoted {
    private Quoted() {}

    static String path(ControlSession session, FtpFile file) {
        return session.charset().shown(file.getAbsolutePath().replace("\"", "\"\""));
    }
}
