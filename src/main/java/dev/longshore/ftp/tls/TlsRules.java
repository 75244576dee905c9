package dev.longshore.ftp.tls;

import java.time.Duration;

/**
 * What holds for TLS of a listener.
 *
 * @param dataSession whether data connections resume the session of their control connection
 * @param handshake   how long the handshake of a data connection may take
 * @param clients     whether clients are asked for a certificate
 * @param subjects    which user it names
 */
public record TlsRules(
        DataSession dataSession, Duration handshake, ClientCertificate clients, SubjectPattern subjects) {}
