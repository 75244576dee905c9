package dev.longshore.files;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import org.apache.ftpserver.ftplet.User;

/** A user of FtpServer who knows which buckets make up the tree. */
public interface MountedUser extends User {
    /** The tree that the user sees. */
    UserTree tree();

    /** What holds for the user's transfers. */
    TransferRules rules();

    /** True when the user may log in only over TLS. */
    boolean requiresTls();

    /** How names are written for clients that do not ask for UTF-8. */
    Charset charset();

    /** True when anybody may be this user: a login proves nothing. */
    boolean isAnonymous();

    /** True for a user whose tree depends on the account that ACCT names (RFC 959 §4.1.1). */
    boolean hasAccounts();

    /** True as long as none is chosen; the tree is empty until then. */
    boolean needsAccount();

    /** True when a session may go on to another account. */
    boolean changesAccount();

    /** The user in that account; empty when there is none of that name. */
    Optional<MountedUser> in(String account);

    /** The lines that the user is welcomed with; none for those of the gateway. */
    List<String> welcome();
}
