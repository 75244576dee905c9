package dev.longshore.users.defender;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.LogLines;
import dev.longshore.users.Networks;
import dev.longshore.users.Origin;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Points, bans and what they grow to, by a clock that stands still until it is told. */
class DefenderTest {
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final Duration BAN = Duration.ofMinutes(5);
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final InetAddress CLIENT = Origin.address("203.0.113.7");
    private static final InetAddress OTHER = Origin.address("203.0.113.8");

    private Instant now = Instant.parse("2030-01-01T00:00:00Z");
    private int guesses;
    private final Defender defender = new Defender(rules(true), () -> now);

    private static DefenderRules rules(boolean counts) {
        return new DefenderRules(
                counts,
                100,
                WINDOW,
                BAN,
                LONGEST,
                Networks.parse("allow", List.of("127.0.0.0/8", "2001:db8:a::1")),
                Networks.parse("proxies", List.of("10.1.0.0/16")));
    }

    private void guess(InetAddress client, int times) {
        for (int i = 0; i < times; i++) {
            defender.refusedLogin(client, "somebody", "guess " + guesses++);
        }
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    @Test
    void theTwentiethGuessBans() {
        guess(CLIENT, 19);
        assertThat(defender.isBanned(CLIENT)).isFalse();
        guess(CLIENT, 1);
        assertThat(defender.isBanned(CLIENT)).isTrue();
        assertThat(defender.isBanned(OTHER)).isFalse();
        assertThat(defender.bans()).containsExactly(new Ban(Origin.of(CLIENT), now, now.plus(BAN), 1));
    }

    @Test
    void anOldPasswordThatIsSentAgainAndAgainIsNoGuess() {
        for (int i = 0; i < 95; i++) {
            defender.refusedLogin(CLIENT, "job", "old");
        }
        assertThat(defender.isBanned(CLIENT)).isFalse();
        defender.refusedLogin(CLIENT, "job", "old");
        assertThat(defender.isBanned(CLIENT)).as("a storm, though").isTrue();
    }

    @Test
    void twoNamesWithOnePasswordAreTwoGuesses() {
        for (int i = 0; i < 20; i++) {
            defender.refusedLogin(CLIENT, "user" + i, "summer");
        }
        assertThat(defender.isBanned(CLIENT)).isTrue();
    }

    @Test
    void pointsCountWithinTheWindowOnly() {
        for (int hour = 0; hour < 20; hour++) {
            guess(CLIENT, 19);
            pass(WINDOW);
        }
        assertThat(defender.isBanned(CLIENT)).isFalse();
        for (int minute = 0; minute < 10; minute++) {
            guess(CLIENT, 2);
            pass(Duration.ofMinutes(1));
        }
        assertThat(defender.isBanned(CLIENT)).isTrue();
    }

    @Test
    void theWindowSlides() {
        guess(CLIENT, 10);
        pass(Duration.ofMinutes(6));
        guess(CLIENT, 9);
        pass(Duration.ofMinutes(5));
        guess(CLIENT, 9);
        assertThat(defender.isBanned(CLIENT)).isFalse();
        guess(CLIENT, 2);
        assertThat(defender.isBanned(CLIENT)).isTrue();
    }

    @Test
    void aClockThatGoesBackLosesNothing() {
        guess(CLIENT, 10);
        pass(Duration.ofDays(-1));
        guess(CLIENT, 10);
        assertThat(defender.isBanned(CLIENT)).isTrue();
    }

    @Test
    void aRightLoginClearsThePoints() {
        guess(CLIENT, 19);
        defender.loggedIn(CLIENT);
        guess(CLIENT, 19);
        assertThat(defender.isBanned(CLIENT)).isFalse();
    }

    @Test
    void eachBanIsTwiceAsLongUpToABoundAndIsForgottenAfterAWhile() {
        for (long minutes : new long[] {5, 10, 20, 40, 80, 160, 320, 640, 1280, 1440, 1440}) {
            banFor(Duration.ofMinutes(minutes));
        }
        pass(LONGEST.minusSeconds(1));
        banFor(LONGEST);
        pass(LONGEST);
        banFor(BAN);
    }

    private void banFor(Duration length) {
        guess(CLIENT, 20);
        pass(length.minusMillis(1));
        assertThat(defender.isBanned(CLIENT)).as("shortly before %s", length).isTrue();
        pass(Duration.ofMillis(1));
        assertThat(defender.isBanned(CLIENT)).as("after %s", length).isFalse();
        assertThat(defender.bans()).isEmpty();
    }

    @Test
    void ipv6IsCountedByItsNetwork() {
        for (int host = 1; host <= 20; host++) {
            guess(Origin.address("2001:db8:1:2::" + host), 1);
        }
        assertThat(defender.isBanned(Origin.address("2001:db8:1:2:ffff::1"))).isTrue();
        assertThat(defender.isBanned(Origin.address("2001:db8:1:3::1"))).isFalse();
    }

    @Test
    void neitherFriendsNorProxiesAreBanned() {
        InetAddress friend = Origin.address("2001:db8:a::1");
        for (InetAddress exempt : List.of(Origin.address("127.0.0.1"), Origin.address("10.1.2.3"), friend)) {
            guess(exempt, 100);
            defender.offend(exempt, Offence.FLOOD);
            assertThat(defender.isBanned(exempt)).isFalse();
            assertThat(defender.ban(exempt, BAN)).isEmpty();
        }
        guess(Origin.address("2001:db8:a::2"), 20);
        assertThat(defender.isBanned(Origin.address("2001:db8:a::2"))).isTrue();
        assertThat(defender.isBanned(friend)).as("within a banned network").isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void whateverItIsEnoughOfItBans(Offence offence) {
        for (int points = offence.points(); points < 100; points += offence.points()) {
            defender.offend(CLIENT, offence);
        }
        assertThat(defender.isBanned(CLIENT)).isFalse();
        defender.offend(CLIENT, offence);
        assertThat(defender.isBanned(CLIENT)).isTrue();
    }

    @Test
    void countsNothingWhenItIsOff() {
        Defender off = new Defender(rules(false), () -> now);
        for (int i = 0; i < 100; i++) {
            off.refusedLogin(CLIENT, "user", "guess " + i);
            off.offend(CLIENT, Offence.FLOOD);
        }
        assertThat(off.isBanned(CLIENT)).isFalse();
        assertThat(off.ban(CLIENT, BAN)).isPresent();
        assertThat(off.isBanned(CLIENT)).isTrue();
    }

    @Test
    void theOperatorBansAndLifts() {
        assertThat(defender.ban(CLIENT, Duration.ofDays(30))).isPresent();
        pass(Duration.ofDays(29));
        assertThat(defender.isBanned(CLIENT)).isTrue();
        assertThat(defender.lift(Origin.of(CLIENT))).isTrue();
        assertThat(defender.isBanned(CLIENT)).isFalse();
        assertThat(defender.lift(Origin.of(CLIENT))).isFalse();
    }

    @Test
    void aLiftedBanIsForgotten() {
        guess(CLIENT, 20);
        defender.lift(Origin.of(CLIENT));
        assertThat(defender.isBanned(CLIENT)).isFalse();
        guess(CLIENT, 19);
        assertThat(defender.isBanned(CLIENT)).isFalse();
        guess(CLIENT, 1);
        assertThat(defender.bans()).extracting(Ban::repeats).containsExactly(1);
    }

    @Test
    void guessersAtOnceGetOneBan() throws InterruptedException {
        AtomicInteger banned = new AtomicInteger();
        defender.whenBanned(banned::incrementAndGet);
        int threads = 8;
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try (LogLines log = LogLines.of(Defender.class)) {
            CountDownLatch start = new CountDownLatch(threads);
            for (int thread = 0; thread < threads; thread++) {
                int number = thread;
                executor.execute(() -> {
                    start.countDown();
                    for (int i = 0; i < 1000; i++) {
                        defender.refusedLogin(CLIENT, "user" + number, "guess " + i);
                    }
                });
            }
            executor.shutdown();
            assertThat(executor.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
            assertThat(log.all()).hasSize(1);
        } finally {
            executor.shutdownNow();
        }
        assertThat(banned).hasValue(1);
        assertThat(defender.bans()).extracting(Ban::repeats).containsExactly(1);
    }

    @Test
    void theLogHasTheAddressAndNothingThatWasTyped() {
        try (LogLines log = LogLines.of(Defender.class)) {
            guess(CLIENT, 20);
            assertThat(log.all()).hasSize(1);
            assertThat(log.all().get(0)).contains("203.0.113.7", "5M").doesNotContain("guess", "somebody");
        }
    }

    @Test
    void bansOfOthersTakeThePlaceOfThoseKnown() {
        guess(CLIENT, 20);
        Ban ofOther = new Ban(Origin.of(OTHER), now, now.plus(BAN), 3);
        long seen = defender.changes();
        assertThat(defender.takeOver(List.of(ofOther), seen)).isTrue();
        assertThat(defender.bans()).containsExactly(ofOther);
        guess(CLIENT, 20);
        assertThat(defender.takeOver(List.of(), seen))
                .as("with a ban that came later")
                .isFalse();
        assertThat(defender.isBanned(CLIENT)).isTrue();
    }

    @Test
    void strangersCannotMakeItGrow() {
        Scores scores = new Scores(WINDOW, 1000);
        BanList bans = new BanList(1000, LONGEST);
        Ban ofOperator = new Ban(Origin.of(CLIENT), now, now.plusSeconds(1), 0);
        bans.put(ofOperator, now);
        for (int i = 0; i < 10_000; i++) {
            Origin origin = new Origin("origin " + i);
            scores.isNew(origin, i);
            scores.add(origin, 5, now);
            bans.put(new Ban(origin, now, now.plus(BAN).plusMillis(i), 1), now);
        }
        assertThat(scores.size()).isEqualTo(1000);
        assertThat(bans.size()).isEqualTo(1000);
        assertThat(bans.holding(now))
                .contains(ofOperator)
                .anyMatch(ban -> ban.origin().text().equals("origin 9999"));
    }

    @Test
    void theLoginsOfOneOriginAreKeptInABoundedNumber() {
        Score score = new Score();
        for (int login = 0; login < 100_000; login++) {
            assertThat(score.isNew(login)).isTrue();
        }
        assertThat(score.isNew(99_999)).isFalse();
        assertThat(score.isNew(0)).isTrue();
    }
}
