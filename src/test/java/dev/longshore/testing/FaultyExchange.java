package dev.longshore.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** One request to S3 and its answer, and what goes wrong between the two. */
final class FaultyExchange {
    /** How long those faults take that take a while. */
    private static final int PAUSE_MILLIS = 200;

    private final HttpHead request;
    private final Socket client;
    private final InputStream fromClient;
    private final OutputStream toClient;
    private final Socket storage;
    private final InputStream fromStorage;
    private final OutputStream toStorage;

    /** The streams of both sockets are given, because they may have read ahead. */
    FaultyExchange(
            HttpHead request,
            Socket client,
            InputStream fromClient,
            OutputStream toClient,
            Socket storage,
            InputStream fromStorage)
            throws IOException {
        this.request = request;
        this.client = client;
        this.fromClient = fromClient;
        this.toClient = toClient;
        this.storage = storage;
        this.fromStorage = fromStorage;
        this.toStorage = storage.getOutputStream();
    }

    /** @return whether both connections can be used for a further request */
    boolean run(Fault fault) throws IOException {
        return switch (fault) {
            case NONE -> {
                ask();
                yield passAnswer(Fault.NONE);
            }
            case SLOW -> {
                ask();
                yield waitForClient() && passAnswer(Fault.NONE);
            }
            case TRUNCATE, STALL_AND_TRUNCATE -> {
                ask();
                yield passAnswer(fault);
            }
            case ERROR_500 -> refuse("500 Internal Server Error", "InternalError");
            case SLOW_DOWN_503 -> refuse("503 Slow Down", "SlowDown");
            case ERROR_IN_200 -> refuse("200 OK", "InternalError");
            case RESET -> reset();
            case RESET_IN_BODY -> {
                if (request.bodyLength() > 0) {
                    request.send(toStorage);
                    Copying.exactly(fromClient, toStorage, request.bodyLength() / 2);
                    storage.setSoLinger(true, 0);
                }
                yield reset();
            }
            case RESET_AFTER_BODY -> {
                takeBody();
                yield reset();
            }
            case NO_ANSWER -> {
                takeBody();
                yield fromClient.read() >= 0;
            }
            case HANG_UP -> {
                takeBody();
                waitForClient();
                yield false;
            }
            case LOST_ANSWER -> {
                ask();
                answer();
                yield reset();
            }
            case ERROR_IN_200_DONE -> {
                ask();
                answer();
                yield say(HttpAnswer.error("200 OK", "InternalError"));
            }
            case WRONG_CHECKSUM -> {
                ask();
                yield say(answer().withWrongChecksum());
            }
            case WRONG_ETAG -> {
                ask();
                yield say(answer().withWrongETag());
            }
        };
    }

    private void ask() throws IOException {
        request.send(toStorage);
        Copying.exactly(fromClient, toStorage, request.bodyLength());
        toStorage.flush();
    }

    private void takeBody() throws IOException {
        Copying.exactly(fromClient, OutputStream.nullOutputStream(), request.bodyLength());
    }

    private boolean refuse(String status, String code) throws IOException {
        takeBody();
        return say(HttpAnswer.error(status, code));
    }

    private boolean say(HttpAnswer answer) throws IOException {
        if (request.word(0).equals("HEAD")) {
            answer.head().send(toClient);
            toClient.flush();
        } else {
            answer.send(toClient);
        }
        return true;
    }

    private boolean reset() throws IOException {
        client.setSoLinger(true, 0);
        return false;
    }

    /** @return false when the client gave up meanwhile */
    private boolean waitForClient() throws IOException {
        client.setSoTimeout(PAUSE_MILLIS);
        fromClient.mark(1);
        try {
            boolean more = fromClient.read() >= 0;
            fromClient.reset();
            return more;
        } catch (SocketTimeoutException e) {
            return true;
        } finally {
            client.setSoTimeout(0);
        }
    }

    private HttpHead answerHead() throws IOException {
        HttpHead head = HttpHead.read(fromStorage);
        if (head == null) {
            throw new IOException("S3 hung up");
        }
        return head;
    }

    private HttpAnswer answer() throws IOException {
        HttpHead head = answerHead();
        return HttpAnswer.read(head, isBodiless(head), fromStorage);
    }

    private boolean isBodiless(HttpHead answer) {
        int status = Integer.parseInt(answer.word(1));
        return request.word(0).equals("HEAD") || status == 204 || status == 304 || status < 200;
    }

    private boolean passAnswer(Fault fault) throws IOException {
        HttpHead answer = answerHead();
        answer.send(toClient);
        if (fault == Fault.TRUNCATE || fault == Fault.STALL_AND_TRUNCATE) {
            Copying.exactly(fromStorage, toClient, answer.bodyLength() / 2);
            toClient.flush();
            if (fault == Fault.STALL_AND_TRUNCATE) {
                waitForClient();
            }
            return false;
        }
        if (!isBodiless(answer)) {
            if (answer.has("transfer-encoding", "chunked")) {
                Copying.chunks(fromStorage, toClient);
            } else {
                Copying.exactly(fromStorage, toClient, answer.bodyLength());
            }
        }
        toClient.flush();
        return !answer.has("connection", "close");
    }
}
