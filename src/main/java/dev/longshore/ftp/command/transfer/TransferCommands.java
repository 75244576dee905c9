package dev.longshore.ftp.command.transfer;

import dev.longshore.ftp.command.FtpCommand;
import java.util.Map;

/** The verbs of this package. */
public final class TransferCommands {
    private TransferCommands() {}

    public static Map<String, FtpCommand> all() {
        return Map.ofEntries(
                Map.entry("RETR", new RetrCommand()),
                Map.entry("STOR", new StorCommand()),
                Map.entry("STOU", new StouCommand()),
                Map.entry("APPE", new AppeCommand()),
                Map.entry("REST", new RestCommand()),
                Map.entry("ALLO", new AlloCommand()),
                Map.entry("ABOR", new AborCommand()),
                Map.entry("LIST", new ListCommand()),
                Map.entry("NLST", new NlstCommand()),
                Map.entry("MLSD", new MlsdCommand()),
                Map.entry("STAT", new StatCommand()));
    }
}
