package dev.longshore.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.Bytes;
import dev.longshore.testing.TestGateway;
import org.junit.jupiter.api.Test;

/** A key that no path can name hides no other. */
class OddKeyTest {
    @Test
    void oneKeyThatXmlCannotHoldHidesNoOther() {
        try (TestGateway gateway = TestGateway.start();
                var client = gateway.login()) {
            gateway.put("odd/fine", Bytes.random(1));
            gateway.put("odd/bell\u0007", Bytes.random(1));
            assertThat(client.lists("NLST odd")).containsExactly("fine");
        }
    }
}
