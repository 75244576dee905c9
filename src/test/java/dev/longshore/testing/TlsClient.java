package dev.longshore.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** A client's side of FTPS: TLS of one version that trusts everybody, and resumes the control connection's session where it can. */
public final class TlsClient {
    private final String version;
    private final SSLContext context;

    public TlsClient(String version) {
        this(version, new KeyManager[0]);
    }

    /** One with a certificate of its own. */
    public TlsClient(String version, TestAuthority.Issued own) {
        this(version, own.keys());
    }

    private TlsClient(String version, KeyManager... keys) {
        this.version = version;
        try {
            context = SSLContext.getInstance("TLS");
            context.init(keys, new TrustManager[] {new Trusting()}, null);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A client that has sent AUTH TLS, and shaken hands. */
    public FtpDialogue connect(TestGateway gateway) {
        return secure(gateway.connect(), gateway.port());
    }

    /** A client that has logged in, and asked for data connections in TLS. */
    public FtpDialogue login(TestGateway gateway) {
        return connect(gateway)
                .login(TestGateway.USER, TestGateway.PASSWORD)
                .sends("PBSZ 0")
                .gets(200)
                .sends("PROT P")
                .gets(200);
    }

    /** AUTH TLS, and the handshake. */
    public FtpDialogue secure(FtpDialogue plain, int port) {
        return plain.sends("AUTH TLS").gets(234).over(socket -> over(socket, port));
    }

    /** A client of implicit TLS. */
    public FtpDialogue implicit(int port) {
        return FtpDialogue.connect(port, socket -> over(socket, port));
    }

    /**
     * TLS over a socket, whose handshake is done. What it covers is left open when it is closed.
     *
     * @param port the port of the control connection, by which the session of that is found again
     */
    public SSLSocket over(Socket socket, int port) {
        try {
            SSLSocket secured = covers(socket, port);
            secured.startHandshake();
            return secured;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** TLS over a socket, before its handshake. */
    public SSLSocket covers(Socket socket, int port) {
        try {
            SSLSocket secured = (SSLSocket)
                    context.getSocketFactory().createSocket(new SocketOfPort(socket, port), "127.0.0.1", port, false);
            secured.setEnabledProtocols(new String[] {version});
            return secured;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Trusting extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
