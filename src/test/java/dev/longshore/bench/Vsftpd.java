package dev.longshore.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** The vsftpd of the system, whose files are in memory. Its user is {@code ftp} with any password. */
final class Vsftpd implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/sbin/vsftpd");
    private static final Path MEMORY = Path.of("/dev/shm");
    private static final int MEBIBYTE = 1 << 20;
    private static final long PAUSE = 10_000_000;
    private static final int PATIENCE = 500;

    private final Path files;
    private final Process process;
    private final int port;

    private Vsftpd(Path files, Process process, int port) {
        this.files = files;
        this.process = process;
        this.port = port;
    }

    /** Whether there is one, and a file system in memory. */
    static boolean isThere() {
        return Files.isExecutable(PROGRAM) && Files.isDirectory(MEMORY);
    }

    /**
     * Starts one and waits until it listens.
     *
     * @param key    a file with key and certificate
     * @param size   of the file {@code zeros-SIZE} that can be got, in bytes, whole MiB
     */
    static Vsftpd start(Path key, long size) throws IOException {
        Path files = Files.createTempDirectory(MEMORY, "longshore-bench");
        try (OutputStream out = Files.newOutputStream(files.resolve("zeros-" + size))) {
            for (long left = size; left > 0; left -= MEBIBYTE) {
                out.write(new byte[MEBIBYTE]);
            }
        }
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path settings = key.resolveSibling("vsftpd.conf");
        Files.write(settings, settings(port, files, key));
        Process process = new ProcessBuilder(PROGRAM.toString(), settings.toString())
                .inheritIO()
                .start();
        Vsftpd server = new Vsftpd(files, process, port);
        server.awaitListening();
        return server;
    }

    private static List<String> settings(int port, Path files, Path key) {
        return List.of(
                "listen=YES",
                "listen_address=127.0.0.1",
                "listen_port=" + port,
                "background=NO",
                "run_as_launching_user=YES",
                "anonymous_enable=YES",
                "local_enable=NO",
                "write_enable=YES",
                "anon_upload_enable=YES",
                "anon_other_write_enable=YES",
                "anon_umask=022",
                "anon_root=" + files,
                "allow_writeable_chroot=YES",
                "xferlog_enable=NO",
                "ssl_enable=YES",
                "ssl_tlsv1=YES",
                "ssl_ciphers=ECDHE+AESGCM",
                "allow_anon_ssl=YES",
                "require_ssl_reuse=NO",
                "rsa_cert_file=" + key);
    }

    private void awaitListening() throws IOException {
        for (int i = 0; process.isAlive() && i < PATIENCE; i++) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return;
            } catch (ConnectException e) {
                LockSupport.parkNanos(PAUSE);
            }
        }
        close();
        throw new IOException("vsftpd does not listen");
    }

    int port() {
        return port;
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
        try (Stream<Path> all = Files.walk(files)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            System.err.println("Files of vsftpd are left: " + e);
        }
    }
}
