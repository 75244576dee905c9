package dev.longshore.ftp.command.transfer;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import dev.longshore.files.Download;
import dev.longshore.files.Upload;
import dev.longshore.ftp.data.AsciiInput;
import dev.longshore.ftp.data.AsciiOutput;
import dev.longshore.ftp.data.Transfer;
import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.LongFunction;
import org.apache.ftpserver.ftplet.User;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The one way in which bytes are moved: the store is asked, the data connection is opened, 150 is sent, the bytes go over,
 * the outcome is made final, and the reply says no more than is true.
 */
final class TransferRun {
    private static final Logger LOG = Logger.getLogger(TransferRun.class);
    private static final int BUFFER = 64 * 1024;

    private TransferRun() {}

    /**
     * STOR, STOU and APPE: nothing is published unless all of it came, the client is still there, and S3 confirmed it.
     *
     * @param name   as the client wrote it
     * @param opener is given the restart offset
     */
    static Reply upload(ControlSession session, @Nullable String name, LongFunction<Upload> opener) {
        return upload(session, name, Replies.OPENING.with(), Replies.UPLOAD_COMPLETE.with(), opener);
    }

    /** STOU: both replies tell the name. */
    static Reply uploadUnique(ControlSession session, String name, LongFunction<Upload> opener) {
        Reply complete = Replies.UPLOAD_COMPLETE_UNIQUE.with(name);
        return upload(session, name, Replies.OPENING_UNIQUE.with(name), complete, opener);
    }

    private static Reply upload(
            ControlSession session, @Nullable String name, Reply opening, Reply complete, LongFunction<Upload> opener) {
        return run(session, opening, complete, (transfer, offset, start) -> {
            requireRestartable(session, offset);
            long announced = session.takeAnnounced();
            try (Upload upload = opener.apply(offset)) {
                requireRoom(upload, announced);
                upload.expect(announced);
                start.run();
                InputStream client = session.convertsLines() ? new AsciiInput(transfer.input()) : transfer.input();
                for (int count = upload.readFrom(client); count >= 0; count = upload.readFrom(client)) {
                    transfer.moved(count);
                }
                transfer.acknowledgeEnd();
                upload.flush();
                if (!session.isAlive()) {
                    throw new Failure(FailureKind.TRANSFER_BROKEN, "The control connection is gone");
                }
                Runnable audit =
                        transfer.isTruncated() ? session.truncation(session.file(name), transfer.bytes()) : () -> {};
                transfer.beginCommit();
                upload.commit();
                audit.run();
            }
        });
    }

    /** RETR. */
    static Reply download(ControlSession session, LongFunction<Download> opener) {
        return run(session, Replies.OPENING.with(), Replies.TRANSFER_COMPLETE.with(), (transfer, offset, start) -> {
            requireRestartable(session, offset);
            try (Download download = opener.apply(offset)) {
                start.run();
                OutputStream client = session.convertsLines() ? new AsciiOutput(transfer.output()) : transfer.output();
                byte[] buffer = new byte[BUFFER];
                for (int count = download.read(buffer); count >= 0; count = download.read(buffer)) {
                    client.write(buffer, 0, count);
                    transfer.moved(count);
                }
                transfer.complete();
            }
        });
    }

    /**
     * A transfer whose steps before 150 run before {@code start} is called, the others after it. It is given the restart offset, which is
     * taken before anybody can abort the transfer and send another REST.
     */
    @FunctionalInterface
    interface Steps {
        void run(Transfer transfer, long offset, Runnable start) throws IOException;
    }

    static Reply run(ControlSession session, Reply opening, Reply complete, Steps steps) {
        if (session.lacksDataSecurity()) {
            session.dropEndpoint();
            return Replies.DATA_IN_CLEAR_REFUSED.with();
        }
        if (!session.hasEndpoint()) {
            return Replies.DATA_CONNECTION_FIRST.with();
        }
        long offset = session.takeRestartOffset();
        Transfer transfer = session.beginTransfer();
        boolean[] started = new boolean[1];
        try {
            steps.run(transfer, offset, () -> {
                transfer.open(session.dataSilence());
                transfer.announce(() -> session.send(opening));
                started[0] = true;
            });
            return complete;
        } catch (Failure e) {
            return failed(session, transfer, e, started[0]);
        } catch (IOException e) {
            Failure broken = new Failure(FailureKind.TRANSFER_BROKEN, "Data connection: " + e.getMessage(), e);
            return failed(session, transfer, broken, true);
        } catch (RuntimeException e) {
            if (!transfer.isAborted()) {
                throw e;
            }
            LOG.debug("An aborted transfer ended", e);
            return Replies.TRANSFER_ABORTED.with();
        } finally {
            session.endTransfer(transfer);
        }
    }

    private static void requireRestartable(ControlSession session, long offset) {
        if (offset > 0 && session.convertsLines()) {
            throw new Failure(
                    FailureKind.RESTART_NOT_POSSIBLE, "REST " + offset + " in TYPE A with converted line ends");
        }
    }

    private static void requireRoom(Upload upload, long announced) {
        if (announced > upload.room()) {
            throw new Failure(
                    FailureKind.TOO_LARGE, "ALLO told " + announced + " bytes, there is room for " + upload.room());
        }
    }

    private static Reply failed(ControlSession session, Transfer transfer, Failure failure, boolean started) {
        if (transfer.isAborted()) {
            LOG.debugf(failure, "Transfer aborted after %d bytes", transfer.bytes());
            return Replies.TRANSFER_ABORTED.with();
        }
        LOG.warnf("Transfer of %s failed after %d bytes: %s", client(session), transfer.bytes(), failure.getMessage());
        LOG.debug("Transfer failed", failure);
        return Replies.of(failure.kind(), started).with();
    }

    /** For the log: REIN may have ended the login meanwhile. */
    private static String client(ControlSession session) {
        User user = session.getUser();
        return (user == null ? "a client" : user.getName()) + " at " + session.getRemoteAddress();
    }
}
