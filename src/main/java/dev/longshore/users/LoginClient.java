package dev.longshore.users;

import java.net.InetAddress;
import org.apache.ftpserver.usermanager.impl.UserMetadata;
import org.jspecify.annotations.Nullable;

/** Who logs in, as far as the connection tells. */
public final class LoginClient extends UserMetadata {
    @Nullable
    private final String certified;

    /**
     * @param address   from where
     * @param certified the user whom the client's certificate names; null without a certificate, and where it names nobody
     */
    public LoginClient(InetAddress address, @Nullable String certified) {
        setInetAddress(address);
        this.certified = certified;
    }

    /** Whether a certificate says that the client is that user. */
    public boolean isCertifiedAs(String user) {
        return user.equals(certified);
    }

    /** Whether a certificate says that the client is another user than that one. */
    boolean isCertifiedAsAnother(String user) {
        return certified != null && !certified.equals(user);
    }
}
