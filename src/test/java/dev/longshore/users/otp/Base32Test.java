package dev.longshore.users.otp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Base32 as RFC 4648 has it. */
class Base32Test {
    /** RFC 4648 §10. */
    @ParameterizedTest
    @CsvSource({"'', ''", "f, MY", "fo, MZXQ", "foo, MZXW6", "foob, MZXW6YQ", "fooba, MZXW6YTB", "foobar, MZXW6YTBOI"})
    void isThatOfTheRfc(String text, String letters) {
        byte[] octets = text.getBytes(StandardCharsets.US_ASCII);
        assertThat(Base32.encode(octets)).isEqualTo(letters);
        assertThat(Base32.decode(letters))
                .hasValueSatisfying(read -> assertThat(read).isEqualTo(octets));
    }

    @Test
    void isReadAsItIsWritten() {
        Random random = new Random(1);
        for (int length = 0; length < 100; length++) {
            byte[] octets = new byte[length];
            random.nextBytes(octets);
            assertThat(Base32.decode(Base32.encode(octets)))
                    .hasValueSatisfying(read -> assertThat(read).isEqualTo(octets));
        }
    }
}
