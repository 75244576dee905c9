package dev.longshore.s3;

import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Carries the SDK's requests by Apache HttpClient 5: whose pool, DNS, proxies, TLS and checks of stale connections are used as they
 * are. What is different from the SDK's own adaptor: bodies are written as they lie in memory instead of through a buffer of 4 KiB,
 * and a request can be broken off by another thread.
 */
final class S3Http implements SdkHttpClient {
    /**
     * How long S3 may be silent while it makes a part of a whole object, which may have 5 GiB: some services say nothing until it is copied.
     * No other request may take as long.
     */
    private static final RequestConfig COPYING = HttpPool.waiting(Timeout.ofMinutes(15));

    private final CloseableHttpClient client;
    private final PayloadSigning signing;
    private final ConcurrentHashMap<Thread, Exchange> running = new ConcurrentHashMap<>();

    S3Http(CloseableHttpClient client, PayloadSigning signing) {
        this.client = client;
        this.signing = signing;
    }

    /**
     * Interrupts the thread, and breaks off its request if it is in one. An interrupt alone does not end a read of a socket on a platform
     * thread, and S3 may take a minute to fail.
     */
    void abort(Thread thread) {
        thread.interrupt();
        Exchange exchange = running.get(thread);
        if (exchange != null) {
            exchange.abort();
        }
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new Exchange(request);
    }

    @Override
    public String clientName() {
        return "Apache5";
    }

    /** Connections in use are closed, too. */
    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
    }

    /** One request and its answer. */
    private final class Exchange implements ExecutableHttpRequest {
        private final SdkHttpRequest request;
        private final HttpUriRequestBase message;

        Exchange(HttpExecuteRequest prepared) {
            request = prepared.httpRequest();
            message = new HttpUriRequestBase(request.method().name(), RequestTarget.of(request));
            request.forEachHeader((name, values) -> {
                if (!HttpHeaders.CONTENT_LENGTH.equalsIgnoreCase(name)) {
                    values.forEach(value -> message.addHeader(name, value));
                }
            });
            if (copiesWholeObjectIntoPart()) {
                message.setConfig(COPYING);
            }
            prepared.contentStreamProvider().ifPresent(body -> message.setEntity(RequestBodyEntity.of(request, body)));
        }

        @Override
        public HttpExecuteResponse call() throws IOException {
            running.put(Thread.currentThread(), this);
            try {
                return answer(client.executeOpen(host(), message, null));
            } catch (IllegalStateException e) {
                throw new IOException("The HTTP client is closed: " + e.getMessage(), e);
            } finally {
                running.remove(Thread.currentThread());
            }
        }

        @Override
        public void abort() {
            message.abort();
        }

        private boolean copiesWholeObjectIntoPart() {
            return request.firstMatchingHeader("x-amz-copy-source").isPresent()
                    && request.firstMatchingHeader("x-amz-copy-source-range").isEmpty()
                    && request.firstMatchingRawQueryParameter("partNumber").isPresent();
        }

        private HttpHost host() {
            return new HttpHost(request.protocol(), request.host(), request.port());
        }

        private HttpExecuteResponse answer(ClassicHttpResponse response) throws IOException {
            if (message.getEntity() != null && signing.isRefused(request, response.getCode())) {
                response.close();
                throw new IOException(
                        "Status " + response.getCode() + " for a body without a signature; it is signed now");
            }
            return HttpExecuteResponse.builder()
                    .response(head(response))
                    .responseBody(body(response))
                    .build();
        }

        /** None for HEAD and 204: of an empty stream the SDK would ask what the headers promise, such as gzip. */
        @Nullable
        private AbortableInputStream body(ClassicHttpResponse response) throws IOException {
            HttpEntity entity = response.getEntity();
            if (entity == null) {
                response.close();
                return null;
            }
            return AbortableInputStream.create(entity.getContent(), message::abort);
        }
    }

    private static SdkHttpResponse head(ClassicHttpResponse response) {
        SdkHttpFullResponse.Builder head =
                SdkHttpResponse.builder().statusCode(response.getCode()).statusText(response.getReasonPhrase());
        for (Header header : response.getHeaders()) {
            head.appendHeader(header.getName(), header.getValue());
        }
        return head.build();
    }
}
