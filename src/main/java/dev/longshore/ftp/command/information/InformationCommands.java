package dev.longshore.ftp.command.information;

import dev.longshore.ftp.command.FtpCommand;
import java.util.Collection;
import java.util.Map;
import java.util.function.Supplier;

/** The verbs of this package. */
public final class InformationCommands {
    private InformationCommands() {}

    /**
     * @param active whether active mode is on
     * @param names  of all verbs, for HELP
     */
    public static Map<String, FtpCommand> all(boolean active, Supplier<Collection<String>> names) {
        return Map.of(
                "SYST", new SystCommand(),
                "HELP", new HelpCommand(names),
                "NOOP", new NoopCommand(),
                "FEAT", new FeatCommand(active, names),
                "OPTS", new OptsCommand(),
                "LANG", new LangCommand());
    }
}
