package dev.longshore.s3;

import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Whether the signature of a request spans its body, which takes a SHA-256 of it: as the operator says, and, where that is left open, as
 * the endpoint shows. There is no protocol to ask: an endpoint, or the policy of a bucket, that refuses {@code UNSIGNED-PAYLOAD} is known
 * by taking the same body signed.
 */
final class PayloadSigning {
    private static final Logger LOG = Logger.getLogger(PayloadSigning.class);

    /** The header that holds the SHA-256 of the body, or {@link #UNSIGNED}. */
    static final String HEADER = "x-amz-content-sha256";

    static final String UNSIGNED = "UNSIGNED-PAYLOAD";

    /** What refuses an unsigned body, beside much else. */
    private static final Set<Integer> REFUSALS = Set.of(400, 403, 501);

    private final S3Settings.PayloadSigning setting;
    private final AtomicReference<Seen> seen = new AtomicReference<>(Seen.NOTHING);

    /** The path of an object that was refused signed, too; it need not be tried so again. */
    private volatile String refusedPath = "";

    private enum Seen {
        /** No unsigned body has been answered yet. */
        NOTHING,
        /** One was taken: what is refused from now on has another reason. */
        TAKEN,
        /** The first one was refused, for this or another reason; bodies are signed for a try. */
        DOUBTED,
        /** Only signed ones are taken. */
        REFUSED
    }

    PayloadSigning(S3Settings.PayloadSigning setting) {
        this.setting = setting;
    }

    /** Whether the body of this request, which is not signed yet, may be left out of the signature. */
    boolean leavesOut(SdkHttpRequest request) {
        return switch (setting) {
            case ALWAYS -> false;
            case NEVER -> true;
            case AUTO -> {
                Seen now = seen.get();
                yield now != Seen.DOUBTED && now != Seen.REFUSED && isProtected(request);
            }
        };
    }

    /**
     * Learns from an answer to a request with a body.
     *
     * @return true when the request must be made again, which then signs its body
     */
    boolean isRefused(SdkHttpRequest request, int status) {
        if (setting != S3Settings.PayloadSigning.AUTO || seen.get() == Seen.TAKEN || !isProtected(request)) {
            return false;
        }
        boolean taken = status < 300;
        boolean refused = REFUSALS.contains(status);
        if (request.firstMatchingHeader(HEADER).filter(UNSIGNED::equals).isEmpty()) {
            learnFromSigned(request, taken, refused);
            return false;
        }
        if (taken) {
            seen.compareAndSet(Seen.NOTHING, Seen.TAKEN);
        } else if (refused && !request.encodedPath().equals(refusedPath)) {
            seen.compareAndSet(Seen.NOTHING, Seen.DOUBTED);
            return seen.get() != Seen.TAKEN;
        }
        return false;
    }

    private void learnFromSigned(SdkHttpRequest request, boolean taken, boolean refused) {
        if (taken && seen.compareAndSet(Seen.DOUBTED, Seen.REFUSED)) {
            LOG.info("S3 takes signed bodies only: each byte goes through SHA-256 (longshore.s3.payload-signing)");
        } else if (refused) {
            refusedPath = request.encodedPath();
            seen.compareAndSet(Seen.DOUBTED, Seen.NOTHING);
        }
    }

    /** By TLS, or by a header that is signed and tells what the body is. */
    private static boolean isProtected(SdkHttpRequest request) {
        return isEncrypted(request) || (request.method() == SdkHttpMethod.PUT && hasChecksum(request));
    }

    static boolean isEncrypted(SdkHttpRequest request) {
        return "https".equals(request.protocol());
    }

    /** In a POST, which completes an upload, such a header speaks of the object and not of the body. */
    private static boolean hasChecksum(SdkHttpRequest request) {
        return request.anyMatchingHeader(name ->
                name.toLowerCase(Locale.ROOT).startsWith("x-amz-checksum-") || name.equalsIgnoreCase("Content-MD5"));
    }
}
