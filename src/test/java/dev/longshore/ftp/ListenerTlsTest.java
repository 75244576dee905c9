package dev.longshore.ftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.failure.StartFailure;
import dev.longshore.ftp.listener.ControlListener;
import dev.longshore.ftp.tls.ServerCertificate;
import dev.longshore.testing.TestCertificate;
import dev.longshore.testing.TestSettings;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The settings below {@code longshore.ftp.tls}. */
class ListenerTlsTest {
    @Test
    void tlsIsOfferedWhereThereIsACertificate() {
        assertThat(tls(Map.of(), null)).isNull();
        assertThat(tls(Map.of(), TestCertificate.get())).isNotNull();
        assertThat(tls(Map.of("longshore.ftp.tls.mode", "off"), TestCertificate.get()))
                .isNull();
        assertThat(tls(Map.of("longshore.ftp.tls.mode", "false"), TestCertificate.get()))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({"offer,false", "require,true"})
    void dataIsProtectedWhereTlsIsRequired(String mode, boolean required) {
        ControlListener.Tls tls = tls(Map.of("longshore.ftp.tls.mode", mode), TestCertificate.get());
        assertThat(tls).isNotNull();
        assertThat(tls.data().tlsRequired()).isEqualTo(required);
        assertThat(tls.data().acceptsTruncation()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"offer", "require"})
    void tlsWithoutACertificateIsRefused(String mode) {
        assertThatThrownBy(() -> tls(Map.of("longshore.ftp.tls.mode", mode), null))
                .isInstanceOf(StartFailure.class)
                .hasMessage("longshore.ftp.tls.mode is " + mode
                        + ", and there is no certificate: set quarkus.tls.ftps.key-store.pem.1.cert and .key, or"
                        + " quarkus.tls.ftps.key-store.p12.path and .password");
    }

    @Test
    void aPortOfImplicitTlsWithoutTlsIsRefused() {
        assertThatThrownBy(() -> tls(Map.of("longshore.ftp.tls.implicit-port", "990"), null))
                .isInstanceOf(StartFailure.class)
                .hasMessageStartingWith("longshore.ftp.tls.implicit-port is set, and longshore.ftp.tls.mode is off: ");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536})
    void aPortOutOfBoundsIsRefused(int port) {
        assertThatThrownBy(() ->
                        tls(Map.of("longshore.ftp.tls.implicit-port", Integer.toString(port)), TestCertificate.get()))
                .isInstanceOf(StartFailure.class)
                .hasMessage("longshore.ftp.tls.implicit-port is " + port + ": it must be 0 to 65535");
    }

    @ParameterizedTest
    @ValueSource(strings = {"offer", "require"})
    void certificatesOfClientsNeedATrustStore(String word) {
        Map<String, String> settings =
                Map.of("longshore.ftp.tls.client-certificate", word, "longshore.ftp.tls.configuration", "own");
        assertThatThrownBy(() -> tls(settings, TestCertificate.get()))
                .isInstanceOf(StartFailure.class)
                .hasMessage("longshore.ftp.tls.client-certificate is " + word
                        + ", and nobody is trusted: set quarkus.tls.own.trust-store.pem.certs, or"
                        + " quarkus.tls.own.trust-store.p12.path and .password");
    }

    @Test
    void certificatesOfClientsNeedTls() {
        assertThatThrownBy(() -> tls(Map.of("longshore.ftp.tls.client-certificate", "offer"), null))
                .isInstanceOf(StartFailure.class)
                .hasMessageStartingWith(
                        "longshore.ftp.tls.client-certificate is offer, and longshore.ftp.tls.mode is off: ");
        assertThat(tls(Map.of("longshore.ftp.tls.client-certificate", "none"), null))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "longshore.ftp.tls.user-pattern,CN=.+",
        "longshore.ftp.tls.user-pattern,CN=(.+",
        "longshore.ftp.tls.lenient-networks,here"
    })
    void whatCannotBeReadIsRefused(String key, String value) {
        assertThatThrownBy(() -> tls(Map.of(key, value), TestCertificate.get()))
                .isInstanceOf(StartFailure.class)
                .hasMessageStartingWith(key + " ");
    }

    private static ControlListener.@Nullable Tls tls(
            Map<String, String> settings, @Nullable ServerCertificate certificate) {
        return ListenerTls.of(TestSettings.of(settings).ftp(), "127.0.0.1", certificate);
    }
}
