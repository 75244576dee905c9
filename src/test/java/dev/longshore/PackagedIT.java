package dev.longshore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.FtpDialogue;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged application, configured by its environment alone, in a heap of 128 MiB. */
class PackagedIT {
    private static final long LARGE = 200L * 1024 * 1024;
    private static final Map<String, String> EMBEDDED = Map.of(
            "LONGSHORE_S3_EMBEDDED", "true",
            "LONGSHORE_EMBEDDED_PORT", "0",
            "LONGSHORE_FTP_PORT", "0",
            "LONGSHORE_FTP_PASSIVE_PORTS", "0",
            "QUARKUS_HTTP_PORT", "0");

    @TempDir
    Path folder;

    @Test
    void uploadsAndDownloadsMoreThanItsHeapHolds() throws IOException {
        try (Application first = Application.start(embedded())) {
            String sent = upload(first, "demo", "demo", "large");
            assertThat(download(first, "demo", "demo", "large")).isEqualTo(sent);

            try (Application second = Application.start(Map.of(
                    "LONGSHORE_S3_ENDPOINT", first.panel("http://[0-9.:]+(?=, bucket)"),
                    "LONGSHORE_S3_BUCKET", "longshore",
                    "LONGSHORE_S3_ACCESS_KEY", "longshore",
                    "LONGSHORE_S3_SECRET_KEY", "longshore-secret",
                    "LONGSHORE_USERS_CONFIG_ALICE_PASSWORD", "wonderland",
                    "LONGSHORE_FTP_HOST", "127.0.0.1",
                    "LONGSHORE_FTP_PORT", "0",
                    "LONGSHORE_FTP_PASSIVE_PORTS", "0",
                    "QUARKUS_HTTP_PORT", "0"))) {
                try (var client = FtpDialogue.connect(second.ftpPort())) {
                    client.login("alice", "wonderland").sends("SIZE large").gets("213 " + LARGE);
                }
                assertThat(download(second, "alice", "wonderland", "large")).isEqualTo(sent);
            }
        }
    }

    @Test
    void keepsObjectsBetweenRunsAndEndsOnSigterm() throws IOException {
        try (Application first = Application.start(embedded());
                var client = FtpDialogue.connect(first.ftpPort())) {
            client.login("demo", "demo").stores("kept", new byte[] {1, 2, 3});
            first.terminate();
            first.awaitEnd();
        }
        try (Application second = Application.start(embedded());
                var client = FtpDialogue.connect(second.ftpPort())) {
            assertThat(client.login("demo", "demo").fetches("RETR kept")).containsExactly(1, 2, 3);
        }
    }

    @Test
    void saysWhichSettingIsWrong() throws IOException {
        assertThat(sentenceAtEnd(Map.of("LONGSHORE_FTP_PORT", "ninety"))).contains("longshore.ftp.port", "ninety");
        assertThat(sentenceAtEnd(Map.of("LONGSHORE_FTP_IDLE_TIMEOUT", "0s"))).contains("longshore.ftp.idle-timeout");
    }

    @Test
    void saysWhichSettingIsUnknown() throws IOException {
        assertThat(sentenceAtEnd(Map.of("LONGSHORE_S3_BUKKET", "a"))).contains("LONGSHORE_S3_BUKKET");
    }

    @Test
    void saysWhatIsMissing() throws IOException {
        assertThat(sentenceAtEnd(Map.of("LONGSHORE_S3_EMBEDDED", "false"))).contains("LONGSHORE_S3_BUCKET");
    }

    /** A result is on the standard output, alone; all else is on the other one. */
    @Test
    void addsAndChecksAUserWhoThenLogsIn() throws IOException {
        Path users = Files.createDirectory(folder.resolve("users"));
        Map<String, String> stores =
                with(Map.of("LONGSHORE_USERS_STORES", "file", "LONGSHORE_USERS_FILE_PATH", users.toString()));
        assertThat(outputOf(0, stores, "wonderland", "user", "add", "alice"))
                .containsExactly("User alice is in " + users.resolve("alice.json"));
        assertThat(outputOf(0, stores, "wonderland", "user", "check", "alice"))
                .contains("name      alice", "given     the right password");
        outputOf(4, stores, "hunter2", "user", "check", "alice");
        outputOf(3, stores, "hunter2", "user", "check", "bob");
        try (Application gateway = Application.start(stores);
                var client = FtpDialogue.connect(gateway.ftpPort())) {
            client.login("alice", "wonderland");
        }
    }

    @Test
    void hashesAPasswordWithoutAnySetting() throws IOException {
        assertThat(outputOf(0, Map.of(), "wonderland", "hash-password"))
                .singleElement()
                .asString()
                .startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(outputOf(2, Map.of(), "", "user", "drop", "alice")).isEmpty();
    }

    private static List<String> outputOf(int code, Map<String, String> environment, String line, String... verb)
            throws IOException {
        try (Application application = Application.ask(environment, line, verb)) {
            assertThat(application.awaitEnd())
                    .as("code; errors are %s", application.errors())
                    .isEqualTo(code);
            assertThat(application.errors()).noneMatch(error -> error.contains(line) && !line.isEmpty());
            return application.output();
        }
    }

    private Map<String, String> embedded() {
        return with(Map.of());
    }

    private Map<String, String> with(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(EMBEDDED);
        environment.put("LONGSHORE_EMBEDDED_FOLDER", folder.toString());
        environment.putAll(more);
        return environment;
    }

    /** What a start with a wrong setting prints to stderr, which is one line and no stack trace. */
    private String sentenceAtEnd(Map<String, String> wrong) throws IOException {
        try (Application failing = Application.run(with(wrong))) {
            assertThat(failing.awaitEnd()).isEqualTo(1);
            assertThat(failing.errors()).hasSize(1);
            assertThat(failing.output()).noneMatch(line -> line.contains("at dev.longshore"));
            return failing.errors().get(0);
        }
    }

    private static String upload(Application application, String user, String password, String name)
            throws IOException {
        FTPClient client = login(application, user, password);
        MessageDigest digest = sha256();
        try (OutputStream out = new DigestOutputStream(client.storeFileStream(name), digest)) {
            byte[] piece = new byte[1024 * 1024];
            Random random = new Random(1);
            for (long sent = 0; sent < LARGE; sent += piece.length) {
                random.nextBytes(piece);
                out.write(piece);
            }
        }
        assertThat(client.completePendingCommand()).as(client.getReplyString()).isTrue();
        client.disconnect();
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String download(Application application, String user, String password, String name)
            throws IOException {
        FTPClient client = login(application, user, password);
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(client.retrieveFileStream(name), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        assertThat(client.completePendingCommand()).as(client.getReplyString()).isTrue();
        client.disconnect();
        return HexFormat.of().formatHex(digest.digest());
    }

    private static FTPClient login(Application application, String user, String password) throws IOException {
        FTPClient client = new FTPClient();
        client.connect("127.0.0.1", application.ftpPort());
        assertThat(client.login(user, password)).isTrue();
        client.setFileType(FTP.BINARY_FILE_TYPE);
        client.enterLocalPassiveMode();
        return client;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
