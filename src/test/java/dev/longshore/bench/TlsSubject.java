package dev.longshore.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A server of TLS that is measured.
 *
 * @param port   where it listens
 * @param login  how, user and password as {@link TlsLoad} takes them; empty for a {@link TlsCopyProcess}
 * @param handle its process
 * @param end    ends it
 */
record TlsSubject(int port, String login, ProcessHandle handle, Runnable end) implements AutoCloseable {
    /** Starts a subject. */
    @FunctionalInterface
    interface Start {
        TlsSubject fresh() throws IOException;
    }

    /**
     * The gateway.
     *
     * @param java     the command with its options
     * @param jar      of the gateway
     * @param settings further ones, as environment
     */
    static TlsSubject gateway(List<String> java, Path jar, String endpoint, BenchKey key, Map<String, String> settings)
            throws IOException {
        Map<String, String> all = new HashMap<>(settings);
        all.put("QUARKUS_TLS__FTPS__KEY_STORE_P12_PATH", key.store().toString());
        all.put("QUARKUS_TLS__FTPS__KEY_STORE_P12_PASSWORD", BenchKey.PASSWORD);
        all.put("LONGSHORE_FTP_TLS_MODE", "offer");
        GatewayProcess gateway = GatewayProcess.start(java, jar, endpoint, all);
        return new TlsSubject(
                gateway.port(),
                "tls " + GatewayProcess.USER + " " + GatewayProcess.PASSWORD,
                gateway.handle(),
                gateway::close);
    }

    /** @param s3 the port of a null S3, or 0 for a copy to and from nowhere */
    static TlsSubject copy(List<String> java, BenchKey key, int s3) throws IOException {
        OtherProcess process =
                OtherProcess.start(java, TlsCopyProcess.class, key.store().toString(), String.valueOf(s3));
        return new TlsSubject(Integer.parseInt(process.ask("port")), "", process.handle(), process::close);
    }

    /** @param size of the file that can be got, in bytes */
    static TlsSubject vsftpd(Path pem, long size) throws IOException {
        Vsftpd server = Vsftpd.start(pem, size);
        return new TlsSubject(server.port(), "tls ftp any", server.handle(), server::close);
    }

    /** The same with clients that use no TLS. */
    TlsSubject inClear() {
        return new TlsSubject(port, login.replace("tls ", "clear "), handle, end);
    }

    /** Logs in, where there is a login. */
    void open(OtherProcess load) throws IOException {
        if (!login.isEmpty()) {
            load.ask("open " + port + " " + login);
        }
    }

    /** @param way {@code up} or {@code down} */
    void move(OtherProcess load, String way, long size, int count) throws IOException {
        load.ask((login.isEmpty() ? "copy-" + way + " " + port : way) + " " + size + " " + count);
    }

    @Override
    public void close() {
        end.run();
    }
}
