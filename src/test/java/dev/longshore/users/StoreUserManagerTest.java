package dev.longshore.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.failure.Failure;
import dev.longshore.failure.FailureKind;
import dev.longshore.files.Mount;
import dev.longshore.files.MountedUser;
import dev.longshore.files.TransferRules;
import dev.longshore.files.UserTree;
import dev.longshore.files.VirtualPath;
import dev.longshore.users.password.NewHash;
import dev.longshore.users.password.PasswordCheck;
import dev.longshore.users.password.StoredPassword;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.ftpserver.ftplet.AuthenticationFailedException;
import org.apache.ftpserver.ftplet.User;
import org.apache.ftpserver.usermanager.AnonymousAuthentication;
import org.apache.ftpserver.usermanager.UsernamePasswordAuthentication;
import org.apache.ftpserver.usermanager.impl.UserMetadata;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who has the right password, and may come from there, comes in; all others hear the same. */
class StoreUserManagerTest {
    private static final UserTree TREE = UserTree.of(new Mount(VirtualPath.ROOT, "bucket", "p/"));
    private static final UserRecord ALICE = user("alice", "secret", true, List.of());

    private final StoreUserManager users = manager(
            ALICE,
            user("bob", "sécret 日本", true, List.of()),
            user("disabled", "secret", false, List.of()),
            user("inside", "secret", true, List.of("10.0.0.0/8", "2001:db8::/32")));

    @Test
    void letsARightPasswordIn() throws Exception {
        User user = users.authenticate(login("alice", "secret", null));
        assertThat(user.getName()).isEqualTo("alice");
        assertThat(user.getPassword()).isNull();
        assertThat(user.getHomeDirectory()).isEqualTo("/");
        assertThat(((MountedUser) user).tree()).isEqualTo(TREE);
        assertThat(users.authenticate(login("bob", "sécret 日本", null)).getName())
                .isEqualTo("bob");
    }

    @ParameterizedTest
    @CsvSource({
        "alice, wrong",
        "alice, ''",
        "alice, Secret",
        "alice, 'secret '",
        "alice, secret1",
        "Alice, secret",
        "'alice ', secret",
        "nobody, secret",
        "nobody, ''",
        "nobody, no user has this password",
        "'', ''",
        "disabled, secret",
        "inside, secret",
        "anonymous, a@example.com",
    })
    void tellsAllOthersTheSame(String name, String password) {
        assertThatThrownBy(() -> users.authenticate(login(name, password, null)))
                .isInstanceOf(AuthenticationFailedException.class)
                .hasMessage("Authentication failed");
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, true",
        "2001:db8::1, true",
        "11.1.2.3, false",
        "2001:db9::1, false",
        "127.0.0.1, false",
        "::ffff:10.1.2.3, true"
    })
    void letsAUserInFromTheNetworksOfTheRecord(String host, boolean admitted) throws Exception {
        UsernamePasswordAuthentication login = login("inside", "secret", InetAddress.getByName(host));
        if (admitted) {
            assertThat(users.authenticate(login).getName()).isEqualTo("inside");
        } else {
            assertThatThrownBy(() -> users.authenticate(login))
                    .isInstanceOf(AuthenticationFailedException.class)
                    .hasMessage("Authentication failed");
        }
    }

    @Test
    void refusesAWrongPasswordFromARightNetwork() throws UnknownHostException {
        UsernamePasswordAuthentication login = login("inside", "wrong", InetAddress.getByName("10.1.2.3"));
        assertThatThrownBy(() -> users.authenticate(login)).isInstanceOf(AuthenticationFailedException.class);
    }

    @Test
    void refusesAnonymousLogins() {
        assertThatThrownBy(() -> users.authenticate(new AnonymousAuthentication()))
                .isInstanceOf(AuthenticationFailedException.class);
    }

    @Test
    void asksTheStoresInTheirOrder() throws Exception {
        StoreUserManager both =
                new StoreUserManager(List.of(store(ALICE), store(user("alice", "other", true, List.of()))));
        assertThat(both.authenticate(login("alice", "secret", null)).getName()).isEqualTo("alice");
        assertThatThrownBy(() -> both.authenticate(login("alice", "other", null)))
                .isInstanceOf(AuthenticationFailedException.class);
    }

    /** The store that cannot tell might have had the user, with another password. */
    @Test
    void asksNoStoreBehindOneThatIsDown() {
        CredentialStore down = name -> {
            throw new IllegalStateException("no answer");
        };
        StoreUserManager both = new StoreUserManager(List.of(down, store(ALICE)));
        assertThatThrownBy(() -> both.authenticate(login("alice", "secret", null)))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(FailureKind.USER_STORE_DOWN));
    }

    /** It does not tell whether the name or the password was wrong. */
    @Test
    void asksTheNextStoreWhenOneThatComparesPasswordsLetsNobodyIn() throws Exception {
        PasswordStore comparing = new Comparing(UserRecord.admitted("alice", TREE));
        StoreUserManager both = new StoreUserManager(List.of(comparing, store(ALICE)));
        assertThat(both.authenticate(login("alice", "theirs", null)).getName()).isEqualTo("alice");
        assertThat(both.authenticate(login("alice", "secret", null)).getName()).isEqualTo("alice");
        assertThatThrownBy(() -> both.authenticate(login("alice", "other", null)))
                .isInstanceOf(AuthenticationFailedException.class);
    }

    @Test
    void asksNoStoreBehindOneWhoseUserCannotBeUsed() {
        PasswordStore comparing = new Comparing(UserRecord.barred("alice"));
        StoreUserManager both =
                new StoreUserManager(List.of(comparing, store(user("alice", "theirs", true, List.of()))));
        assertThatThrownBy(() -> both.authenticate(login("alice", "theirs", null)))
                .isInstanceOf(AuthenticationFailedException.class);
    }

    @Test
    void asksNoStoreThatComparesPasswordsBehindOneThatKnowsTheName() {
        StoreUserManager both =
                new StoreUserManager(List.of(store(ALICE), new Comparing(UserRecord.admitted("alice", TREE))));
        assertThatThrownBy(() -> both.authenticate(login("alice", "theirs", null)))
                .isInstanceOf(AuthenticationFailedException.class);
    }

    /** Lets one user in with the password {@code theirs}. */
    private record Comparing(UserRecord user) implements PasswordStore {
        @Override
        public Optional<UserRecord> login(Login login) {
            return Optional.of(user).filter(same -> login.password().equals("theirs"));
        }
    }

    @Test
    void knowsUsersByName() {
        assertThat(users.doesExist("alice")).isTrue();
        assertThat(users.doesExist("nobody")).isFalse();
        assertThat(users.getUserByName("alice").getName()).isEqualTo("alice");
        assertThat(users.getUserByName("nobody")).isNull();
        assertThat(users.isAdmin("alice")).isFalse();
    }

    @Test
    void printsNoPassword() {
        assertThat(ALICE).hasToString("UserRecord[alice]");
        assertThat(users.getUserByName("alice").toString()).doesNotContain("secret");
    }

    /** The right password is remembered, and the record is asked each time all the same. */
    @Test
    void whatIsRememberedLetsNobodyInWhoseRecordSaysNo() throws Exception {
        AtomicReference<UserRecord> record = new AtomicReference<>();
        AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
        CredentialStore store = name -> Optional.ofNullable(record.get());
        StoreUserManager changing = new StoreUserManager(
                List.of(store),
                new PasswordCheck(Duration.ofHours(1), 10, Duration.ofSeconds(30)),
                OneTimeCodes.NONE,
                now::get);
        StoredPassword secret = StoredPassword.read("password", NewHash.of("secret"));
        StoredPassword other = StoredPassword.read("password", NewHash.of("other"));
        UserRecord enabled = hashed(secret, true, null, List.of());
        UserRecord expiring = hashed(secret, true, Instant.EPOCH.plusSeconds(1), List.of());
        UserRecord disabled = hashed(secret, false, null, List.of());
        for (int i = 0; i < 2; i++) {
            assertThat(admits(changing, record, enabled)).isTrue();
        }
        assertThat(admits(changing, record, disabled)).isFalse();
        assertThat(admits(changing, record, hashed(secret, true, null, List.of("10.0.0.0/8"))))
                .isFalse();
        assertThat(admits(changing, record, hashed(other, true, null, List.of())))
                .isFalse();
        assertThat(admits(changing, record, UserRecord.barred("alice"))).isFalse();
        assertThat(admits(changing, record, null)).isFalse();
        assertThat(admits(changing, record, expiring)).isTrue();
        now.set(Instant.EPOCH.plusSeconds(1));
        assertThat(admits(changing, record, expiring)).isFalse();
        assertThat(admits(changing, record, enabled)).isTrue();
    }

    private static boolean admits(
            StoreUserManager users, AtomicReference<UserRecord> record, @Nullable UserRecord present) {
        record.set(present);
        try {
            return users.authenticate(login("alice", "secret", null)) != null;
        } catch (AuthenticationFailedException e) {
            return false;
        }
    }

    private static UserRecord hashed(
            StoredPassword password, boolean enabled, @Nullable Instant expires, List<String> networks) {
        return new UserRecord(
                "alice",
                password,
                enabled,
                expires,
                Networks.parse("allow", networks),
                false,
                StandardCharsets.UTF_8,
                TransferRules.NONE,
                SessionLimits.NONE,
                TREE,
                List.of());
    }

    private static UserRecord user(String name, String password, boolean enabled, List<String> networks) {
        return new UserRecord(
                name,
                password,
                enabled,
                Networks.parse("allow", networks),
                false,
                StandardCharsets.UTF_8,
                TransferRules.NONE,
                TREE);
    }

    private static StoreUserManager manager(UserRecord... records) {
        return new StoreUserManager(List.of(store(records)));
    }

    private static CredentialStore store(UserRecord... records) {
        List<UserRecord> all = List.of(records);
        return name -> all.stream().filter(user -> user.name().equals(name)).findFirst();
    }

    private static UsernamePasswordAuthentication login(String name, String password, InetAddress from) {
        UserMetadata client = new UserMetadata();
        client.setInetAddress(from);
        return new UsernamePasswordAuthentication(name, password, client);
    }
}
