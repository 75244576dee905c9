package dev.longshore.ftp.listener;

import dev.longshore.ftp.session.ControlSession;
import java.time.Duration;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.session.AttributeKey;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.filter.codec.ProtocolCodecFactory;
import org.apache.mina.filter.codec.ProtocolDecoder;
import org.apache.mina.filter.codec.ProtocolEncoder;
import org.apache.mina.filter.codec.ProtocolEncoderAdapter;
import org.apache.mina.filter.codec.ProtocolEncoderOutput;

/** Lines in, replies out. Works on the I/O thread, before any queue, so that ABOR is seen in the middle of a transfer. */
final class ControlCodec implements ProtocolCodecFactory {
    private static final AttributeKey DECODER = new AttributeKey(ControlCodec.class, "decoder");
    private static final ProtocolEncoder ENCODER = new ReplyEncoder();

    private final int longestLine;
    private final Duration idle;
    private final boolean tls;

    /**
     * @param longestLine in bytes
     * @param idle        how long a client may take for a line
     * @param tls         whether AUTH may make a connection TLS
     */
    ControlCodec(int longestLine, Duration idle, boolean tls) {
        this.longestLine = longestLine;
        this.idle = idle;
        this.tls = tls;
    }

    @Override
    public ProtocolEncoder getEncoder(IoSession session) {
        return ENCODER;
    }

    @Override
    public ProtocolDecoder getDecoder(IoSession session) {
        ProtocolDecoder decoder = (ProtocolDecoder) session.getAttribute(DECODER);
        if (decoder == null) {
            decoder = new LineDecoder(longestLine, idle, tls);
            session.setAttribute(DECODER, decoder);
        }
        return decoder;
    }

    private static final class ReplyEncoder extends ProtocolEncoderAdapter {
        @Override
        public void encode(IoSession session, Object reply, ProtocolEncoderOutput out) {
            out.write(IoBuffer.wrap(ControlSession.of(session).charset().reply(reply.toString())));
        }
    }
}
