package dev.longshore.ftp.command.transfer;

import dev.longshore.ftp.command.FtpCommand;
import java.util.Map;

/** The verbs of this package. */
public final class TransferCommands {
    private TransferCommands() {}

    public static Map<String, FtpCommand> all() {
        return Map.of(
                "RETR", new RetrCommand(),
                "STOR", new StorCommand(),
                "APPE", new AppeCommand(),
                "REST", new RestCommand(),
                "ALLO", new AlloCommand(),
                "ABOR", new AborCommand(),
                "LIST", new ListCommand(),
                "NLST", new NlstCommand(),
                "MLSD", new MlsdCommand());
    }
}
