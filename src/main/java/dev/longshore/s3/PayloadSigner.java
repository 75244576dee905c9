package dev.longshore.s3;

import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.scheme.AwsV4AuthScheme;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.AsyncSignRequest;
import software.amazon.awssdk.http.auth.spi.signer.AsyncSignedRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.IdentityProviders;

/**
 * The SDK's signer (SigV4, session tokens included), which takes the body in or leaves it out as {@link PayloadSigning} says. By itself
 * it takes every body in over plain HTTP and knows no setting against that; so it is shown the request as if it went over HTTPS.
 */
final class PayloadSigner implements AwsV4AuthScheme, AwsV4HttpSigner {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
    private final PayloadSigning signing;

    PayloadSigner(PayloadSigning signing) {
        this.signing = signing;
    }

    @Override
    public String schemeId() {
        return AwsV4AuthScheme.SCHEME_ID;
    }

    @Override
    public IdentityProvider<AwsCredentialsIdentity> identityProvider(IdentityProviders providers) {
        return providers.identityProvider(AwsCredentialsIdentity.class);
    }

    @Override
    public AwsV4HttpSigner signer() {
        return this;
    }

    @Override
    public SignedRequest sign(SignRequest<? extends AwsCredentialsIdentity> request) {
        if (request.payload().isEmpty()) {
            return signer.sign(request);
        }
        return signing.leavesOut(request.request()) ? withoutBody(request) : withBody(request);
    }

    private <T extends AwsCredentialsIdentity> SignedRequest withBody(SignRequest<T> request) {
        return signer.sign(request.toBuilder()
                .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, true)
                .build());
    }

    private <T extends AwsCredentialsIdentity> SignedRequest withoutBody(SignRequest<T> request) {
        SdkHttpRequest plain = request.request();
        SignedRequest signed = signer.sign(request.toBuilder()
                .request(plain.toBuilder()
                        .protocol("https")
                        .port(plain.port() == HTTP && !PayloadSigning.isEncrypted(plain) ? HTTPS : plain.port())
                        .build())
                .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, false)
                .build());
        return signed.toBuilder()
                .request(signed.request().toBuilder()
                        .protocol(plain.protocol())
                        .port(plain.port())
                        .build())
                .build();
    }

    @Override
    public CompletableFuture<AsyncSignedRequest> signAsync(AsyncSignRequest<? extends AwsCredentialsIdentity> request) {
        return signer.signAsync(request);
    }
}
