package dev.longshore.ftp.command.security;

import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.tls.TlsServer;
import java.util.Map;

/** The verbs of this package; there where there is TLS. */
public final class SecurityCommands {
    private SecurityCommands() {}

    public static Map<String, FtpCommand> all(TlsServer tls) {
        return Map.of(
                "AUTH", new AuthCommand(tls),
                "PBSZ", new PbszCommand(),
                "PROT", new ProtCommand(),
                "CCC", new CccCommand());
    }
}
