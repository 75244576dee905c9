package dev.longshore.ftp;

import dev.longshore.testing.S3Operation;
import dev.longshore.testing.TestGateway;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The client of one case: it moves its file, comes to its end, and tells what it saw. */
final class FaultClient implements AutoCloseable {
    /** Longer than any retry and any silence that the gateway allows. */
    private static final int PATIENCE_MILLIS = 30_000;

    private static final long MOMENT_NANOS = 2_000_000_000L;
    private static final int SMALL_WINDOW = 16 * 1024;
    private static final byte[] INTERRUPT_PROCESS = {(byte) 255, (byte) 244, (byte) 255};
    private static final int DATA_MARK = 242;
    private static final Pattern PASSIVE = Pattern.compile("227 .*,(\\d+),(\\d+)\\).*");

    private final TestGateway gateway;
    private final FaultCase plan;
    private final Socket control;
    private final BufferedReader replies;
    private final Socket data = new Socket();

    private int delivered = -1;
    private boolean replaced;
    private boolean ended;
    private boolean stillOld = true;
    private boolean stillNew = true;
    private int received;

    FaultClient(TestGateway gateway, FaultCase plan) throws IOException {
        this.gateway = gateway;
        this.plan = plan;
        control = new Socket("127.0.0.1", gateway.port());
        control.setSoTimeout(PATIENCE_MILLIS);
        control.setTcpNoDelay(true);
        replies = new BufferedReader(new InputStreamReader(control.getInputStream(), StandardCharsets.UTF_8));
    }

    /**
     * What the client can swear to.
     *
     * @param reply     to the transfer, 0 for none
     * @param delivered how many bytes an upload had when its data connection ended in order, while nothing was wrong with the control
     *                  connection; -1 where that never was
     * @param replaced  whether the object was replaced
     * @param whole     whether a download ended in order and was byte for byte what had been asked for
     */
    record Seen(int reply, int delivered, boolean replaced, boolean whole) {}

    /** Runs the case. */
    Seen run() throws IOException {
        expect(220);
        say("USER " + TestGateway.USER);
        expect(331);
        say("PASS " + TestGateway.PASSWORD);
        expect(230);
        if (plan.verb().restarts()) {
            say("REST " + plan.offset());
            expect(350);
        }
        connectData();
        say(plan.verb().command() + " " + plan.key());
        int reply = plan.moment() == FaultCase.Moment.EARLY ? end() : transfer();
        return new Seen(reply, delivered, replaced, isWhole());
    }

    @Override
    public void close() throws IOException {
        data.close();
        control.close();
    }

    private void connectData() throws IOException {
        say("PASV");
        Matcher matcher = PASSIVE.matcher(line());
        if (!matcher.matches()) {
            throw new AssertionError("PASV was not answered with a port");
        }
        if (plan.verb().isDownload() && plan.end() != ClientEnd.NONE) {
            data.setReceiveBufferSize(SMALL_WINDOW);
        }
        int port = Integer.parseInt(matcher.group(1)) * 256 + Integer.parseInt(matcher.group(2));
        data.connect(new InetSocketAddress("127.0.0.1", port));
        data.setSoTimeout(PATIENCE_MILLIS);
    }

    private int transfer() throws IOException {
        int first = reply();
        if (first != 150) {
            return first;
        }
        if (plan.verb().isDownload()) {
            receive(plan.point());
        } else if (plan.end() != ClientEnd.NONE) {
            send(0, plan.moment() == FaultCase.Moment.IN_COMMIT ? plan.size() : plan.point());
            await(plan.moment());
        }
        return end();
    }

    /** Comes to the client's end, and reads what there is to read. */
    private int end() throws IOException {
        ClientEnd end = plan.end();
        switch (end) {
            case NONE -> goOn();
            case DATA_FIN -> endData(plan.point());
            case DATA_RST -> reset(data);
            case CONTROL_FIN -> control.close();
            case CONTROL_RST -> reset(control);
            case CONTROL_HALF -> control.shutdownOutput();
            case BOTH_FIN -> {
                endData(plan.point());
                control.close();
            }
            case BOTH_FIN_CONTROL_FIRST -> {
                control.close();
                data.close();
            }
            case BOTH_RST -> {
                reset(data);
                reset(control);
            }
            case BOTH_RST_CONTROL_FIRST -> {
                reset(control);
                reset(data);
            }
            case ABOR, ABOR_FIN -> say("ABOR");
            case ABOR_TELNET -> {
                control.getOutputStream().write(INTERRUPT_PROCESS);
                control.sendUrgentData(DATA_MARK);
                say("ABOR");
            }
            case REPLACES -> {
                FaultStorage.put(gateway, plan.key(), plan.replacement());
                replaced = true;
                goOn();
            }
            case SILENCE -> {}
        }
        if (end == ClientEnd.CONTROL_FIN || end == ClientEnd.CONTROL_RST || end == ClientEnd.CONTROL_HALF) {
            int before = delivered;
            goOn();
            delivered = before;
        }
        if (end == ClientEnd.ABOR_FIN) {
            endData(plan.point());
        }
        return control.isClosed() ? 0 : lastReplies();
    }

    private int lastReplies() throws IOException {
        int last = reply();
        while (last / 100 == 1) {
            last = reply();
        }
        if (last == 0 && plan.end() != ClientEnd.CONTROL_HALF) {
            throw new AssertionError("The control connection ended without a reply");
        }
        if (plan.end().aborts() && last != 421) {
            expect(226);
        }
        if (plan.verb().isDownload() && last == 226) {
            receive(Integer.MAX_VALUE);
        }
        return last;
    }

    /** All the rest of the file, and an orderly end. */
    private void goOn() throws IOException {
        if (plan.verb().isDownload()) {
            receive(Integer.MAX_VALUE);
        } else if (!data.isClosed()) {
            send(plan.end() == ClientEnd.NONE ? 0 : plan.point(), plan.size());
            endData(plan.size());
        }
    }

    private void send(int from, int to) {
        try {
            plan.sent().write(data.getOutputStream(), from, to);
        } catch (IOException e) {
            ended = true;
        }
    }

    /** Once it is known to be broken, an end of the data connection means nothing any more. */
    private void endData(int count) {
        try {
            data.close();
            delivered = ended ? -1 : count;
        } catch (IOException e) {
            delivered = -1;
        }
    }

    /** Waits until S3 has been asked, if it will be. */
    private void await(FaultCase.Moment moment) {
        if (moment == FaultCase.Moment.IN_COMMIT) {
            endData(plan.size());
        }
        if (moment == FaultCase.Moment.AT_BYTE) {
            return;
        }
        long deadline = System.nanoTime() + MOMENT_NANOS;
        while (!isAsked(moment) && !isAnswered() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private boolean isAsked(FaultCase.Moment moment) {
        return moment == FaultCase.Moment.IN_PART
                ? plan.isInBlocks()
                        ? gateway.proxy().seen().containsKey(S3Operation.UPLOAD_PART)
                        : gateway.proxy().seen(plan.key(), S3Operation.UPLOAD_PART) > 0
                : gateway.proxy().seen(plan.key(), S3Operation.PUT_OBJECT)
                                + gateway.proxy().seen(plan.key(), S3Operation.COMPLETE_MULTIPART_UPLOAD)
                        > 0;
    }

    private boolean isAnswered() {
        try {
            return control.getInputStream().available() > 0;
        } catch (IOException e) {
            return true;
        }
    }

    /** Reads so many bytes, or all that there are, and compares them. */
    private void receive(int most) {
        byte[] buffer = new byte[64 * 1024];
        try {
            InputStream in = data.getInputStream();
            int left = most;
            while (left > 0) {
                int count = in.read(buffer, 0, Math.min(buffer.length, left));
                if (count < 0) {
                    ended = true;
                    return;
                }
                int offset = plan.offset() + received;
                stillOld = stillOld && plan.old().holds(offset, buffer, count);
                stillNew = stillNew && replaced && plan.replacement().holds(offset, buffer, count);
                received += count;
                left -= count;
            }
        } catch (IOException e) {
            stillOld = false;
            stillNew = false;
        }
    }

    private boolean isWhole() {
        int place = plan.offset() + received;
        return ended
                && (stillOld && place == plan.old().length()
                        || stillNew && place == plan.replacement().length());
    }

    private static void reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    private void say(String line) throws IOException {
        control.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private void expect(int code) throws IOException {
        int got = reply();
        if (got != code) {
            throw new AssertionError("Reply " + got + " instead of " + code);
        }
    }

    /** The code of the next reply, 0 at the end of the connection. */
    private int reply() {
        String line = line();
        return line.isEmpty() ? 0 : Integer.parseInt(line.substring(0, 3));
    }

    private String line() {
        try {
            String line = replies.readLine();
            return line == null ? "" : line;
        } catch (SocketTimeoutException e) {
            throw new AssertionError("No reply for " + PATIENCE_MILLIS / 1000 + " seconds", e);
        } catch (IOException e) {
            return "";
        }
    }
}
