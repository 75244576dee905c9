package dev.longshore.ftp.command.site;

import dev.longshore.ftp.command.FtpCommand;
import java.util.Map;

/** The verbs of this package. */
public final class SiteCommands {
    private SiteCommands() {}

    public static Map<String, FtpCommand> all() {
        return Map.of(
                "SITE",
                new SiteCommand(Map.of(
                        "DIRSTYLE", new SiteDirStyleCommand(),
                        "HELP", new SiteHelpCommand(),
                        "CHMOD", new SiteNoEffectCommand(),
                        "UMASK", new SiteNoEffectCommand(),
                        "UTIME", new SiteUtimeCommand())));
    }
}
