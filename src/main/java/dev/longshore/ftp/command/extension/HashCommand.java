package dev.longshore.ftp.command.extension;

import dev.longshore.files.Fetches;
import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.HashAlgorithm;
import dev.longshore.ftp.session.Request;

/** HASH (draft-bryan-ftpext-hash §3): the hash of a file, by the algorithm that OPTS HASH chose. */
final class HashCommand implements FtpCommand {
    @Override
    public Reply answer(ControlSession session, Request request) {
        Fetches file = session.file(request.argument(), Fetches.class);
        HashAlgorithm algorithm = session.hashAlgorithm();
        long size = file.sizeNow();
        String hash = Digest.of(session, file, algorithm, 0, size);
        return Replies.HASH.with(algorithm.label(), 0, size, hash, request.getArgument());
    }

    @Override
    public boolean needsArgument() {
        return true;
    }
}
