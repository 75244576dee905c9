package dev.longshore.ftp.data;

import dev.longshore.ftp.tls.ControlTls;
import dev.longshore.ftp.tls.DataTls;
import dev.longshore.ftp.tls.Truncated;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/**
 * How a data connection gets TLS (PROT P).
 *
 * @param control   the TLS of its control connection
 * @param truncated whether an upload may end without close_notify of TLS
 */
public record DataProtection(ControlTls control, Truncation truncated) {
    /** Decides about an upload that ended without close_notify. */
    @FunctionalInterface
    public interface Truncation {
        /** True when what came is taken for the whole. */
        boolean accepts();
    }

    DataTls accept(Socket socket, OutputStream out, boolean upload) throws IOException {
        return control.accept(socket, out, upload);
    }

    /** @param taken is run when the end came without close_notify, and is taken for the end of the upload */
    InputStream input(DataTls tls, Runnable taken) {
        InputStream in = tls.input();
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                try {
                    return in.read(target, offset, length);
                } catch (Truncated e) {
                    if (truncated.accepts()) {
                        taken.run();
                        return -1;
                    }
                    throw e;
                }
            }
        };
    }
}
