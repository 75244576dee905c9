package dev.longshore.ftp.command.extension;

import dev.longshore.ftp.FtpSettings;
import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.session.HashAlgorithm;
import java.math.BigInteger;
import java.util.Map;

/** The verbs of this package. */
public final class ExtensionCommands {
    private ExtensionCommands() {}

    public static Map<String, FtpCommand> all(FtpSettings settings) {
        BigInteger longest = settings.longestHash().asBigInteger();
        FileDigest digest =
                new FileDigest(longest.min(BigInteger.valueOf(Long.MAX_VALUE)).longValue());
        return Map.of(
                "MFMT", new MfmtCommand(),
                "AVBL", new AvblCommand(),
                "CSID", new CsidCommand(),
                "RMDA", new RmdaCommand(),
                "HASH", new HashCommand(digest),
                "XCRC", new DigestCommand(HashAlgorithm.CRC32, digest),
                "XMD5", new DigestCommand(HashAlgorithm.MD5, digest),
                "XSHA1", new DigestCommand(HashAlgorithm.SHA_1, digest),
                "XSHA256", new DigestCommand(HashAlgorithm.SHA_256, digest),
                "XSHA512", new DigestCommand(HashAlgorithm.SHA_512, digest));
    }
}
