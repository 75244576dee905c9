package dev.longshore.ftp.listener;

import dev.longshore.ftp.data.ProxyHeader;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.users.Networks;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.filterchain.IoFilterAdapter;
import org.apache.mina.core.session.AttributeKey;
import org.apache.mina.core.session.IoSession;
import org.jboss.logging.Logger;

/**
 * Reads the PROXY header of connections from trusted networks before anything else sees them: to all that follows the session
 * opens when the header is complete, with the client's own address. A connection without a header is closed.
 */
final class ProxyFilter extends IoFilterAdapter {
    private static final Logger LOG = Logger.getLogger(ProxyFilter.class);
    private static final AttributeKey HEADER = new AttributeKey(ProxyFilter.class, "header");

    private final Networks trusted;
    private final int most;
    private final AtomicInteger withoutHeader = new AtomicInteger();

    /** @param most how many connections may be without their header at once */
    ProxyFilter(Networks trusted, int most) {
        this.trusted = trusted;
        this.most = most;
    }

    @Override
    public void sessionOpened(NextFilter next, IoSession session) {
        if (trusted.contains(((InetSocketAddress) session.getRemoteAddress()).getAddress())) {
            session.setAttribute(HEADER, IoBuffer.allocate(ProxyHeader.LONGEST));
            if (withoutHeader.incrementAndGet() > most) {
                session.closeNow();
            }
        } else {
            next.sessionOpened(session);
        }
    }

    @Override
    public void sessionClosed(NextFilter next, IoSession session) {
        if (session.removeAttribute(HEADER) != null) {
            withoutHeader.decrementAndGet();
        }
        next.sessionClosed(session);
    }

    @Override
    public void messageReceived(NextFilter next, IoSession session, Object message) {
        IoBuffer header = (IoBuffer) session.getAttribute(HEADER);
        if (header == null) {
            next.messageReceived(session, message);
            return;
        }
        IoBuffer in = (IoBuffer) message;
        while (in.hasRemaining() && header.hasRemaining()) {
            header.put(in.get());
        }
        try {
            ProxyHeader parsed = ProxyHeader.parse(header.array(), header.position());
            if (parsed != null) {
                open(next, session, parsed, header, in);
            } else if (!header.hasRemaining()) {
                session.closeNow();
            }
        } catch (ProxyHeader.Malformed e) {
            LOG.warnf("Connection from proxy %s closed: %s", session.getRemoteAddress(), e.getMessage());
            session.closeNow();
        }
    }

    private void open(NextFilter next, IoSession session, ProxyHeader parsed, IoBuffer header, IoBuffer in) {
        session.removeAttribute(HEADER);
        withoutHeader.decrementAndGet();
        if (parsed.source() != null && parsed.destination() != null) {
            ControlSession.of(session).standsFor(parsed.source(), parsed.destination());
        }
        next.sessionOpened(session);
        header.flip();
        header.position(parsed.length());
        if (header.hasRemaining()) {
            next.messageReceived(session, header);
        }
        if (in.hasRemaining()) {
            next.messageReceived(session, in);
        }
    }
}
