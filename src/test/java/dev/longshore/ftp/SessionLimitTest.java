package dev.longshore.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.Eventually;
import dev.longshore.testing.FtpDialogue;
import dev.longshore.testing.HeaderProxy;
import dev.longshore.testing.TestGateway;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How many sessions a user may have; the one too many hears 421 (RFC 959 §5.4, PASS) and sees the end. */
class SessionLimitTest {
    private static final String LIMIT = "longshore.users.config.alice.limits.sessions";
    private static final String LIMIT_THERE = "longshore.users.config.alice.limits.sessions-per-address";
    private static final String TOO_MANY = "421 Too many sessions of this user, try again later.";

    @Test
    void theOneTooManyIsTurnedAwayBehindTheRightPasswordOnly() {
        try (TestGateway gateway =
                        TestGateway.start(Map.of(LIMIT, "2", "longshore.users.config.bob.password", "builder"));
                var first = gateway.login();
                var second = gateway.login()) {
            try (var third = gateway.connect()) {
                third.sends("USER alice").gets(331).sends("PASS wrong").gets("530 Login incorrect.");
                third.sends("USER alice")
                        .gets(331)
                        .sends("PASS secret")
                        .gets(TOO_MANY)
                        .seesEnd();
            }
            gateway.connect().login("bob", "builder").close();
            second.sends("QUIT").gets(221).seesEnd();
            Eventually.holds("a place is free", () -> sessions(gateway) == 1);
            gateway.login().close();
            first.sends("PWD").gets(257);
        }
    }

    @Test
    void reinGivesThePlaceBack() {
        try (TestGateway gateway = TestGateway.start(Map.of(LIMIT, "1"));
                var first = gateway.login();
                var second = gateway.connect()) {
            first.sends("REIN").gets(220);
            second.login("alice", "secret");
            first.sends("USER alice")
                    .gets(331)
                    .sends("PASS secret")
                    .gets(TOO_MANY)
                    .seesEnd();
            second.sends("REIN").gets(220).sends("REIN").gets(220).sends("QUIT").gets(221);
            gateway.login().close();
        }
    }

    @Test
    void behindAProxyClientsAreCountedByTheirOwnAddress() {
        try (TestGateway gateway = TestGateway.start(Map.of(LIMIT_THERE, "1", "longshore.ftp.proxies", "127.0.0.0/8"));
                HeaderProxy one = client(gateway.port(), "TCP4 203.0.113.7 203.0.113.200 40000 21");
                HeaderProxy two = client(gateway.port(), "TCP4 203.0.113.8 203.0.113.200 40000 21");
                HeaderProxy six = client(gateway.port(), "TCP6 2001:db8:7::1 2001:db8::9 40000 21");
                HeaderProxy sixToo = client(gateway.port(), "TCP6 2001:db8:7::2 2001:db8::9 40000 21");
                var first = FtpDialogue.connect(one.port()).login("alice", "secret");
                var second = FtpDialogue.connect(two.port()).login("alice", "secret");
                var third = FtpDialogue.connect(six.port()).login("alice", "secret");
                var again = FtpDialogue.connect(one.port());
                var neighbour = FtpDialogue.connect(sixToo.port())) {
            again.sends("USER alice").gets(331).sends("PASS secret").gets(TOO_MANY);
            neighbour.sends("USER alice").gets(331).sends("PASS secret").gets(TOO_MANY);
            first.sends("NOOP").gets(200);
            second.sends("NOOP").gets(200);
            third.sends("NOOP").gets(200);
        }
    }

    @Test
    void exactlySoManyGetInWhenManyLogInAtOnce() throws Exception {
        int clients = 50;
        ExecutorService executor = Executors.newFixedThreadPool(clients);
        List<FtpDialogue> dialogues = new ArrayList<>();
        try (TestGateway gateway = TestGateway.start(Map.of(LIMIT, "10"))) {
            for (int i = 0; i < clients; i++) {
                dialogues.add(gateway.connect().sends("USER alice").gets(331));
            }
            for (int round = 0; round < 2; round++) {
                CountDownLatch start = new CountDownLatch(dialogues.size());
                List<Future<String>> answers = new ArrayList<>();
                for (FtpDialogue client : dialogues) {
                    answers.add(executor.submit(() -> {
                        start.countDown();
                        start.await();
                        client.sends("PASS secret");
                        return client.getsAny().replyLine();
                    }));
                }
                List<String> said = new ArrayList<>();
                for (Future<String> answer : answers) {
                    said.add(answer.get(60, TimeUnit.SECONDS));
                }
                assertThat(said).containsOnly("230 Logged in.", TOO_MANY);
                assertThat(said.stream().filter("230 Logged in."::equals)).hasSize(10);
                dialogues.forEach(FtpDialogue::close);
                dialogues.clear();
                Eventually.holds("nobody is there any more", () -> sessions(gateway) == 0);
                for (int i = 0; i < 20; i++) {
                    dialogues.add(gateway.connect().sends("USER alice").gets(331));
                }
            }
        } finally {
            dialogues.forEach(FtpDialogue::close);
            executor.shutdownNow();
        }
    }

    /** QUIT, REIN, an end in order and a reset, before, during and after PASS: nothing drifts. */
    @Test
    void howeverSessionsEndTheyAreCountedDownOnce() throws Exception {
        int threads = 8;
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try (TestGateway gateway = TestGateway.start(Map.of(LIMIT, "5"))) {
            List<Future<?>> work = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                Random random = new Random(thread);
                work.add(executor.submit(() -> {
                    for (int i = 0; i < 40; i++) {
                        comeAndGo(gateway, random);
                    }
                    return null;
                }));
            }
            for (Future<?> done : work) {
                done.get(120, TimeUnit.SECONDS);
            }
            Eventually.holds("all are gone", () -> gateway.gateway().ftp().sessions() == 0 && sessions(gateway) == 0);
            assertThat(gateway.gateway().seats().counts()).isEmpty();
            List<FtpDialogue> all = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                all.add(gateway.login());
            }
            try (var late = gateway.connect()) {
                late.sends("USER alice").gets(331).sends("PASS secret").gets(TOO_MANY);
            }
            all.forEach(FtpDialogue::close);
        } finally {
            executor.shutdownNow();
        }
    }

    private static void comeAndGo(TestGateway gateway, Random random) throws IOException {
        try (var client = gateway.connect()) {
            if (random.nextBoolean()) {
                client.control().setSoLinger(true, 0);
            }
            client.sends("USER alice").gets(331).sends("PASS secret");
            switch (random.nextInt(4)) {
                case 0 -> client.getsAny();
                case 1 -> client.sends("REIN").getsAny();
                case 2 -> client.sends("QUIT").getsAny();
                default -> client.control().shutdownOutput();
            }
        }
    }

    private static int sessions(TestGateway gateway) {
        return gateway.gateway().seats().count("alice", null);
    }

    private static HeaderProxy client(int port, String words) {
        return HeaderProxy.before(port, HeaderProxy.version1(words));
    }
}
