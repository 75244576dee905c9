package dev.longshore.ftp.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECParameterSpec;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.X509KeyManager;
import org.jspecify.annotations.Nullable;

/** A certificate whose key lets no handshake get on until it is unlocked, and knows who has used it. */
final class LockedKey implements X509KeyManager {
    private final SelfSigned made;
    private final CountDownLatch locked = new CountDownLatch(1);
    private final Set<String> threads = ConcurrentHashMap.newKeySet();

    LockedKey() throws GeneralSecurityException, IOException {
        made = SelfSigned.make();
    }

    /** Lets all handshakes go on, those to come included. */
    void unlock() {
        locked.countDown();
    }

    /** The names of the threads that have asked for the key. */
    Set<String> threads() {
        return threads;
    }

    private BigInteger secret() {
        threads.add(Thread.currentThread().getName());
        try {
            locked.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ((ECPrivateKey) made.key()).getS();
    }

    @Override
    public String @Nullable [] getServerAliases(String kind, Principal @Nullable [] issuers) {
        return kind.equals("EC") ? new String[] {"locked"} : null;
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return new X509Certificate[] {made.certificate()};
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return new Locked();
    }

    @Override
    public String chooseServerAlias(String kind, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return "locked";
    }

    @Override
    public String[] getClientAliases(String kind, Principal @Nullable [] issuers) {
        return new String[0];
    }

    @Nullable
    @Override
    public String chooseClientAlias(String[] kinds, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }

    private final class Locked implements ECPrivateKey {
        private static final long serialVersionUID = 1L;

        @Override
        public BigInteger getS() {
            return secret();
        }

        @Override
        public ECParameterSpec getParams() {
            return ((ECPrivateKey) made.key()).getParams();
        }

        @Override
        public String getAlgorithm() {
            return "EC";
        }

        @Override
        public String getFormat() {
            return made.key().getFormat();
        }

        @Override
        public byte[] getEncoded() {
            secret();
            return made.key().getEncoded();
        }
    }
}
