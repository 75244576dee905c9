package dev.longshore.ftp.command.access;

import dev.longshore.ftp.FtpSettings;
import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.data.Bandwidth;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.ftpserver.ftplet.FileSystemFactory;
import org.apache.ftpserver.ftplet.UserManager;

/** The verbs of this package. */
public final class AccessCommands {
    private AccessCommands() {}

    public static Map<String, FtpCommand> all(
            FtpSettings settings, UserManager users, FileSystemFactory files, Bandwidth bandwidth, Gate gate) {
        LoginSteps login = new LoginSteps(
                settings.tls().mode().equals(Optional.of(FtpSettings.Tls.Mode.REQUIRE)),
                users,
                files,
                bandwidth,
                gate,
                lines(settings.texts().welcome()));
        Map<String, List<String>> hosts = new HashMap<>();
        settings.hosts().forEach((name, host) -> hosts.put(name.toLowerCase(Locale.ROOT), lines(host.greeting())));
        Map<String, FtpCommand> verbs = new HashMap<>();
        verbs.put("USER", new UserCommand(login));
        verbs.put("PASS", new PassCommand(login));
        verbs.put("ACCT", new AcctCommand(login));
        verbs.put("QUIT", new QuitCommand(lines(settings.texts().goodbye())));
        verbs.put("REIN", new ReinCommand(lines(settings.texts().greeting())));
        verbs.put("HOST", new HostCommand(hosts));
        verbs.put("CWD", new CwdCommand());
        verbs.put("XCWD", new CwdCommand());
        verbs.put("CDUP", new CdupCommand());
        verbs.put("XCUP", new CdupCommand());
        return verbs;
    }

    /** The lines of a text of the configuration. */
    public static List<String> lines(String text) {
        return text.strip().lines().toList();
    }
}
