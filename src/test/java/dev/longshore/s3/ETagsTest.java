package dev.longshore.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.CompletedPart;

class ETagsTest {
    private static final String OF_NOTHING = "d41d8cd98f00b204e9800998ecf8427e";

    @Test
    void losesItsQuotes() {
        assertThat(ETags.bare("\"" + OF_NOTHING + "\"")).isEqualTo(OF_NOTHING);
        assertThat(ETags.bare(OF_NOTHING)).isEqualTo(OF_NOTHING);
        assertThat(ETags.bare(null)).isEmpty();
    }

    @Test
    void mayBeAnMd5() {
        assertThat(ETags.isMd5(OF_NOTHING)).isTrue();
        assertThat(ETags.isMd5("\"" + OF_NOTHING + "\"")).isTrue();
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "d41d8cd98f00b204e9800998ecf8427e-2",
                "d41d8cd98f00b204e9800998ecf8427",
                "d41d8cd98f00b204e9800998ecf8427e0",
                "z41d8cd98f00b204e9800998ecf8427e",
                "W/\"d41d8cd98f00b204e9800998ecf8427e\""
            })
    void mayBeSomethingElse(@Nullable String etag) {
        assertThat(ETags.isMd5(etag)).isFalse();
    }

    /** The MD5 of the MD5 of nothing, as a digest of one part. */
    @Test
    void ofAnObjectOfOnePartIsThatOfTheSameContent() {
        String onePart = "59adb24ef3cdbe0297f05b395827453f-1";
        assertThat(ETags.sameContent("\"" + OF_NOTHING + "\"", onePart)).isTrue();
        assertThat(ETags.sameContent(onePart, OF_NOTHING)).isTrue();
        assertThat(ETags.sameContent(onePart, onePart)).isTrue();
        assertThat(ETags.sameContent(OF_NOTHING, onePart.replace("-1", "-2"))).isFalse();
        assertThat(ETags.sameContent(OF_NOTHING, onePart.replace("-1", ""))).isFalse();
        assertThat(ETags.sameContent("", "")).isFalse();
        assertThat(ETags.sameContent(null, null)).isFalse();
    }

    @Test
    void isWrittenAsContentMd5() {
        byte[] md5 = md5("abc".getBytes(StandardCharsets.US_ASCII));
        assertThat(ETags.base64("\"" + hex(md5) + "\""))
                .isEqualTo(Base64.getEncoder().encodeToString(md5));
    }

    /** The value is what {@code (md5 a; md5 b) | md5sum} gives of the binary digests. */
    @Test
    void ofPartsIsTheMd5OfTheirMd5s() {
        byte[] first = md5("first".getBytes(StandardCharsets.US_ASCII));
        byte[] second = md5("second".getBytes(StandardCharsets.US_ASCII));
        byte[] both = new byte[32];
        System.arraycopy(first, 0, both, 0, 16);
        System.arraycopy(second, 0, both, 16, 16);
        assertThat(ETags.ofParts(List.of(part("\"" + hex(first) + "\""), part(hex(second)))))
                .contains(hex(md5(both)) + "-2");
        assertThat(ETags.ofParts(List.of(part(hex(second)), part(hex(first)))))
                .isNotEqualTo(ETags.ofParts(List.of(part(hex(first)), part(hex(second)))));
    }

    @Test
    void ofPartsWithoutMd5IsNotKnown() {
        assertThat(ETags.ofParts(List.of(part(OF_NOTHING), part("opaque")))).isEmpty();
        assertThat(ETags.ofParts(List.of(part(OF_NOTHING), part(null)))).isEmpty();
    }

    private static CompletedPart part(@Nullable String etag) {
        return CompletedPart.builder().eTag(etag).build();
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] md5(byte[] bytes) {
        try {
            return MessageDigest.getInstance("MD5").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
