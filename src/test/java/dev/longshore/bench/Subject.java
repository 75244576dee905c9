package dev.longshore.bench;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What is measured: a fresh process that moves files between the load and S3. */
interface Subject extends AutoCloseable {
    /** Uploads {@code files} files of so many bytes, by so many sessions at once. */
    void up(long size, int files, int sessions) throws IOException;

    /** Downloads them. */
    void down(long size, int files, int sessions) throws IOException;

    ProcessHandle handle();

    @Override
    void close();

    /** Starts a subject. */
    @FunctionalInterface
    interface Start {
        Subject fresh() throws IOException;
    }

    /**
     * The gateway, moved by FTP clients.
     *
     * @param java the command with its options
     */
    static Subject gateway(List<String> java, OtherProcess load, String endpoint, Map<String, String> settings)
            throws IOException {
        GatewayProcess gateway = GatewayProcess.start(java, endpoint, settings);
        return new Subject() {
            @Override
            public void up(long size, int files, int sessions) throws IOException {
                work("up " + size + " " + files + " file", sessions);
            }

            @Override
            public void down(long size, int files, int sessions) throws IOException {
                work("down " + size + " " + files, sessions);
            }

            private void work(String line, int sessions) throws IOException {
                load.ask("open " + gateway.port() + " " + sessions);
                load.ask(line);
                load.ask("quit");
            }

            @Override
            public ProcessHandle handle() {
                return gateway.handle();
            }

            @Override
            public void close() {
                gateway.close();
            }
        };
    }

    /**
     * The raw client.
     *
     * @param port of sources and sinks; 0 for a client without
     * @param kind {@code own} or {@code stock}
     */
    static Subject raw(List<String> java, int port, String endpoint, String kind) throws IOException {
        OtherProcess process = OtherProcess.start(java, RawProcess.class, endpoint, String.valueOf(port), kind);
        process.ask("ready");
        return new Subject() {
            @Override
            public void up(long size, int files, int sessions) throws IOException {
                process.ask("up " + size + " " + files + " file " + sessions);
            }

            @Override
            public void down(long size, int files, int sessions) throws IOException {
                process.ask("down " + size + " " + files + " file " + sessions);
            }

            @Override
            public ProcessHandle handle() {
                return process.handle();
            }

            @Override
            public void close() {
                process.close();
            }
        };
    }
}
