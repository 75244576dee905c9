package dev.longshore.ftp.command.parameter;

import dev.longshore.ftp.FtpSettings;
import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.data.PassivePorts;
import dev.longshore.ftp.session.Timers;
import java.util.Map;

/** The verbs of this package. */
public final class ParameterCommands {
    private ParameterCommands() {}

    public static Map<String, FtpCommand> all(FtpSettings settings, PassivePorts ports, Timers timers) {
        PassiveMode passive =
                new PassiveMode(ports, PassiveAddress.parse(settings.passive().address()), timers);
        ActiveMode active = new ActiveMode(settings.active());
        return Map.of(
                "PORT", new PortCommand(active),
                "EPRT", new EprtCommand(active),
                "PASV", new PasvCommand(passive),
                "EPSV", new EpsvCommand(passive),
                "TYPE", new TypeCommand(),
                "STRU", new StruCommand(),
                "MODE", new ModeCommand());
    }
}
