package dev.longshore.ftp.command.extension;

import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.session.HashAlgorithm;
import java.util.Map;

/** The verbs of this package. */
public final class ExtensionCommands {
    private ExtensionCommands() {}

    public static Map<String, FtpCommand> all() {
        return Map.of(
                "MFMT", new MfmtCommand(),
                "AVBL", new AvblCommand(),
                "CSID", new CsidCommand(),
                "RMDA", new RmdaCommand(),
                "HASH", new HashCommand(),
                "XCRC", new DigestCommand(HashAlgorithm.CRC32),
                "XMD5", new DigestCommand(HashAlgorithm.MD5),
                "XSHA1", new DigestCommand(HashAlgorithm.SHA_1),
                "XSHA256", new DigestCommand(HashAlgorithm.SHA_256),
                "XSHA512", new DigestCommand(HashAlgorithm.SHA_512));
    }
}
