package dev.longshore.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

class RecordedDigestsTest {
    private static final String MD5 = "d41d8cd98f00b204e9800998ecf8427e";
    private static final String SHA_256 = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
    private static final String SHA_1 = "2jmj7l5rSw0yVb/vlWAYkK/YBwk=";

    @Test
    void areInHexadecimalDigits() {
        assertThat(digests(head -> head.eTag("\"" + MD5 + "\"")
                        .checksumSHA256(SHA_256)
                        .checksumSHA1(SHA_1)
                        .checksumCRC32("AAAACg==")
                        .checksumType(ChecksumType.FULL_OBJECT)))
                .isEqualTo(Map.of(
                        "MD5",
                        MD5,
                        "SHA-256",
                        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                        "SHA-1",
                        "da39a3ee5e6b4b0d3255bfef95601890afd80709",
                        "CRC32",
                        "0000000a"));
    }

    @Test
    void areThereWithoutATypeToo() {
        assertThat(digests(head -> head.checksumSHA256(SHA_256))).containsOnlyKeys("SHA-256");
    }

    @Test
    void areNotThoseOfParts() {
        assertThat(digests(head -> head.eTag("\"" + MD5 + "-2\"")
                        .checksumSHA256(SHA_256 + "-2")
                        .checksumSHA1(SHA_1 + "-2")))
                .isEmpty();
        assertThat(digests(head -> head.checksumSHA256(SHA_256).checksumType(ChecksumType.COMPOSITE)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws:kms", "aws:kms:dsse", "another"})
    void areNotTheETagOfWhatIsEncryptedWithKeysOfOthers(String encryption) {
        assertThat(digests(head -> head.eTag(MD5).serverSideEncryption(encryption)))
                .isEmpty();
        assertThat(digests(head -> head.eTag(MD5).serverSideEncryption("AES256")))
                .containsOnlyKeys("MD5");
        assertThat(digests(head -> head.eTag(MD5).sseCustomerAlgorithm("AES256")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AAAACg", "AAAA", "no base 64", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="})
    void areAsLongAsTheyMustBe(String checksum) {
        assertThat(digests(head -> head.checksumCRC32(checksum).checksumSHA1(checksum)))
                .isEmpty();
    }

    private static Map<String, String> digests(Consumer<HeadObjectResponse.Builder> answer) {
        HeadObjectResponse.Builder head = HeadObjectResponse.builder();
        answer.accept(head);
        return RecordedDigests.of(head.build());
    }
}
