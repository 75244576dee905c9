package dev.longshore.s3;

import java.net.URI;
import software.amazon.awssdk.http.SdkHttpRequest;

/** The URL of a request. */
final class RequestTarget {
    private RequestTarget() {}

    /**
     * HttpClient takes two slashes in a row for the begin of an authority; the second one is encoded, which S3 reads as the same key, and
     * signs in the same way.
     */
    static URI of(SdkHttpRequest request) {
        URI url = request.getUri();
        String path = url.getRawPath();
        if (!path.contains("//")) {
            return url;
        }
        String text = url.getScheme() + "://" + url.getRawAuthority() + path.replace("//", "/%2F");
        return URI.create(url.getRawQuery() == null ? text : text + "?" + url.getRawQuery());
    }
}
