package dev.longshore.ftp.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.Bytes;
import dev.longshore.testing.TestGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** draft-peterson-streamlined-ftp-command-extensions. */
class AvblCsidRmdaTest {
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
        gateway.put("dir/a", Bytes.random(5));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    /** S3 has no bound, and the user no quota: no number would be true, and FEAT does not promise one. */
    @ParameterizedTest
    @ValueSource(strings = {"AVBL", "AVBL /", "AVBL dir", "avbl /dir/", "AVBL dir/a", "AVBL missing"})
    void nothingTellsHowMuchCanBeStored(String command) {
        try (var client = gateway.login()) {
            client.sends(command).gets("550 No quota tells how much can be stored.");
            client.sends("FEAT").gets(211);
            assertThat(client.reply()).doesNotContain(" AVBL");
        }
    }

    @Test
    void clientAndServerTellTheirNames() {
        try (var client = gateway.login()) {
            client.sends("CSID Name=Tester; Version=1.0;").gets("200 Name=Longshore;");
            client.sends("CSID").gets(501);
        }
    }

    @Test
    void aWholeTreeIsNotRemoved() {
        try (var client = gateway.login()) {
            client.sends("RMDA dir")
                    .gets(550)
                    .sends("RMDA /")
                    .gets(550)
                    .sends("RMDA")
                    .gets(501);
            assertThat(gateway.get("dir/a")).hasSize(5);
        }
    }

    @Test
    void allNeedALogin() {
        try (var client = gateway.connect()) {
            client.sends("AVBL")
                    .gets(530)
                    .sends("CSID Name=x;")
                    .gets(530)
                    .sends("RMDA dir")
                    .gets(530);
        }
    }
}
