package dev.longshore.ftp.command.transfer;

import dev.longshore.files.Publishes;
import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.listing.ListingFormat;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.Request;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Instant;

/** STOU (RFC 959 §4.1.3): stores under a name that is not in use, told in 150 (RFC 1123 §4.1.2.9) and 226. */
final class StouCommand implements FtpCommand {
    private static final int RANDOM_BITS = 40;

    @Override
    public Reply answer(ControlSession session, Request request) {
        String name =
                "ftp-" + ListingFormat.timeValue(Instant.now()) + "-" + new BigInteger(RANDOM_BITS, new SecureRandom());
        String shown = session.charset().shown(name);
        Publishes file = session.file(shown, Publishes.class);
        return TransferRun.uploadUnique(session, shown, offset -> file.create());
    }
}
