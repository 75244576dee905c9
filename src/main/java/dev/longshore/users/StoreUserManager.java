package dev.longshore.users;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import dev.longshore.users.otp.OneTimeCode;
import dev.longshore.users.otp.OneTimeCode.Answer;
import dev.longshore.users.password.PasswordCheck;
import dev.longshore.users.password.StoredPassword;
import java.net.InetAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.apache.ftpserver.ftplet.Authentication;
import org.apache.ftpserver.ftplet.AuthenticationFailedException;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.User;
import org.apache.ftpserver.ftplet.UserManager;
import org.apache.ftpserver.usermanager.UsernamePasswordAuthentication;
import org.apache.ftpserver.usermanager.impl.UserMetadata;
import org.jspecify.annotations.Nullable;

/** FtpServer's user manager over the credential stores, asked in their order. Users are not changed over FTP. */
public final class StoreUserManager implements UserManager, LoginQuestions {
    private static final String PASSWORD_AND_CODE = "Password and code, please.";
    private static final String CODE = "Code, please.";

    private final List<CredentialStore> stores;
    private final PasswordCheck passwords;
    private final OneTimeCodes codes;
    private final InstantSource clock;

    public StoreUserManager(List<? extends CredentialStore> stores) {
        this(stores, new PasswordCheck());
    }

    public StoreUserManager(List<? extends CredentialStore> stores, PasswordCheck passwords) {
        this(stores, passwords, OneTimeCodes.NONE);
    }

    public StoreUserManager(List<? extends CredentialStore> stores, PasswordCheck passwords, OneTimeCodes codes) {
        this(stores, passwords, codes, InstantSource.system());
    }

    StoreUserManager(
            List<? extends CredentialStore> stores, PasswordCheck passwords, OneTimeCodes codes, InstantSource clock) {
        this.stores = List.copyOf(stores);
        this.passwords = passwords;
        this.codes = codes;
        this.clock = clock;
        stores.stream().flatMap(store -> store.samples().stream()).forEach(user -> user.stored()
                .ifPresent(stored -> passwords.expect(user.name(), stored)));
    }

    @Override
    public Question question(String name) {
        Optional<UserRecord> found = find(name);
        boolean tls = found.filter(UserRecord::tls).isPresent();
        if (found.map(UserRecord::proof).orElse(Proof.PASSWORD) instanceof Proof.Nothing) {
            return new Question(Question.Kind.ANY_PASSWORD, tls, "");
        }
        Optional<OneTimeCode> code = found.flatMap(StoreUserManager::code).or(() -> codes.madeUp(name));
        if (code.isEmpty()) {
            return Question.password(tls);
        }
        boolean alone = !codes.uniform() && found.flatMap(UserRecord::stored).isEmpty();
        String words = (codes.challenge(name, code.get()) + " " + (alone ? CODE : PASSWORD_AND_CODE)).strip();
        return new Question(Question.Kind.ONE_TIME_CODE, tls, words);
    }

    /**
     * One answer for an unknown user, a wrong password or code, a disabled user, a wrong address and a certificate that is missing or
     * another user's, after the same work.
     */
    @Override
    public User authenticate(Authentication authentication) throws AuthenticationFailedException {
        if (authentication instanceof CertifiedLogin login) {
            return find(login.user())
                    .filter(record -> record.proof() instanceof Proof.Certificate)
                    .filter(record -> admits(record, login.user(), login.client()))
                    .map(Account::of)
                    .orElseThrow(StoreUserManager::refused);
        }
        if (!(authentication instanceof UsernamePasswordAuthentication credentials)) {
            throw new AuthenticationFailedException("Only passwords and certificates are known");
        }
        String name = credentials.getUsername();
        UserMetadata client = credentials.getUserMetadata();
        InetAddress address = client == null ? null : client.getInetAddress();
        Optional<UserRecord> found = Optional.empty();
        for (Iterator<CredentialStore> rest = stores.iterator(); found.isEmpty() && rest.hasNext(); ) {
            CredentialStore store = rest.next();
            found = ask(store, name);
            if (store instanceof PasswordStore comparing) {
                Optional<UserRecord> right =
                        login(comparing, new PasswordStore.Login(name, credentials.getPassword(), address));
                if (right.filter(record -> admits(record, name, client)).isPresent()) {
                    return Account.of(right.get());
                }
                found = right;
            }
        }
        boolean admitted = found.filter(record -> admits(record, name, client)).isPresent();
        if (!isRight(found, admitted, credentials, address)) {
            throw refused();
        }
        return Account.of(found.get());
    }

    private static AuthenticationFailedException refused() {
        return new AuthenticationFailedException("Authentication failed");
    }

    /** Whether the user may come in from there, and the client has a certificate of that user where one is needed, and of no other. */
    private boolean admits(UserRecord record, String name, @Nullable UserMetadata client) {
        InetAddress address = client == null ? null : client.getInetAddress();
        LoginClient known = client instanceof LoginClient own ? own : null;
        boolean certified = known != null && known.isCertifiedAs(name);
        boolean another = known != null && known.isCertifiedAsAnother(name);
        return record.admits(address, clock.instant())
                && !another
                && (certified || !record.proof().needsCertificate());
    }

    /** Whether a password, with a code where there is one, lets in whom the record lets in. */
    private boolean isRight(
            Optional<UserRecord> found,
            boolean admitted,
            UsernamePasswordAuthentication credentials,
            @Nullable InetAddress address) {
        String name = credentials.getUsername();
        String origin = address == null ? "" : Origin.of(address).text();
        Optional<StoredPassword> stored = found.flatMap(UserRecord::stored);
        if (admitted && found.get().proof() instanceof Proof.Nothing) {
            return true;
        }
        Optional<OneTimeCode> own = found.flatMap(StoreUserManager::code);
        Optional<OneTimeCode> asked = own.or(() -> codes.madeUp(name)).map(code -> codes.current(name, code));
        if (own.isEmpty() && (asked.isEmpty() || stored.isPresent())) {
            return passwords.admits(name, origin, stored, admitted, credentials.getPassword());
        }
        OneTimeCode code = asked.orElseThrow();
        Answer answer = own.isPresent() && stored.isEmpty()
                ? new Answer("", credentials.getPassword())
                : code.behindPassword(credentials.getPassword());
        Instant now = clock.instant();
        AtomicReference<OneTimeCode> next = new AtomicReference<>();
        BooleanSupplier codeIsRight = () -> {
            code.verify(answer.code(), now).ifPresent(next::set);
            return next.get() != null;
        };
        boolean right =
                passwords.admits(name, origin, stored, admitted && own.isPresent(), answer.password(), codeIsRight);
        return right && codes.claim(name, next.get());
    }

    private static Optional<OneTimeCode> code(UserRecord record) {
        return record.proof().besidesCertificate() instanceof Proof.Code own
                ? Optional.of(own.code())
                : Optional.empty();
    }

    @Nullable
    @Override
    public User getUserByName(String name) {
        return find(name).map(Account::of).orElse(null);
    }

    @Override
    public boolean doesExist(String name) {
        return find(name).isPresent();
    }

    @Override
    public String[] getAllUserNames() throws FtpException {
        throw new FtpException("Users are not listed over FTP");
    }

    @Override
    public void delete(String name) throws FtpException {
        throw new FtpException("Users are not deleted over FTP");
    }

    @Override
    public void save(User user) throws FtpException {
        throw new FtpException("Users are not changed over FTP");
    }

    /** There is no administrator over FTP. */
    @Nullable
    @Override
    public String getAdminName() {
        return null;
    }

    @Override
    public boolean isAdmin(String name) {
        return false;
    }

    /** A store that cannot tell ends the search: a user of its may not be taken for one of the next. */
    private Optional<UserRecord> find(String name) {
        for (CredentialStore store : stores) {
            Optional<UserRecord> found = ask(store, name);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<UserRecord> ask(CredentialStore store, String name) {
        try {
            return store.find(name);
        } catch (RuntimeException e) {
            throw cannotTell(store, e);
        }
    }

    private static Optional<UserRecord> login(PasswordStore store, PasswordStore.Login login) {
        try {
            return store.login(login);
        } catch (RuntimeException e) {
            throw cannotTell(store, e);
        }
    }

    private static Failure cannotTell(CredentialStore store, RuntimeException cause) {
        String sentence = store.name() + ": " + cause.getMessage();
        return new Failure(FailureKind.USER_STORE_DOWN, "A store of users cannot tell, " + sentence, cause);
    }
}
