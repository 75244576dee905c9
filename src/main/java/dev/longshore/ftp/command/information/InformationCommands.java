package dev.longshore.ftp.command.information;

import dev.longshore.ftp.command.FtpCommand;
import java.util.Map;
import java.util.function.Supplier;

/** The verbs of this package. */
public final class InformationCommands {
    private InformationCommands() {}

    /**
     * @param active whether active mode is on
     * @param names  of all verbs, for HELP
     */
    public static Map<String, FtpCommand> all(boolean active, Supplier<Iterable<String>> names) {
        return Map.of(
                "SYST", new SystCommand(),
                "STAT", new StatCommand(),
                "HELP", new HelpCommand(names),
                "NOOP", new NoopCommand(),
                "FEAT", new FeatCommand(active),
                "OPTS", new OptsCommand());
    }
}
