package dev.longshore.ftp.tls;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.util.UUID;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * TLS of one control connection, and of the data connections that belong to it. All of them use one context that is theirs alone, so
 * only they can resume its sessions. A session carries the name of its peer, which here is a random mark: a data connection that has the
 * mark of the control connection has resumed.
 */
public final class ControlTls {
    private static final Logger LOG = Logger.getLogger(ControlTls.class);
    private static final String TLS_1_3 = "TLSv1.3";
    private static final int ANY_PORT = 1;

    /** Each ticket of {@link #refreshTicket()} is a session in memory, used or not. */
    private static final int MOST_SESSIONS = 16;

    private final TlsServer server;
    private final TlsRules rules;
    private final SSLContext context;
    private final SSLEngine engine;

    ControlTls(TlsServer server, TlsRules rules) {
        this.server = server;
        this.rules = rules;
        this.context = server.newContext();
        context.getServerSessionContext().setSessionCacheSize(MOST_SESSIONS);
        this.engine = server.serving(context.createSSLEngine(UUID.randomUUID().toString(), ANY_PORT));
    }

    /** The name of this server by which the client began TLS (SNI), in lower case; empty where it named none. */
    public String requestedName() {
        return NamedKeys.requested((ExtendedSSLSession) engine.getSession());
    }

    /** That of the control connection; its handshake has not begun. */
    public SSLEngine engine() {
        return engine;
    }

    /** Such as {@code TLSv1.3}. */
    public String version() {
        return engine.getSession().getProtocol();
    }

    public boolean isVersion13() {
        return isVersion13(engine);
    }

    static boolean isVersion13(SSLEngine engine) {
        return engine.getSession().getProtocol().equals(TLS_1_3);
    }

    /**
     * Does the handshake of a data connection.
     *
     * @param out    the output of the socket
     * @param upload true where the client will send; with TLS 1.3 it then gets no ticket before the end, since one that it does not
     *               read would make its system reset the connection, and drop what is still on its way to us
     * @throws NotResumed  when the session of the control connection has to be resumed and was not
     * @throws OtherClient when the control connection has a certificate of its client, and this one has not the same
     * @throws IOException when the handshake fails, or takes too long
     */
    public DataTls accept(Socket socket, OutputStream out, boolean upload) throws IOException {
        SSLContext used = rules.dataSession() == DataSession.OFF ? server.newContext() : context;
        DataTls data = new DataTls(socket, out, server.serving(used.createSSLEngine()));
        data.handshake(upload, rules.handshake());
        SSLSession session = data.session();
        boolean resumed = isResumed(session);
        LOG.debugf(
                "Data connection of %s: %s, %s, %s",
                socket.getRemoteSocketAddress(),
                session.getProtocol(),
                session.getCipherSuite(),
                resumed ? "resumed" : "not resumed");
        if (rules.dataSession() == DataSession.REQUIRE && !resumed) {
            throw refused(data, upload, new NotResumed());
        }
        if (!isSameClient(session)) {
            throw refused(data, upload, new OtherClient());
        }
        return data;
    }

    /** RFC 4217 §15.1.2. A session that was resumed has the certificate of the one that it resumed. */
    private boolean isSameClient(SSLSession data) {
        X509Certificate own = certificate(engine.getSession());
        return own == null || own.equals(certificate(data));
    }

    /** A download is reset, so that nobody takes it for an empty file. */
    private static IOException refused(DataTls data, boolean upload, IOException reason) {
        if (upload) {
            data.endRefusedUpload();
        }
        return reason;
    }

    @Nullable
    private static X509Certificate certificate(SSLSession session) {
        try {
            return session.getPeerCertificates()[0] instanceof X509Certificate own ? own : null;
        } catch (SSLPeerUnverifiedException e) {
            return null;
        }
    }

    /** The user whom the client's certificate names; null without a certificate, and where it names nobody. */
    @Nullable
    public String certifiedUser() {
        X509Certificate own = certificate(engine.getSession());
        return own == null ? null : rules.subjects().user(own).orElse(null);
    }

    /** True for a data connection that resumed the session of this control connection. */
    boolean isResumed(SSLSession data) {
        String mark = engine.getSession().getPeerHost();
        return mark != null && mark.equals(data.getPeerHost());
    }

    /**
     * Has the next record of the control connection bring a new ticket (TLS 1.3). Clients use a ticket once, and some of them (curl)
     * take new ones from the control connection alone.
     */
    public void refreshTicket() {
        if (rules.dataSession() != DataSession.OFF && isVersion13()) {
            SSLSession session = engine.getSession();
            session.putValue("ticket", Boolean.TRUE);
            session.removeValue("ticket");
        }
    }
}
