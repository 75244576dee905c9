package dev.longshore.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.files.BucketFileSystem;
import dev.longshore.files.Usages;
import dev.longshore.testing.Bytes;
import dev.longshore.testing.CutLine;
import dev.longshore.testing.Eventually;
import dev.longshore.testing.FtpDialogue;
import dev.longshore.testing.LogLines;
import dev.longshore.testing.TestGateway;
import dev.longshore.testing.TestS3;
import dev.longshore.users.Networks;
import dev.longshore.users.Origin;
import dev.longshore.users.defender.Defender;
import dev.longshore.users.defender.DefenderRules;
import dev.longshore.users.sessions.Seat;
import dev.longshore.users.sessions.Seats;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import redis.clients.jedis.JedisPooled;
import redis.clients.jedis.params.XAddParams;

/** Gateways that share a Redis. Everything in its database 9 is removed. */
@EnabledIfSystemProperty(
        named = "longshore.test.redis",
        matches = ".+",
        disabledReason = "longshore.test.redis is not set")
class RedisSharingTest {
    private static final InetAddress CLIENT = Origin.address("203.0.113.7");
    private static final Origin HERE = new Origin("192.0.2.7");
    private static final Origin THERE = new Origin("192.0.2.8");
    private static final Duration SHORT_LEASE = Duration.ofSeconds(2);

    private static final TestGateway STORAGE = TestGateway.start();
    private static final Usages NOTHING_STORED =
            new BucketFileSystem(STORAGE.gateway().backend()).usages();

    private final URI server = URI.create(System.getProperty("longshore.test.redis"));
    private final JedisPooled redis = new JedisPooled(URI.create(url(server.getPort())));
    private final List<Replica> replicas = new ArrayList<>();
    private int guesses;

    /** What a gateway counts with. */
    private record Replica(Defender defender, Seats seats, RedisSharing sharing) {
        void awaitUp() {
            Eventually.holds("Redis is used", sharing::isUp);
        }
    }

    @AfterAll
    static void stopStorage() {
        STORAGE.close();
    }

    @BeforeEach
    void empty() {
        redis.flushDB();
    }

    @AfterEach
    void stop() {
        replicas.forEach(replica -> replica.sharing().close());
        redis.close();
    }

    private String url(int port) {
        return "redis://" + server.getHost() + ":" + port + "/9";
    }

    private Replica replica() {
        Replica replica = replica(server.getPort(), Duration.ofSeconds(15));
        replica.awaitUp();
        return replica;
    }

    private Replica replica(int port, Duration lease) {
        Networks none = Networks.parse("", List.of());
        Duration ban = Duration.ofMinutes(5);
        DefenderRules rules =
                new DefenderRules(true, 100, Duration.ofMinutes(10), ban, Duration.ofHours(24), none, none);
        Defender defender = new Defender(rules, InstantSource.system());
        Seats seats = new Seats();
        Replica made = new Replica(
                defender,
                seats,
                RedisSharing.start(RedisAddress.parse(url(port)), defender, seats, NOTHING_STORED, lease));
        replicas.add(made);
        return made;
    }

    private void guess(Replica replica, int times) {
        for (int i = 0; i < times; i++) {
            replica.defender().refusedLogin(CLIENT, "user", "guess " + guesses++);
        }
    }

    private void awaitBan(Replica replica, boolean banned) {
        Eventually.holds("banned: " + banned, () -> replica.defender().isBanned(CLIENT) == banned);
    }

    @Test
    void aBanOfOneHoldsForTheOther() {
        Replica one = replica();
        Replica two = replica();
        guess(one, 20);
        awaitBan(two, true);
        awaitBan(one, true);
        assertThat(two.defender().bans()).hasSize(1).isEqualTo(one.defender().bans());
        two.defender().lift(Origin.of(CLIENT));
        awaitBan(one, false);
        assertThat(two.defender().isBanned(CLIENT)).isFalse();
        guess(two, 19);
        Eventually.holds("they are counted", () -> points() == 95);
        assertThat(two.defender().isBanned(CLIENT)).isFalse();
    }

    @Test
    void entriesOfOthersDisturbNobody() {
        Replica one = replica();
        Replica two = replica();
        try (LogLines log = LogLines.of(RedisUsage.class)) {
            redis.xadd("longshore:usage", Map.of("hello", "world"), XAddParams.xAddParams());
            redis.hset("longshore:bans", "nowhere", "for ever");
            guess(one, 20);
            awaitBan(two, true);
            two.defender().lift(Origin.of(CLIENT));
            awaitBan(one, false);
            assertThat(log.all()).hasSize(2).allMatch(line -> line.contains("is none of ours"));
        }
    }

    @Test
    void pointsOfBothCountTogether() {
        Replica one = replica();
        Replica two = replica();
        guess(one, 10);
        guess(two, 9);
        Eventually.holds("they are counted", () -> points() == 95);
        assertThat(one.defender().isBanned(CLIENT)).isFalse();
        guess(two, 1);
        awaitBan(one, true);
        awaitBan(two, true);
    }

    @Test
    void aRightLoginAtOneClearsThePointsOfBoth() {
        Replica one = replica();
        Replica two = replica();
        for (int round = 0; round < 3; round++) {
            guess(one, 19);
            Eventually.holds("they are counted", () -> points() == 95);
            two.defender().loggedIn(CLIENT);
            Eventually.holds("they are gone", () -> points() == 0);
        }
        assertThat(one.defender().isBanned(CLIENT)).isFalse();
        assertThat(two.defender().isBanned(CLIENT)).isFalse();
    }

    @Test
    void aSecondBanIsTwiceAsLongWhoeverCounted() {
        Replica one = replica();
        Replica two = replica();
        long now = System.currentTimeMillis();
        String over = (now - 600_000) + " " + (now - 300_000) + " 1";
        redis.hset("longshore:bans", Origin.of(CLIENT).text(), over);
        guess(one, 20);
        awaitBan(two, true);
        assertThat(two.defender().bans()).hasSize(1).allSatisfy(ban -> {
            assertThat(ban.repeats()).isEqualTo(2);
            assertThat(Duration.between(ban.since(), ban.until())).isEqualTo(Duration.ofMinutes(10));
        });
    }

    @Test
    void bansOfOperatorsAreSharedAndStayAsLongAsTheySaid() {
        Replica one = replica();
        Replica two = replica();
        one.defender().ban(CLIENT, Duration.ofDays(30)).orElseThrow();
        awaitBan(two, true);
        assertThat(two.defender().bans()).allMatch(ban -> ban.byOperator());
        assertThat(two.defender().bans()).hasSize(1);
    }

    @Test
    void aRedisThatLostItsDataIsToldTheBansAgain() {
        Replica one = replica();
        guess(one, 20);
        awaitBan(one, true);
        redis.flushDB();
        Eventually.holds("the ban is back", () -> redis.hlen("longshore:bans") == 1);
        awaitBan(replica(), true);
        assertThat(one.defender().isBanned(CLIENT)).isTrue();
    }

    @Test
    void fiftyLoginsAtTwoGatewaysGetExactlyTenSeats() throws Exception {
        List<Replica> both = List.of(replica(), replica());
        int clients = 50;
        ExecutorService executor = Executors.newFixedThreadPool(clients);
        try {
            CountDownLatch start = new CountDownLatch(clients);
            List<Future<Optional<Seat>>> answers = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                Seats seats = both.get(i % 2).seats();
                answers.add(executor.submit(() -> {
                    start.countDown();
                    start.await();
                    return seats.take("alice", HERE, 10, 0);
                }));
            }
            List<Seat> taken = new ArrayList<>();
            for (Future<Optional<Seat>> answer : answers) {
                answer.get(60, TimeUnit.SECONDS).ifPresent(taken::add);
            }
            assertThat(both).allMatch(replica -> replica.sharing().isUp());
            assertThat(taken).hasSize(10);
            taken.forEach(Seat::leave);
            Eventually.holds("nothing is left", () -> !redis.exists("longshore:sessions:alice"));
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void addressesAreCountedAcrossGateways() {
        Seats one = replica().seats();
        Seats two = replica().seats();
        one.take("alice", HERE, 0, 2).orElseThrow();
        two.take("alice", HERE, 0, 2).orElseThrow();
        assertThat(one.take("alice", HERE, 0, 2)).isEmpty();
        assertThat(two.take("alice", HERE, 0, 2)).isEmpty();
        assertThat(two.take("alice", THERE, 0, 2)).isPresent();
        assertThat(one.take("bob", HERE, 0, 2)).isPresent();
    }

    @Test
    void comingAndGoingLeavesNothingBehind() throws Exception {
        List<Replica> both = List.of(replica(), replica());
        ExecutorService executor = Executors.newFixedThreadPool(8);
        List<Future<?>> work = new ArrayList<>();
        for (int thread = 0; thread < 8; thread++) {
            Seats seats = both.get(thread % 2).seats();
            Random random = new Random(thread);
            work.add(executor.submit(() -> {
                List<Seat> held = new ArrayList<>();
                for (int i = 0; i < 300; i++) {
                    if (held.isEmpty() || random.nextBoolean()) {
                        seats.take("alice", random.nextBoolean() ? HERE : THERE, 20, 15)
                                .ifPresent(held::add);
                    } else {
                        held.remove(random.nextInt(held.size())).leave();
                    }
                }
                held.forEach(Seat::leave);
            }));
        }
        for (Future<?> done : work) {
            done.get(120, TimeUnit.SECONDS);
        }
        executor.shutdown();
        assertThat(both).allMatch(replica -> replica.seats().counts().isEmpty());
        Eventually.holds("nothing is left", () -> !redis.exists("longshore:sessions:alice"));
    }

    @Test
    void theSessionsOfADeadGatewayAreForgotten() {
        try (CutLine line = CutLine.to(server.getPort())) {
            Replica dead = replica(line.port(), SHORT_LEASE);
            dead.awaitUp();
            Replica alive = replica();
            for (int i = 0; i < 3; i++) {
                dead.seats().take("alice", HERE, 3, 0).orElseThrow();
            }
            assertThat(alive.seats().take("alice", HERE, 3, 0)).isEmpty();
            line.cut();
            Eventually.holds(
                    "there is a place",
                    () -> alive.seats().take("alice", HERE, 3, 0).isPresent());
        }
    }

    @Test
    void aGatewayThatEndsLeavesItsPlacesAtOnce() {
        Replica one = replica();
        Replica two = replica();
        one.seats().take("alice", HERE, 1, 0).orElseThrow();
        assertThat(two.seats().take("alice", HERE, 1, 0)).isEmpty();
        one.sharing().close();
        assertThat(two.seats().take("alice", HERE, 1, 0)).isPresent();
    }

    @Test
    void whileRedisIsAwayEachCountsAloneAndTellsTheOthersLater() {
        try (CutLine line = CutLine.to(server.getPort());
                LogLines log = LogLines.of(RedisLink.class)) {
            Replica cutOff = replica(line.port(), SHORT_LEASE);
            cutOff.awaitUp();
            Replica other = replica();
            log.all();
            int before = log.all().size();
            line.cut();
            Eventually.holds("it is seen", () -> !cutOff.sharing().isUp());
            guess(cutOff, 20);
            assertThat(cutOff.defender().isBanned(CLIENT)).isTrue();
            assertThat(other.defender().isBanned(CLIENT)).isFalse();
            Seat first = cutOff.seats().take("alice", HERE, 2, 0).orElseThrow();
            cutOff.seats().take("alice", HERE, 2, 0).orElseThrow();
            assertThat(cutOff.seats().take("alice", HERE, 2, 0)).isEmpty();
            first.leave();
            line.mend();
            cutOff.awaitUp();
            awaitBan(other, true);
            assertThat(log.all()).hasSize(before + 2);
            assertThat(log.all().get(before)).contains("cannot be used", "by this gateway alone");
            assertThat(log.all().get(before + 1)).contains("is used");
            assertThat(other.seats().take("alice", HERE, 2, 0)).isPresent();
            assertThat(other.seats().take("alice", HERE, 2, 0)).isEmpty();
        }
    }

    @Test
    void aGatewayStartsWithoutRedis() {
        try (CutLine line = CutLine.to(server.getPort())) {
            line.cut();
            Replica early = replica(line.port(), SHORT_LEASE);
            guess(early, 20);
            assertThat(early.defender().isBanned(CLIENT)).isTrue();
            line.mend();
            early.awaitUp();
            awaitBan(replica(), true);
        }
    }

    @Test
    void gatewaysWithOneRedisShareByTheirSettings() {
        Map<String, String> settings = Map.of(
                "longshore.redis.url",
                url(server.getPort()),
                "longshore.defender.allow",
                "192.0.2.0/24",
                "longshore.users.config.alice.limits.sessions",
                "1");
        try (TestGateway one = TestGateway.start(settings);
                TestGateway two = TestGateway.start(settings)) {
            Eventually.holds(
                    "both have a lease", () -> redis.keys("longshore:gateway:*").size() == 2);
            try (var user = one.login()) {
                Eventually.holds("the other one is full", () -> {
                    try (var late = two.connect()) {
                        late.sends("USER alice")
                                .gets(331)
                                .sends("PASS secret")
                                .gets("421 " + "Too many sessions of this user, try again later.");
                        return true;
                    } catch (AssertionError e) {
                        return false;
                    }
                });
                user.sends("QUIT").gets(221).seesEnd();
            }
            for (int i = 0; i < 20; i++) {
                try (var client = FtpDialogue.connect((i % 2 == 0 ? one : two).port())) {
                    client.sends("USER alice").gets(331).sends("PASS guess" + i).gets(530);
                }
            }
            InetAddress loopback = Origin.address("127.0.0.1");
            Eventually.holds(
                    "both ban",
                    () -> one.gateway().defender().isBanned(loopback)
                            && two.gateway().defender().isBanned(loopback));
        }
    }

    private int points() {
        return redis.hgetAll("longshore:points:" + Origin.of(CLIENT)).values().stream()
                .mapToInt(Integer::parseInt)
                .sum();
    }

    /** What one stores and removes is known to the other in a second, not at its next count. */
    @Test
    void aQuotaIsCountedForBothTogether() {
        Map<String, String> settings = Map.of(
                "longshore.redis.url",
                url(server.getPort()),
                "longshore.users.config.alice.limits.quota.bytes",
                "100000",
                "longshore.users.config.alice.limits.quota.files",
                "4");
        try (TestS3 storage = TestS3.start();
                TestGateway one = TestGateway.before(storage, settings);
                TestGateway two = TestGateway.before(storage, settings)) {
            Eventually.holds(
                    "both have a lease", () -> redis.keys("longshore:gateway:*").size() == 2);
            try (var here = one.login();
                    var there = two.login()) {
                awaitLeft(here, 100_000);
                awaitLeft(there, 100_000);
                here.stores("a", Bytes.random(60_000));
                awaitLeft(there, 40_000);
                there.sends("ALLO 40001").gets(202).extendedPassivePort();
                there.sends("STOR b").gets("452 Quota has no room for it.");
                there.stores("a", Bytes.random(10_000)).stores("dir/c", Bytes.random(5_000));
                awaitLeft(here, 85_000);
                there.sends("DELE a").gets(250);
                awaitLeft(here, 95_000);
                here.sends("RNFR dir").gets(350).sends("RNTO other").gets(250);
                there.stores("b", Bytes.random(1_000));
                awaitLeft(here, 94_000);
            }
        }
    }

    private static void awaitLeft(FtpDialogue client, int bytes) {
        Eventually.holds(
                bytes + " bytes are left",
                () -> client.sends("AVBL").gets(213).replyLine().equals("213 " + bytes));
    }
}
