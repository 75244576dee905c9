package dev.longshore.ftp.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.failure.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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
    void aFileThatIsNoneIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("ftps.p12"), "no certificate");
        assertThatThrownBy(() -> SelfMadeCertificate.keptIn(file))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining(file.toString());
    }
}
