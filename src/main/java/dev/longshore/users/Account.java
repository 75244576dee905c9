package dev.longshore.users;

import dev.longshore.files.MountedUser;
import dev.longshore.files.TransferRules;
import dev.longshore.files.UserTree;
import java.nio.charset.Charset;
import java.util.List;
import org.apache.ftpserver.ftplet.Authority;
import org.apache.ftpserver.ftplet.AuthorizationRequest;
import org.apache.ftpserver.usermanager.impl.ConcurrentLoginPermission;
import org.jspecify.annotations.Nullable;

/** A user who has logged in, in FtpServer's terms. Holds no password. */
record Account(
        String name,
        boolean requiresTls,
        Charset charset,
        TransferRules rules,
        SessionLimits sessions,
        UserTree tree,
        List<String> welcome)
        implements MountedUser {
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
