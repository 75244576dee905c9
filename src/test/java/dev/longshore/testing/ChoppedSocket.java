package dev.longshore.testing;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;

/** A connection of a client that sends as little at once as it can. */
public final class ChoppedSocket extends Socket {
    private static final int HEADER = 5;
    private static final int PATIENCE_MILLIS = 20_000;

    private final Piece piece;

    /** What is made small. */
    public enum Piece {
        /** Each byte is a segment of TCP. */
        SEGMENT,
        /** Each byte of the first record of TLS, which is the ClientHello, is a record. */
        RECORD
    }

    public ChoppedSocket(int port, Piece piece) throws IOException {
        super("127.0.0.1", port);
        setTcpNoDelay(true);
        setSoTimeout(PATIENCE_MILLIS);
        this.piece = piece;
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return new FilterOutputStream(super.getOutputStream()) {
            private boolean begun;

            @Override
            public void write(byte[] source, int offset, int length) throws IOException {
                if (piece == Piece.RECORD) {
                    records(source, offset, length);
                } else {
                    for (int i = 0; i < length; i++) {
                        out.write(source, offset + i, 1);
                    }
                }
            }

            private void records(byte[] source, int offset, int length) throws IOException {
                if (begun) {
                    out.write(source, offset, length);
                    return;
                }
                begun = true;
                byte[] record = {source[offset], source[offset + 1], source[offset + 2], 0, 1, 0};
                for (int i = HEADER; i < length; i++) {
                    record[HEADER] = source[offset + i];
                    out.write(record);
                }
            }
        };
    }
}
