package dev.longshore.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A line to a server that a test cuts and mends. */
public final class CutLine implements AutoCloseable {
    private final int target;
    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    private CutLine(int target, ServerSocket server) {
        this.target = target;
        this.server = server;
    }

    /** A free port of the loopback that leads to this one. */
    public static CutLine to(int target) {
        try {
            CutLine line = new CutLine(target, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            thread(line::accept);
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    /** What is open breaks, and what comes is closed. */
    public void cut() {
        cut = true;
        open.forEach(CutLine::close);
    }

    public void mend() {
        cut = false;
    }

    @Override
    public void close() {
        cut();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                Socket client = server.accept();
                open.add(client);
                if (cut) {
                    close(client);
                } else {
                    Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
                    open.add(far);
                    thread(() -> copy(client, far));
                    thread(() -> copy(far, client));
                }
            }
        } catch (IOException e) {
            cut();
        }
    }

    private void copy(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
        } catch (IOException e) {
            close(to);
        } finally {
            open.remove(from);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "line");
        thread.setDaemon(true);
        thread.start();
    }
}
