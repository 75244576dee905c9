package dev.longshore.ftp.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/** Certificates of a gateway that takes those of clients. */
final class TestServer {
    private static final char[] PASSWORD = "x".toCharArray();

    private TestServer() {}

    static ServerCertificate trusting(ClientTrust clients) throws GeneralSecurityException, IOException {
        return new ServerCertificate(clients, keys());
    }

    static KeyManager[] keys() throws GeneralSecurityException, IOException {
        SelfSigned made = SelfSigned.make();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, PASSWORD);
        store.setKeyEntry("server", made.key(), PASSWORD, new X509Certificate[] {made.certificate()});
        KeyManagerFactory factory = KeyManagerFactory.getInstance("SunX509");
        factory.init(store, PASSWORD);
        return factory.getKeyManagers();
    }
}
