package dev.longshore.ftp.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.FtpDialogue;
import dev.longshore.testing.TestGateway;
import dev.longshore.testing.TlsClient;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SNI (RFC 6066 §3) chooses the certificate, and HOST (RFC 7151) must agree. */
class ServerNameTest {
    private static final char[] PASSWORD = "x".toCharArray();
    private static TestGateway gateway;

    @BeforeAll
    static void start() throws GeneralSecurityException, IOException {
        gateway = TestGateway.start(
                Map.of("longshore.ftp.tls.mode", "offer", "longshore.ftp.hosts.\"ftp.example.com\".greeting", "Hello."),
                new ServerCertificate(keys("ftp.example.com", "*.example.org", "files.example.net")));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @CsvSource({
        "ftp.example.com,ftp.example.com",
        "FTP.example.com,ftp.example.com",
        "files.example.net,files.example.net",
        "a.example.org,*.example.org",
        "a.b.example.org,ftp.example.com",
        "example.org,ftp.example.com",
        "unknown.example,ftp.example.com"
    })
    void choosesTheCertificate(String asked, String got) throws IOException {
        for (String version : List.of("TLSv1.2", "TLSv1.3")) {
            try (FtpDialogue client = connect(new TlsClient(version), asked)) {
                X509Certificate certificate = (X509Certificate)
                        ((SSLSocket) client.control()).getSession().getPeerCertificates()[0];
                assertThat(certificate.getSubjectX500Principal().getName()).contains("CN=" + got);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void hostMustAgree(String version) {
        try (FtpDialogue client = connect(new TlsClient(version), "ftp.example.com")) {
            client.sends("HOST files.example.net").gets("504 TLS was begun with another host.");
            client.sends("HOST FTP.example.com").gets("220 Hello.");
        }
    }

    /** JDK 25 asks for the certificate of a ticket before it knows the name. */
    @ParameterizedTest
    @CsvSource({
        "TLSv1.2,ftp.example.com",
        "TLSv1.2,files.example.net",
        "TLSv1.3,ftp.example.com",
        "TLSv1.3,files.example.net"
    })
    void dataConnectionsResumeTheSessionOfAnyCertificate(String version, String name)
            throws GeneralSecurityException, IOException {
        try (TestGateway requiring = TestGateway.start(
                Map.of("longshore.ftp.tls.data-session", "require"),
                new ServerCertificate(keys("ftp.example.com", "files.example.net")))) {
            TlsClient tls = new TlsClient(version);
            try (FtpDialogue client = requiring
                    .connect()
                    .sends("AUTH TLS")
                    .gets(234)
                    .over(socket -> named(tls, socket, requiring.port(), name))) {
                client.login("alice", "secret").sends("PBSZ 0").gets(200);
                client.sends("PROT P").gets(200);
                for (int i = 0; i < 3; i++) {
                    try (Socket plain = client.passive()) {
                        client.sends("NLST").gets(150);
                        try (Socket data = named(tls, plain, requiring.port(), name)) {
                            assertThat(data.getInputStream().readAllBytes()).isEmpty();
                        }
                        client.gets(226);
                    }
                }
            }
        }
    }

    @Test
    void hostIsFreeWhereNoNameWasAskedFor() {
        try (FtpDialogue client = new TlsClient("TLSv1.3").connect(gateway)) {
            client.sends("HOST ftp.example.com").gets("220 Hello.");
        }
    }

    private static FtpDialogue connect(TlsClient tls, String name) {
        return gateway.connect().sends("AUTH TLS").gets(234).over(socket -> named(tls, socket, gateway.port(), name));
    }

    private static Socket named(TlsClient tls, Socket socket, int port, String name) {
        SSLSocket secured = tls.covers(socket, port);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(name)));
        secured.setSSLParameters(parameters);
        return secured;
    }

    private static KeyManager[] keys(String... names) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, PASSWORD);
        for (int i = 0; i < names.length; i++) {
            SelfSigned made = SelfSigned.make(List.of(names[i]));
            store.setKeyEntry("key-" + i, made.key(), PASSWORD, new X509Certificate[] {made.certificate()});
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance("SunX509");
        factory.init(store, PASSWORD);
        return factory.getKeyManagers();
    }
}
