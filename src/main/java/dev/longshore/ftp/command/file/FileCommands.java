package dev.longshore.ftp.command.file;

import dev.longshore.ftp.command.FtpCommand;
import java.util.Map;

/** The verbs of this package. */
public final class FileCommands {
    private FileCommands() {}

    public static Map<String, FtpCommand> all() {
        return Map.ofEntries(
                Map.entry("PWD", new PwdCommand()),
                Map.entry("XPWD", new PwdCommand()),
                Map.entry("MKD", new MkdCommand()),
                Map.entry("XMKD", new MkdCommand()),
                Map.entry("RMD", new RmdCommand()),
                Map.entry("XRMD", new RmdCommand()),
                Map.entry("DELE", new DeleCommand()),
                Map.entry("RNFR", new RnfrCommand()),
                Map.entry("RNTO", new RntoCommand()),
                Map.entry("SIZE", new SizeCommand()),
                Map.entry("MDTM", new MdtmCommand()),
                Map.entry("MLST", new MlstCommand()));
    }
}
