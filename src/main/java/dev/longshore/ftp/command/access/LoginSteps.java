package dev.longshore.ftp.command.access;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import dev.longshore.files.MountedUser;
import dev.longshore.ftp.data.Bandwidth;
import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.LoginState;
import dev.longshore.ftp.tls.ControlTls;
import dev.longshore.users.CertifiedLogin;
import dev.longshore.users.LoginClient;
import dev.longshore.users.LoginQuestions;
import dev.longshore.users.Question;
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
import org.jboss.logging.Logger;

/**
 * The login as RFC 959 §6 draws it: USER names, PASS proves (or a certificate that was shown before), ACCT chooses, and 230 stands where nothing more is needed. Each step needs the
 * {@link LoginState} that the one before has left, and a refusal leaves none, so that the next try begins with USER.
 *
 * @param tlsRequired whether nobody logs in without TLS
 */
record LoginSteps(
        boolean tlsRequired,
        UserManager users,
        FileSystemFactory files,
        Bandwidth bandwidth,
        Gate gate,
        List<String> welcome) {
    private static final Logger LOG = Logger.getLogger(LoginSteps.class);

    /** Who needs TLS is told so here, before a password is sent in clear (RFC 4217 §11). */
    Reply user(ControlSession session, String name) {
        if (session.isLoggedIn()) {
            return Replies.ALREADY_LOGGED_IN.with();
        }
        session.login(LoginState.UNNAMED);
        if (tlsRequired && !session.isSecure()) {
            return Replies.TLS_REQUIRED.with();
        }
        Question question = LoginQuestions.of(users).question(name);
        if (question.tls() && !session.isSecure()) {
            return Replies.TLS_REQUIRED.with();
        }
        Optional<User> certified = certified(session, name);
        if (certified.isPresent()) {
            return proved(session, certified.get(), Replies.LOGGED_IN_BY_CERTIFICATE);
        }
        session.login(new LoginState.Named(name));
        return switch (question.kind()) {
            case PASSWORD -> Replies.NAME_OKAY.with();
            case ANY_PASSWORD -> Replies.ANY_PASSWORD.with();
            case ONE_TIME_CODE -> Replies.CHALLENGE.with(question.challenge());
        };
    }

    /** The user, if the certificate of the client lets that one in by itself (RFC 2228 §4). Else it is not told why not. */
    private Optional<User> certified(ControlSession session, String name) {
        LoginClient client = client(session);
        if (!client.isCertifiedAs(name)) {
            return Optional.empty();
        }
        try {
            return Optional.of(users.authenticate(new CertifiedLogin(name, client)));
        } catch (AuthenticationFailedException e) {
            return Optional.empty();
        }
    }

    private static LoginClient client(ControlSession session) {
        ControlTls tls = session.tls();
        return new LoginClient(session.clientHost(), tls == null ? null : tls.certifiedUser());
    }

    Reply password(ControlSession session, String password) {
        if (session.isLoggedIn()) {
            return Replies.ALREADY_LOGGED_IN.with();
        }
        if (!(session.login() instanceof LoginState.Named named)) {
            return Replies.USER_FIRST.with();
        }
        session.login(LoginState.UNNAMED);
        try {
            return proved(
                    session,
                    users.authenticate(new UsernamePasswordAuthentication(named.user(), password, client(session))),
                    Replies.LOGGED_IN);
        } catch (AuthenticationFailedException e) {
            return refused(session, named.user(), password);
        }
    }

    private Reply proved(ControlSession session, User user, Replies welcome) {
        if (user instanceof MountedUser mounted && mounted.needsAccount()) {
            session.login(new LoginState.Proved(mounted));
            return Replies.ACCOUNT_NEEDED.with();
        }
        return entered(session, user, welcome);
    }

    Reply account(ControlSession session, String account) {
        if (session.isLoggedIn()) {
            return changed(session, account);
        }
        if (!(session.login() instanceof LoginState.Proved proved)) {
            return Replies.PASSWORD_FIRST.with();
        }
        session.login(LoginState.UNNAMED);
        Optional<MountedUser> chosen = proved.user().in(account);
        return chosen.isPresent()
                ? entered(session, chosen.get(), Replies.LOGGED_IN)
                : refused(session, proved.user().getName(), account);
    }

    /** RFC 959 §4.1.1: ACCT may come at any time. It runs in its turn, so never during a transfer. */
    private Reply changed(ControlSession session, String account) {
        if (!(session.getUser() instanceof MountedUser user) || !user.hasAccounts()) {
            return Replies.NO_ACCOUNT_NEEDED.with();
        }
        if (!user.changesAccount()) {
            return Replies.ACCOUNT_STAYS.with();
        }
        Optional<MountedUser> chosen = user.in(account);
        if (chosen.isEmpty()) {
            return refused(session, user.getName(), account);
        }
        session.changeTree(view(chosen.get()), chosen.get());
        return Replies.ACCOUNT_CHANGED.with();
    }

    /** Nothing more is needed. That anybody may come in who says so does not make up for what a client has done. */
    private Reply entered(ControlSession session, User user, Replies reply) {
        if (!(user instanceof MountedUser mounted) || !mounted.isAnonymous()) {
            gate.defender().loggedIn(session.clientHost());
        }
        FileSystemView view = view(user);
        Optional<Seat> seat = gate.admit(user, session.clientHost());
        if (seat.isEmpty()) {
            return Replies.TOO_MANY_SESSIONS.with();
        }
        session.occupy(seat.get());
        session.setLogin(view);
        session.setUser(user);
        session.limitTransfers(() -> bandwidth.share(user.getName(), rates(user)));
        return reply.saying(welcome(user));
    }

    private Reply refused(ControlSession session, String user, String secret) {
        LOG.infof("Login refused for a client at %s", session.clientHost().getHostAddress());
        gate.defender().refusedLogin(session.clientHost(), user, secret);
        return Replies.LOGIN_REFUSED.with();
    }

    private FileSystemView view(User user) {
        try {
            return files.createFileSystemView(user);
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
}
