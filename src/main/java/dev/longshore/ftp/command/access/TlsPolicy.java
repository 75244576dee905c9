package dev.longshore.ftp.command.access;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import dev.longshore.files.MountedUser;
import dev.longshore.ftp.session.ControlSession;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.UserManager;

/** Who must not send a password in clear: told at USER, so that none is asked for. */
record TlsPolicy(boolean required, UserManager users) {
    boolean refuses(ControlSession session, String name) {
        return !session.isSecure() && (required || userRequires(name));
    }

    private boolean userRequires(String name) {
        try {
            return users.getUserByName(name) instanceof MountedUser user && user.requiresTls();
        } catch (FtpException e) {
            throw new Failure(FailureKind.USER_STORE_DOWN, "No store could tell who a user is", e);
        }
    }
}
