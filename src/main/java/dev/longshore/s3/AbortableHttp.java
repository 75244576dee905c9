package dev.longshore.s3;

import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * The HTTP client, with a way to break off the request that another thread waits for. An interrupt alone does not end a read of a
 * socket on a platform thread, and S3 may take a minute to fail.
 */
final class AbortableHttp implements SdkHttpClient {
    private final SdkHttpClient client;
    private final ConcurrentHashMap<Thread, ExecutableHttpRequest> running = new ConcurrentHashMap<>();

    AbortableHttp(SdkHttpClient client) {
        this.client = client;
    }

    /** Interrupts the thread, and breaks off its request if it is in one. */
    void abort(Thread thread) {
        thread.interrupt();
        ExecutableHttpRequest request = running.get(thread);
        if (request != null) {
            request.abort();
        }
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest prepared = client.prepareRequest(request);
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                running.put(Thread.currentThread(), prepared);
                try {
                    return prepared.call();
                } finally {
                    running.remove(Thread.currentThread());
                }
            }

            @Override
            public void abort() {
                prepared.abort();
            }
        };
    }

    @Override
    public String clientName() {
        return client.clientName();
    }

    @Override
    public void close() {
        client.close();
    }
}
