package dev.longshore.ftp.command.access;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import dev.longshore.files.MountedUser;
import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.data.Bandwidth;
import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.Request;
import dev.longshore.users.sessions.Seat;
import java.util.List;
import java.util.Optional;
import org.apache.ftpserver.ftplet.AuthenticationFailedException;
import org.apache.ftpserver.ftplet.FileSystemFactory;
import org.apache.ftpserver.ftplet.FileSystemView;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.User;
import org.apache.ftpserver.ftplet.UserManager;
import org.apache.ftpserver.usermanager.UsernamePasswordAuthentication;
import org.apache.ftpserver.usermanager.impl.UserMetadata;
import org.jboss.logging.Logger;

/** PASS (RFC 959 §4.1.1): completes the login. Every reason of a refusal gets the same 530. */
record PassCommand(UserManager users, FileSystemFactory files, Bandwidth bandwidth, Gate gate, List<String> welcome)
        implements FtpCommand {
    private static final Logger LOG = Logger.getLogger(PassCommand.class);

    @Override
    public Reply answer(ControlSession session, Request request) {
        String name = session.getUserArgument();
        if (session.isLoggedIn()) {
            return Replies.ALREADY_LOGGED_IN.with();
        }
        if (name == null) {
            return Replies.USER_FIRST.with();
        }
        session.setUserArgument(null);
        String password = request.argument() == null ? "" : request.argument();
        try {
            UserMetadata client = new UserMetadata();
            client.setInetAddress(session.clientHost());
            User user = users.authenticate(new UsernamePasswordAuthentication(name, password, client));
            gate.defender().loggedIn(session.clientHost());
            FileSystemView view = files.createFileSystemView(user);
            Optional<Seat> seat = gate.admit(user, session.clientHost());
            if (seat.isEmpty()) {
                return Replies.TOO_MANY_SESSIONS.with();
            }
            session.occupy(seat.get());
            session.setLogin(view);
            session.setUser(user);
            session.limitTransfers(() -> bandwidth.share(user.getName(), rates(user)));
            return Replies.LOGGED_IN.saying(welcome(user));
        } catch (AuthenticationFailedException e) {
            LOG.infof("Login refused for a client at %s", session.clientHost().getHostAddress());
            gate.defender().refusedLogin(session.clientHost(), name, password);
            return Replies.LOGIN_REFUSED.with();
        } catch (FtpException e) {
            throw new Failure(FailureKind.BACKEND_FAILED, "The file system of a user could not be made", e);
        }
    }

    private List<String> welcome(User user) {
        return user instanceof MountedUser mounted && !mounted.welcome().isEmpty() ? mounted.welcome() : welcome;
    }

    private static Bandwidth.Rates rates(User user) {
        return user instanceof MountedUser mounted
                ? new Bandwidth.Rates(
                        mounted.rules().uploadRate(), mounted.rules().downloadRate())
                : Bandwidth.Rates.NONE;
    }

    @Override
    public boolean isAllowedBeforeLogin() {
        return true;
    }
}
