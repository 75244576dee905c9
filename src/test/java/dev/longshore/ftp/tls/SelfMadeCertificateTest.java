package dev.longshore.ftp.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.failure.StartFailure;
import dev.longshore.testing.TestAuthority;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The certificate of development. */
class SelfMadeCertificateTest {
    @TempDir
    private Path folder;

    @Test
    void isMadeOnceAndKept() throws IOException {
        Path file = folder.resolve("below/ftps.p12");
        String fingerprint = SelfMadeCertificate.keptIn(file).fingerprint();
        assertThat(fingerprint).matches("([0-9A-F]{2}:){31}[0-9A-F]{2}");
        assertThat(SelfMadeCertificate.keptIn(file).fingerprint()).isEqualTo(fingerprint);
        assertThat(SelfMadeCertificate.fresh().fingerprint()).isNotEqualTo(fingerprint);
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void isReadByItsOwnerOnly() throws IOException {
        Path file = folder.resolve("ftps.p12");
        SelfMadeCertificate.keptIn(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void oneThatHasExpiredIsMadeAnew() throws IOException, GeneralSecurityException {
        Instant now = Instant.now();
        TestAuthority.Issued old =
                new TestAuthority("Issuer").issues("CN=old", now.minusSeconds(7200), now.minusSeconds(3600));
        char[] password = "longshore".toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, password);
        store.setKeyEntry("ftps", old.key(), password, new X509Certificate[] {old.certificate()});
        Path file = folder.resolve("ftps.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, password);
        }
        String digest = HexFormat.ofDelimiter(":")
                .withUpperCase()
                .formatHex(MessageDigest.getInstance("SHA-256")
                        .digest(old.certificate().getEncoded()));
        assertThat(SelfMadeCertificate.keptIn(file).fingerprint()).isNotEqualTo(digest);
    }

    @Test
    void aFileThatIsNoneIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("ftps.p12"), "no certificate");
        assertThatThrownBy(() -> SelfMadeCertificate.keptIn(file))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining(file.toString());
    }
}
