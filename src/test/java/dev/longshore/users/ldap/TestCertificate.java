package dev.longshore.users.ldap;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate of a server, made by the keytool of this Java.
 *
 * @param context of the server
 * @param file    the certificate alone, in PEM
 */
record TestCertificate(SSLContext context, Path file) {
    private static final char[] WORD = "store-word".toCharArray();

    /** @param name such as {@code ip:127.0.0.1} or {@code dns:ldap.example.com} */
    static TestCertificate of(Path folder, String name) {
        Path store = folder.resolve("store.p12");
        String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        try {
            Process made = new ProcessBuilder(
                            tool,
                            "-genkeypair",
                            "-alias",
                            "x",
                            "-keyalg",
                            "EC",
                            "-dname",
                            "CN=x",
                            "-validity",
                            "2",
                            "-ext",
                            "san=" + name,
                            "-storetype",
                            "PKCS12",
                            "-keystore",
                            store.toString(),
                            "-storepass",
                            new String(WORD))
                    .inheritIO()
                    .start();
            if (made.waitFor() != 0) {
                throw new AssertionError("keytool failed");
            }
            KeyStore keys = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(store)) {
                keys.load(in, WORD);
            }
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, WORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            String body = Base64.getMimeEncoder()
                    .encodeToString(keys.getCertificate("x").getEncoded());
            Path file = Files.writeString(
                    folder.resolve("ca.pem"), "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n");
            return new TestCertificate(context, file);
        } catch (IOException | GeneralSecurityException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
