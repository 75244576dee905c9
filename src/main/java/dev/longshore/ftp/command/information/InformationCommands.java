package dev.longshore.ftp.command.information;

import dev.longshore.ftp.command.FtpCommand;
import java.util.Collection;
import java.util.Map;
import java.util.function.Supplier;

/** The verbs of this package. */
public final class InformationCommands {
    private InformationCommands() {}

    /** @param names of the verbs that work */
    public static Map<String, FtpCommand> all(Supplier<Collection<String>> names) {
        return Map.of(
                "SYST", new SystCommand(),
                "HELP", new HelpCommand(names),
                "NOOP", new NoopCommand(),
                "FEAT", new FeatCommand(names),
                "OPTS", new OptsCommand(),
                "LANG", new LangCommand());
    }
}
