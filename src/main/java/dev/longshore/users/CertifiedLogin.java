package dev.longshore.users;

import org.apache.ftpserver.ftplet.Authentication;

/**
 * A login by the certificate of a client alone.
 *
 * @param user   as it was given to USER
 * @param client who has shown the certificate
 */
public record CertifiedLogin(String user, LoginClient client) implements Authentication {}
