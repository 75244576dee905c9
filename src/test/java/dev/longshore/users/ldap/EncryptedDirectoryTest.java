package dev.longshore.users.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldif.LDIFException;
import dev.longshore.testing.FtpDialogue;
import dev.longshore.testing.TestGateway;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** LDAPS and StartTLS: a password goes only to a server that proves its name by a certificate that is believed. */
class EncryptedDirectoryTest {
    private static final String DOWN = "421 Logins are not possible now, try again later.";

    private final Answers answers = new Answers();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"true, 127.0.0.1, ip", "false, 127.0.0.1, ip", "true, localhost, dns", "false, localhost, dns"})
    void aServerWithTheRightCertificateIsAsked(boolean startTls, String host, String kind)
            throws LDAPException, LDIFException {
        TestCertificate certificate = TestCertificate.of(folder, kind + ":" + host);
        assertThat(answer(
                        certificate,
                        startTls,
                        host,
                        Map.of("ca-file", certificate.file().toString())))
                .startsWith("230");
        assertThat(answers.binds()).contains("cn=bob,dc=x");
    }

    @ParameterizedTest
    @CsvSource({"true, 127.0.0.1", "false, 127.0.0.1", "true, localhost", "false, localhost"})
    void aServerOfAnotherNameIsTrustedWithNothing(boolean startTls, String host) throws LDAPException, LDIFException {
        TestCertificate certificate = TestCertificate.of(folder, "dns:ldap.example.com");
        assertThat(answer(
                        certificate,
                        startTls,
                        host,
                        Map.of("ca-file", certificate.file().toString())))
                .isEqualTo(DOWN);
        assertThat(answers.binds()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aServerOfAnUnknownAuthorityIsTrustedWithNothing(boolean startTls) throws LDAPException, LDIFException {
        assertThat(answer(TestCertificate.of(folder, "ip:127.0.0.1"), startTls, "127.0.0.1", Map.of()))
                .isEqualTo(DOWN);
        assertThat(answers.binds()).isEmpty();
    }

    /** With a name for the search, so that a bind would be seen. */
    private String answer(TestCertificate certificate, boolean startTls, String host, Map<String, String> more)
            throws LDAPException, LDIFException {
        InetAddress here = InetAddress.getLoopbackAddress();
        InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=x");
        config.setSchema(null);
        config.addAdditionalBindCredentials("cn=admin", "admin-word");
        config.addInMemoryOperationInterceptor(answers);
        config.setListenerConfigs(
                startTls
                        ? InMemoryListenerConfig.createLDAPConfig(
                                "ldap", here, 0, certificate.context().getSocketFactory())
                        : InMemoryListenerConfig.createLDAPSConfig(
                                "ldaps", here, 0, certificate.context().getServerSocketFactory(), null));
        InMemoryDirectoryServer server = new InMemoryDirectoryServer(config);
        server.add("dn: dc=x", "objectClass: domain", "dc: x");
        server.add("dn: cn=bob,dc=x", "objectClass: person", "cn: bob", "uid: bob", "userPassword: geheim");
        server.startListening();
        Map<String, String> settings = new HashMap<>(Map.of(
                "longshore.users.stores",
                "config,ldap",
                "longshore.users.ldap.urls",
                (startTls ? "ldap" : "ldaps") + "://" + host + ":" + server.getListenPort(),
                "longshore.users.ldap.start-tls",
                Boolean.toString(startTls),
                "longshore.users.ldap.base",
                "dc=x",
                "longshore.users.ldap.bind-dn",
                "cn=admin",
                "longshore.users.ldap.bind-password",
                "admin-word"));
        more.forEach((key, value) -> settings.put("longshore.users.ldap." + key, value));
        try (TestGateway gateway = TestGateway.start(settings);
                FtpDialogue bob = gateway.connect()) {
            bob.sends("USER bob").gets(331).sends("PASS geheim").getsAny();
            return bob.replyLine();
        } finally {
            server.shutDown(true);
        }
    }
}
