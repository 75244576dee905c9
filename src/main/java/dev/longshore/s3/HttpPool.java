package dev.longshore.s3;

import java.time.Duration;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.DefaultProxyRoutePlanner;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;

/** The connections to S3, as Apache HttpClient 5 keeps them. */
final class HttpPool {
    /** More than parts, listings and downloads at once may need; the gateway's own limits come first. */
    private static final int CONNECTIONS = 2_000;

    private static final Timeout CONNECTING = Timeout.ofSeconds(5);
    private static final Timeout WAITING = Timeout.ofSeconds(60);

    /** Services and load balancers drop idle connections after a minute or so. */
    private static final TimeValue IDLE = TimeValue.ofSeconds(45);

    private HttpPool() {}

    /**
     * A client that sends what it is given, once: redirects, cookies, repeats and compression are not its business.
     *
     * @param timeout how long S3 may be silent
     */
    static CloseableHttpClient open(Duration timeout) {
        Timeout silence = Timeout.of(timeout);
        PoolingHttpClientConnectionManager connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnTotal(CONNECTIONS)
                .setMaxConnPerRoute(CONNECTIONS)
                .setTlsSocketStrategy(DefaultClientTlsStrategy.createSystemDefault())
                .setDefaultSocketConfig(SocketConfig.custom()
                        .setTcpNoDelay(true)
                        .setSoKeepAlive(true)
                        .setSoTimeout(silence)
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(CONNECTING)
                        .setSocketTimeout(silence)
                        .build())
                .build();
        HttpClientBuilder builder = HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(waiting(silence))
                .evictExpiredConnections()
                .evictIdleConnections(IDLE)
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableDefaultUserAgent();
        useProxy(builder);
        return builder.build();
    }

    /** For one request, whose answer may take so long. */
    static RequestConfig waiting(Timeout silence) {
        return RequestConfig.custom()
                .setConnectionRequestTimeout(WAITING)
                .setResponseTimeout(silence)
                .build();
    }

    /** A proxy as the system properties ({@code http.proxyHost}, …) or the environment ({@code HTTP_PROXY}, …) name it. */
    private static void useProxy(HttpClientBuilder builder) {
        ProxyConfiguration proxy = ProxyConfiguration.builder().build();
        if (proxy.host() == null || proxy.port() <= 0) {
            return;
        }
        HttpHost host = new HttpHost(proxy.scheme(), proxy.host(), proxy.port());
        builder.setRoutePlanner(new DefaultProxyRoutePlanner(host) {
            @Nullable
            @Override
            protected HttpHost determineProxy(HttpHost target, HttpContext context) {
                boolean direct = proxy.nonProxyHosts().stream().anyMatch(target.getHostName()::matches);
                return direct ? null : host;
            }
        });
        if (proxy.username() != null && proxy.password() != null) {
            BasicCredentialsProvider credentials = new BasicCredentialsProvider();
            credentials.setCredentials(
                    new AuthScope(host),
                    new UsernamePasswordCredentials(
                            proxy.username(), proxy.password().toCharArray()));
            builder.setDefaultCredentialsProvider(credentials);
        }
    }
}
