package dev.longshore.users;

import dev.longshore.files.MountedUser;
import dev.longshore.files.TransferRules;
import dev.longshore.files.UserTree;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import org.apache.ftpserver.ftplet.Authority;
import org.apache.ftpserver.ftplet.AuthorizationRequest;
import org.apache.ftpserver.usermanager.impl.ConcurrentLoginPermission;
import org.jspecify.annotations.Nullable;

/** A user who is who he says, in FtpServer's terms. Holds no password. */
record Account(
        String name,
        boolean requiresTls,
        Charset charset,
        TransferRules rules,
        SessionLimits sessions,
        UserTree tree,
        List<String> welcome,
        boolean anonymous,
        Accounts accounts,
        boolean chosen)
        implements MountedUser {
    /** As the record is; no account is chosen. */
    static Account of(UserRecord record) {
        return new Account(
                record.name(),
                record.tls(),
                record.charset(),
                record.rules(),
                record.sessions(),
                record.tree(),
                record.welcome(),
                record.proof() instanceof Proof.Nothing,
                record.accounts(),
                false);
    }

    @Override
    public boolean isAnonymous() {
        return anonymous;
    }

    @Override
    public boolean hasAccounts() {
        return !accounts.isEmpty();
    }

    @Override
    public boolean needsAccount() {
        return hasAccounts() && !chosen;
    }

    @Override
    public boolean changesAccount() {
        return accounts.changed();
    }

    @Override
    public Optional<MountedUser> in(String account) {
        return Optional.ofNullable(accounts.trees().get(account))
                .map(own -> new Account(
                        name, requiresTls, charset, rules, sessions, own, welcome, anonymous, accounts, true));
    }

    @Override
    public String getName() {
        return name;
    }

    @Nullable
    @Override
    public String getPassword() {
        return null;
    }

    @Override
    public List<? extends Authority> getAuthorities() {
        return List.of();
    }

    @Override
    public List<? extends Authority> getAuthorities(Class<? extends Authority> type) {
        return List.of();
    }

    /**
     * FtpServer asks this way whether something is allowed; null means that nobody is responsible for the question. A login is told
     * how many there may be.
     */
    @Nullable
    @Override
    public AuthorizationRequest authorize(AuthorizationRequest request) {
        var logins = new ConcurrentLoginPermission(sessions.most(), sessions.perAddress());
        return logins.canAuthorize(request) ? logins.authorize(request) : null;
    }

    @Override
    public int getMaxIdleTime() {
        return 0;
    }

    @Override
    public boolean getEnabled() {
        return true;
    }

    @Override
    public String getHomeDirectory() {
        return tree.home().toString();
    }
}
