package dev.longshore.testing;

import java.io.IOException;

/** A thread of a server in a test, which ends with the sockets that it works on. */
public final class SocketThread {
    private SocketThread() {}

    /** What the thread does. */
    public interface Work {
        /** Ends it when it throws. */
        void run() throws IOException;
    }

    /** Starts one that keeps no process alive. */
    public static void start(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }
}
