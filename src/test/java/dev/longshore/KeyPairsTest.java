package dev.longshore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.ftp.tls.SelfMadeCertificate;
import dev.longshore.testing.LogLines;
import dev.longshore.testing.TestAuthority;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is looked at before a certificate is used. */
class KeyPairsTest {
    private static final char[] PASSWORD = "longshore".toCharArray();

    @TempDir
    private Path folder;

    @Test
    void aKeyAndItsCertificateAreAPair() throws IOException, GeneralSecurityException {
        KeyStore store = made("a.p12");
        assertThat(KeyPairs.require(managers(store))).containsExactly((X509Certificate) store.getCertificate("ftps"));
    }

    @Test
    void theKeyOfAnotherCertificateIsRefused() throws IOException, GeneralSecurityException {
        KeyStore first = made("a.p12");
        KeyStore second = made("b.p12");
        first.setKeyEntry(
                "ftps", second.getKey("ftps", PASSWORD), PASSWORD, new Certificate[] {first.getCertificate("ftps")});
        KeyManager[] managers = managers(first);
        assertThatThrownBy(() -> KeyPairs.require(managers)).hasMessageContaining("not that of the certificate");
    }

    @Test
    void aStoreWithoutAKeyIsRefused() throws IOException, GeneralSecurityException {
        KeyStore store = made("a.p12");
        store.deleteEntry("ftps");
        KeyManager[] managers = managers(store);
        assertThatThrownBy(() -> KeyPairs.require(managers)).hasMessageContaining("no key");
    }

    @Test
    void oneThatIsNotValidNowIsTold() throws IOException, GeneralSecurityException {
        Instant now = Instant.now();
        TestAuthority authority = new TestAuthority("Issuer");
        try (LogLines log = LogLines.of(KeyPairs.class)) {
            KeyPairs.require(managers(authority.issues("CN=new")));
            KeyPairs.require(managers(authority.issues("CN=old", now.minusSeconds(7200), now.minusSeconds(3600))));
            assertThat(log.all())
                    .singleElement()
                    .asString()
                    .contains("The certificate of FTPS for CN=old is valid from ");
        }
    }

    private static KeyManager[] managers(TestAuthority.Issued pair) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, PASSWORD);
        store.setKeyEntry("ftps", pair.key(), PASSWORD, new Certificate[] {pair.certificate()});
        return managers(store);
    }

    private KeyStore made(String name) throws IOException, GeneralSecurityException {
        SelfMadeCertificate.keptIn(folder.resolve(name));
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve(name))) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    private static KeyManager[] managers(KeyStore store) throws GeneralSecurityException {
        KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
        factory.init(store, PASSWORD);
        return factory.getKeyManagers();
    }
}
