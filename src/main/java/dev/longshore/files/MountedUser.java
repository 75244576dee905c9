package dev.longshore.files;

import java.nio.charset.Charset;
import java.util.List;
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

    /** The lines that the user is welcomed with; none for those of the gateway. */
    List<String> welcome();
}
