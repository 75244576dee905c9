package dev.longshore.ftp.tls;

import dev.longshore.failure.StartFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import javax.net.ssl.KeyManagerFactory;

/**
 * A certificate that nobody has signed but itself, for development: made once and kept, so that clients that remember it ask once.
 *
 * @param certificate with its key
 * @param fingerprint SHA-256 of it, as clients show it
 */
public record SelfMadeCertificate(ServerCertificate certificate, String fingerprint) {
    private static final String ALIAS = "ftps";

    /** PKCS #12 wants one; what protects the file is that nobody else may read it. */
    private static final char[] PASSWORD = "longshore".toCharArray();

    /**
     * The certificate in this file, which is made when it is not there, or its certificate has expired.
     *
     * @throws StartFailure when the file cannot be read or written
     */
    public static SelfMadeCertificate keptIn(Path file) {
        try {
            if (Files.exists(file)) {
                KeyStore kept = KeyStore.getInstance("PKCS12");
                try (InputStream in = Files.newInputStream(file)) {
                    kept.load(in, PASSWORD);
                }
                if (isValid(kept)) {
                    return of(kept);
                }
            }
            KeyStore made = make();
            write(made, file);
            return of(made);
        } catch (IOException | GeneralSecurityException e) {
            throw new StartFailure(
                    "The self-made certificate in " + file + " cannot be used (" + e.getMessage()
                            + "): delete the file, and a new one is made",
                    e);
        }
    }

    /** One that is not kept. */
    public static SelfMadeCertificate fresh() {
        try {
            return of(make());
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("This Java makes no certificate", e);
        }
    }

    private static KeyStore make() throws IOException, GeneralSecurityException {
        SelfSigned made = SelfSigned.make();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, PASSWORD);
        store.setKeyEntry(ALIAS, made.key(), PASSWORD, new X509Certificate[] {made.certificate()});
        return store;
    }

    private static boolean isValid(KeyStore store) throws GeneralSecurityException {
        try {
            ((X509Certificate) store.getCertificate(ALIAS)).checkValidity();
            return true;
        } catch (CertificateExpiredException | CertificateNotYetValidException e) {
            return false;
        }
    }

    private static SelfMadeCertificate of(KeyStore store) throws GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store, PASSWORD);
        byte[] digest = MessageDigest.getInstance("SHA-256")
                .digest(store.getCertificate(ALIAS).getEncoded());
        return new SelfMadeCertificate(
                new ServerCertificate(keys.getKeyManagers()),
                HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest));
    }

    /** Whole or not at all, and for its owner alone. */
    private static void write(KeyStore store, Path file) throws IOException, GeneralSecurityException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        store.store(content, PASSWORD);
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] owner = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        Path written = Files.createTempFile(folder, "ftps", ".tmp", owner);
        Files.write(written, content.toByteArray());
        Files.move(written, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
