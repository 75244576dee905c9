package dev.longshore.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.longshore.s3.Capabilities.Known;
import dev.longshore.testing.TestGateway;
import dev.longshore.testing.TestSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an endpoint can do is found out by trying, or told by the configuration. */
class CapabilityProbeTest {
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start(auto());
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void leavesNothingUnknown() {
        Capabilities found = run(Map.of());
        assertThat(Capability.values()).noneMatch(capability -> found.known(capability) == Known.UNKNOWN);
    }

    @Test
    void findsWhatTheEmbeddedS3CanDo() {
        assumeTrue(gateway.storage().isEmbedded(), "another S3 may lack some of it");
        Capabilities found = run(Map.of());
        assertThat(List.of(
                        Capability.CONDITIONAL_PUT,
                        Capability.CHECKSUMS,
                        Capability.UPLOAD_PART_COPY,
                        Capability.ODD_PART_SOURCES,
                        Capability.CONDITIONAL_SOURCE,
                        Capability.DELETE_OBJECTS,
                        Capability.ODD_KEYS))
                .allMatch(found::has);
    }

    @Test
    void findsOutWhoIgnoresConditionsOnTheSourceOfACopy() {
        gateway.proxy()
                .dropSourceConditions(
                        gateway.storage().accessKey(), gateway.storage().secretKey());
        try {
            Capabilities found = gateway.gateway().backend().probedCapabilities();
            assertThat(found.known(Capability.CONDITIONAL_SOURCE)).isEqualTo(Known.CANNOT);
            assertThat(found.has(Capability.UPLOAD_PART_COPY)).isTrue();
        } finally {
            gateway.proxy().heal();
        }
        assertThat(gateway.keys()).isEmpty();
        assertThat(gateway.openUploads()).isEmpty();
    }

    /** Who copies no parts need not heed a condition on them. */
    @Test
    void withoutUploadPartCopyCopyObjectAloneIsAsked() {
        Capabilities found = run(Map.of("upload-part-copy", "no"));
        assertThat(found.known(Capability.CONDITIONAL_SOURCE))
                .isEqualTo(gateway.gateway().backend().capabilities().known(Capability.CONDITIONAL_SOURCE));
    }

    @Test
    void leavesNothingBehind() {
        run(Map.of());
        assertThat(gateway.keys()).isEmpty();
        assertThat(gateway.openUploads()).isEmpty();
    }

    @Test
    void believesTheConfiguration() {
        Capabilities found = run(Map.of("conditional-put", "no", "upload-part-copy", "yes"));
        assertThat(found.known(Capability.CONDITIONAL_PUT)).isEqualTo(Known.SET_CANNOT);
        assertThat(found.known(Capability.UPLOAD_PART_COPY)).isEqualTo(Known.SET_CAN);
        assertThat(found.known(Capability.CHECKSUMS))
                .isEqualTo(gateway.gateway().backend().capabilities().known(Capability.CHECKSUMS));
    }

    /** Most gateways of the tests are told by their settings. */
    @Test
    void aGatewayFindsOutWhenItStarts() {
        try (TestGateway finding = TestGateway.before(gateway.storage(), auto())) {
            Capabilities found = finding.gateway().backend().capabilities();
            assertThat(Capability.values())
                    .allMatch(capability -> Set.of(Known.CAN, Known.CANNOT).contains(found.known(capability)))
                    .allMatch(capability -> found.has(capability) == gateway.can(capability));
        }
    }

    private static Map<String, String> auto() {
        Map<String, String> auto = new HashMap<>();
        for (Capability capability : Capability.values()) {
            auto.put(
                    "longshore.s3.capabilities."
                            + capability.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    "auto");
        }
        return auto;
    }

    @Test
    void asksNothingWhereAllIsSet() {
        Map<String, String> all = new HashMap<>();
        for (Capability capability : Capability.values()) {
            all.put(capability.name().toLowerCase(Locale.ROOT).replace('_', '-'), "yes");
        }
        Capabilities found = CapabilityProbe.run(gateway.s3(), "no-such-bucket", "", settings(all));
        assertThat(Capability.values()).allMatch(capability -> found.known(capability) == Known.SET_CAN);
    }

    @Test
    void takesForCannotWhatFails() {
        Capabilities found = CapabilityProbe.run(gateway.s3(), "no-such-bucket", "", settings(Map.of()));
        assertThat(Capability.values()).noneMatch(found::has);
    }

    @Test
    void tellsInATableWhatIsDoneInstead() {
        assertThat(run(Map.of("upload-part-copy", "no")).table().lines())
                .hasSameSizeAs(Capability.values())
                .anyMatch(line ->
                        line.matches(" +UploadPartCopy +no \\(set\\); instead: kept bytes are read and sent again"));
    }

    private static Capabilities run(Map<String, String> set) {
        return CapabilityProbe.run(gateway.s3(), gateway.bucket(), "", settings(set));
    }

    private static CapabilitySettings settings(Map<String, String> set) {
        Map<String, String> keys = new HashMap<>();
        set.forEach((name, value) -> keys.put("longshore.s3.capabilities." + name, value));
        return TestSettings.of(keys).s3().capabilities();
    }
}
