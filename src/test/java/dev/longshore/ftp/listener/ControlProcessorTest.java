package dev.longshore.ftp.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.service.IoHandlerAdapter;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.transport.socket.nio.NioSocketAcceptor;
import org.junit.jupiter.api.Test;

/** The I/O thread of control connections. */
class ControlProcessorTest {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final int LENGTH = 100_000;

    /** Reading goes on between two parts of a reply, as it does behind many commands at once. */
    @Test
    void aReplyIsSentToItsEndThoughReadingGoesOn() throws IOException {
        ExecutorService threads = Executors.newCachedThreadPool();
        ControlProcessor processor = new ControlProcessor(threads);
        NioSocketAcceptor acceptor = new NioSocketAcceptor(processor);
        acceptor.setHandler(new IoHandlerAdapter() {
            @Override
            public void messageReceived(IoSession session, Object message) {
                session.suspendRead();
                session.write(IoBuffer.allocate(LENGTH));
                processor.run(session::resumeRead);
            }
        });
        acceptor.bind(new InetSocketAddress("127.0.0.1", 0));
        try (Socket client = new Socket("127.0.0.1", acceptor.getLocalAddress().getPort())) {
            client.setSoTimeout(PATIENCE_MILLIS);
            client.getOutputStream().write(1);
            assertThat(client.getInputStream().readNBytes(LENGTH)).hasSize(LENGTH);
        } finally {
            acceptor.dispose();
            processor.dispose();
            threads.shutdown();
        }
    }
}
