package dev.longshore.bench;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/**
 * An ECDSA key on P-256 with a certificate of its own for {@code localhost}.
 *
 * @param store PKCS #12 with the password {@link #PASSWORD}
 */
record BenchKey(Path store) {
    static final String PASSWORD = "changeit";

    private static final String ALIAS = "bench";
    private static final int LINE = 64;

    /** Makes one in a folder. */
    static BenchKey make(Path folder) throws IOException, InterruptedException {
        BenchKey key = new BenchKey(folder.resolve("tls.p12"));
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        List<String> command = List.of(
                keytool,
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost",
                "-validity",
                "2",
                "-keystore",
                key.store().toString(),
                "-storepass",
                PASSWORD,
                "-storetype",
                "PKCS12");
        new ProcessBuilder(command).inheritIO().start().waitFor();
        return key;
    }

    KeyStore open() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = new FileInputStream(store.toFile())) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    /** Key and certificate as PEM, in a file beside the store. */
    Path pem() throws IOException, GeneralSecurityException {
        KeyStore keys = open();
        byte[] key = keys.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded();
        byte[] certificate = keys.getCertificate(ALIAS).getEncoded();
        return Files.writeString(
                store.resolveSibling("tls.pem"), block("PRIVATE KEY", key) + block("CERTIFICATE", certificate));
    }

    private static String block(String label, byte[] content) {
        String lines = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
    }
}
