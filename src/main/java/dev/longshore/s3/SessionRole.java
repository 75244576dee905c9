package dev.longshore.s3;

/**
 * A role that the requests of one user are made with.
 *
 * @param user   the FTP user, who becomes the source identity
 * @param arn    of the role
 * @param policy of the session, in JSON: what the user may do of what the role may; empty for all of it
 */
public record SessionRole(String user, String arn, String policy) {
    @Override
    public String toString() {
        return "SessionRole[" + user + ", " + arn + "]";
    }
}
