package dev.longshore.ftp.command.extension;

import dev.longshore.files.Hashes;
import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.HashAlgorithm;
import dev.longshore.ftp.session.Request;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** XCRC, XMD5, XSHA1, XSHA256, XSHA512: the checksum of a file, or of bytes of it: {@code XCRC "name" start end}. */
record DigestCommand(HashAlgorithm algorithm, FileDigest digest) implements FtpCommand {
    private static final Pattern QUOTED = Pattern.compile("\"(.+)\"(?: +(\\d{1,18})(?: +(\\d{1,18}))?)?");

    @Override
    public Reply answer(ControlSession session, Request request) {
        Matcher quoted = QUOTED.matcher(request.getArgument());
        boolean ranged = quoted.matches();
        String name = ranged ? quoted.group(1) : request.getArgument();
        Hashes file = session.file(name, Hashes.class);
        Hashes.Recorded recorded = file.recorded();
        long size = recorded.size();
        long start = ranged && quoted.group(2) != null ? Long.parseLong(quoted.group(2)) : 0;
        long end = ranged && quoted.group(3) != null ? Long.parseLong(quoted.group(3)) : size;
        if (start > end || end > size) {
            return Replies.ARGUMENT_INVALID.with();
        }
        return digest.answer(session, file, recorded, algorithm, start, end, Replies.DIGEST::with);
    }

    @Override
    public boolean needsArgument() {
        return true;
    }
}
