package dev.longshore.ftp.command.access;

import dev.longshore.ftp.command.FtpCommand;
import java.util.Map;
import org.apache.ftpserver.ftplet.FileSystemFactory;
import org.apache.ftpserver.ftplet.UserManager;

/** The verbs of this package. */
public final class AccessCommands {
    private AccessCommands() {}

    public static Map<String, FtpCommand> all(UserManager users, FileSystemFactory files) {
        return Map.of(
                "USER", new UserCommand(),
                "PASS", new PassCommand(users, files),
                "QUIT", new QuitCommand(),
                "CWD", new CwdCommand(),
                "XCWD", new CwdCommand(),
                "CDUP", new CdupCommand(),
                "XCUP", new CdupCommand());
    }
}
