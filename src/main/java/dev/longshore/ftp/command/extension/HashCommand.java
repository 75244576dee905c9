package dev.longshore.ftp.command.extension;

import dev.longshore.files.Hashes;
import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.HashAlgorithm;
import dev.longshore.ftp.session.Request;

/** HASH (draft-bryan-ftpext-hash §3): the hash of a file, by the algorithm that OPTS HASH chose. */
record HashCommand(FileDigest digest) implements FtpCommand {
    @Override
    public Reply answer(ControlSession session, Request request) {
        Hashes file = session.file(request.argument(), Hashes.class);
        HashAlgorithm algorithm = session.hashAlgorithm();
        Hashes.Recorded recorded = file.recorded();
        long size = recorded.size();
        return digest.answer(
                session,
                file,
                recorded,
                algorithm,
                0,
                size,
                hash -> Replies.HASH.with(algorithm.label(), 0, size, hash, request.getArgument()));
    }

    @Override
    public boolean needsArgument() {
        return true;
    }
}
