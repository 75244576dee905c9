package dev.longshore.users.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hashes of other programs are read, and those that are weak, broken or hostile are refused without being tried. */
@Timeout(60)
class StoredPasswordTest {
    private static final String FIELD = "longshore.users.config.alice.password";
    private static final String PASSWORD = "correct horse ü";
    private static final long MEBIBYTE = 1 << 20;

    /** Made by argon2-cffi 25.1, Python's bcrypt 4.0.1, passlib 1.7.4, Debian 12's htpasswd, mkpasswd and openssl. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "argon2-cffi $argon2id$v=19$m=8192,t=2,p=1$vDvvB0KZKAaoE6WIwC4LDQ$FJUnzutrM6ySfIozk5i0pi+06OOkbR+mEliX/BZezn0",
                "argon2-cffi $argon2id$v=19$m=4096,t=3,p=4$jhEdzDNyVRY$gQbYSek3t6UhwdhwlZO5GL+3KPdZvkzj",
                "bcrypt $2b$06$iD8zUhbAIAVw3azU2ZPlyek4Edg2Q3DHx9tm9UugkCMN7FqI40WNG",
                "passlib $2a$05$5hkxErwFjupbnvTGrrbsY.1v1igMmROKrZh/TaBCC8Ub9Ktpak8By",
                "htpasswd $2y$05$cVcvA0T5wTQteO.b6c.fa.piS6ABFcmR5LfWLR64TuSVaOKXd1Kai",
                "passlib $scrypt$ln=10,r=8,p=1$7f2/t3aOUUopBUDI+V8L4Q$nwLIhsDzdFekr8UjsHya9P8cjyxc60NXO+HD05bFnZ0",
                "passlib $scrypt$ln=9,r=4,p=2$KUVo7V3r3fv/H0NI6Z3z/g$a1bZ5h7bke3JNGSTTS6xO0pvrktUsrvP65/41ZsSBpg",
                "mkpasswd $7$BU..../....h3odvN3XwFVRqLMy/X7pF/$sycOdbGSAZ9Lrh.OUqqmle9eLeQE9ON8aClRBZgQ611",
                "passlib $7$86..../....0rr3njMm5Nz7/x8D4Dzn3A$dhc1IFbJh4Awa1SY6OgYYIvnbAgT4pSiIslMH0HoCuB",
                "passlib $pbkdf2-sha256$1000$SslZi5Fybg3hXIvRWgvB2A$ydd8GOETWDWSnsgp2nM2z0PEW2F1eU/m2PRf04fOmnY",
                "passlib $pbkdf2-sha512$1000$MwZgTOldC6G0FmKMkbK21g$DpcpIYJtsGHoYHDn9Sf.Zl/5TnFSqtwKjSYpyqm99cOSH7bf/vYQ4OUCmnx1gafel1Av6EC3frQesJWrGCCTSQ",
                "django pbkdf2_sha256$1000$ssqdup2JqEK7$mTXQjRtN9mfhtWgYwA/kp0fV51UyHdcNCijzHvo8CZc=",
                "openssl $6$9fTi/WiKvIoiwdYe$d0XhGGln16tbMh2U8c0jEAc5SaBmqKIbx7AcHNMcUGXNlaqRm.h9KFnHNASJlqLKZ9oxY9QY2vJci4qNG5X.7/",
                "openssl $5$x$1AmICfSZ6r31rEj2Qqicc2WOZIQ8LcEp.bHHaGMmvC5",
                "mkpasswd $6$rounds=1000$RQABHfc52d9bqOVd$4FptXsTaDaplGJ1kF7IVyJVd4GkWK8jsri6ArxnWZ/l24cpWnG3KIMeXcj7erTfciXA2lkEEG2pgN2HR5UVRd.",
                "mkpasswd $5$G5s8DI7VO6DNzlaf$joIkcg7ttpPROKgOTG69jQ1WJJrZGMKH6Oe9xj/uyaB",
                "passlib $5$rounds=1234$pNjDsxX.diCYYJV7$sVYdC1Pwy44Y39oqaWR/gbTiG4QAwCNpiZYY68HQ8s7",
            })
    void readsWhatOtherProgramsWrote(String program, String hash) {
        StoredPassword stored = StoredPassword.read(FIELD, hash);
        assertThat(stored.matches(PASSWORD)).as(program).isTrue();
        assertThat(stored.matches(PASSWORD + " ")).isFalse();
        assertThat(stored.matches("correct horse u")).isFalse();
        assertThat(stored.matches("")).isFalse();
        assertThat(stored.isCheap()).isFalse();
        assertThat(stored.memory()).isPositive();
        assertThat(stored.toString()).isEqualTo(stored.form()).doesNotContain("$");
        StoredPassword decoy = stored.decoy();
        assertThat(decoy.form()).isEqualTo(stored.form());
        assertThat(decoy.memory()).isEqualTo(stored.memory());
        assertThat(decoy).isNotEqualTo(stored);
        assertThat(decoy.matches(PASSWORD)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$pbkdf2-sha256$1000$8Z6TsjZGiLG2tpaSUqo1xg$5wa4dp48quZ4BsT6GnBekFcqt20LFNRSnNrSoCnB5i4",
                "$argon2id$v=19$m=1024,t=1,p=1$AY7CbwsNWcck934KILAHeA$fzFV74vh96c2lbvP9M1zIo8P3yMcU70GkmXZVFj0eS8",
                "$6$rounds=1000$kb8XQPmNB6fNOjFC$s08m1AZhJb6XMxvUhtElrS7si9/IzTFaLItNRZF2eWkZjFYXXsvRg2EziA3PJgsLRPdy/ehqgWZnjfUvN3pKl1"
            })
    void knowsTheEmptyPasswordOnlyByItsHash(String hash) {
        assertThat(StoredPassword.read(FIELD, hash).matches("")).isTrue();
        assertThat(StoredPassword.read(FIELD, hash).matches("a")).isFalse();
    }

    /** As other programs do; the hash is of the first 72. */
    @Test
    void bcryptSees72Octets() {
        StoredPassword stored =
                StoredPassword.read(FIELD, "$2b$05$0wYQUuBvsNSjAoRTLyK7VuQwImxgq5b4ik3PNJyTCfGSlYU/pXMc.");
        assertThat(stored.matches("0123456789".repeat(10))).isTrue();
        assertThat(stored.matches("0123456789".repeat(7) + "01")).isTrue();
        assertThat(stored.matches("0123456789".repeat(7) + "0")).isFalse();
        assertThat(stored.matches("0123456789".repeat(7) + "02")).isFalse();
    }

    /** SHA-crypt's work grows with the square of the length. */
    @Test
    void aVeryLongPasswordIsNoWorkForShaCrypt() {
        StoredPassword stored =
                StoredPassword.read(FIELD, "$5$G5s8DI7VO6DNzlaf$joIkcg7ttpPROKgOTG69jQ1WJJrZGMKH6Oe9xj/uyaB");
        long begin = System.nanoTime();
        assertThat(stored.matches("x".repeat(8_000_000))).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void makesHashesThatItReads() {
        String hash = NewHash.of(PASSWORD);
        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").isNotEqualTo(NewHash.of(PASSWORD));
        assertThat(StoredPassword.read(FIELD, hash).matches(PASSWORD)).isTrue();
        assertThat(StoredPassword.read(FIELD, hash)).isEqualTo(StoredPassword.read(FIELD, hash));
    }

    /** A heap of 96 MiB and less has room for the hashes that it makes itself. */
    @Test
    void itsOwnHashesFitIntoASmallHeap() {
        long memory = HashingMemory.of(32 * MEBIBYTE);
        assertThat(StoredPassword.read(FIELD, NewHash.of("a"), memory).memory()).isLessThan(memory);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"$", "$$", "$ecret", "a$b$c", "pa$$word", "geheim ü", "$A B$c", "{a}b", "2b$12$", "a{SHA}b"})
    void takesAllElseForClearText(String password) {
        StoredPassword stored = StoredPassword.read(FIELD, password);
        assertThat(stored.isCheap()).isTrue();
        assertThat(stored.matches(password)).isTrue();
        assertThat(stored.matches(password + "x")).isFalse();
        assertThat(stored).hasToString("clear text").isNotEqualTo(stored.decoy());
        assertThat(stored.decoy().matches(password)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$apr1$f.3h1WgL$CB3mHqZ.2ASskwIkUA9dy/",
                "$1$salt$hash",
                "{SHA}5en6G6MezRroT3XKqkdPOmY/BfQ=",
                "{ssha}5en6G6MezRroT3XKqkdPOmY/BfQ="
            })
    void refusesWeakForms(String hash) {
        assertRefused(hash, " is a hash of a weak form (MD5, SHA-1 or the like), which is guessed too fast: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$y$j9T$mM2dAQhsIp8zJzjbjvezJ/$54SX.xUkIF/z9HXt1HqCMEeATFd7RlvRmKTivSZwRa5",
                "$argon2i$v=19$m=8192,t=2,p=1$vDvvB0KZKAaoE6WIwC4LDQ$FJUnzutrM6ySfIozk5i0pi+06OOkbR+mEliX/BZezn0",
                "$2x$05$cVcvA0T5wTQteO.b6c.fa.piS6ABFcmR5LfWLR64TuSVaOKXd1Kai",
                "{SSHA512}abc",
                "{PBKDF2}abc",
                "bcrypt$$2b$06$iD8zUhbAIAVw3azU2ZPlyek4Edg2Q3DHx9tm9UugkCMN7FqI40WNG",
                "pbkdf2_sha1$1000$salt$hash"
            })
    void refusesUnknownForms(String hash) {
        assertRefused(hash, " looks like a password hash of a form that is not known: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$argon2id$v=19$m=8192,t=2,p=1$vDvvB0KZKAaoE6WIwC4LDQ",
                "$argon2id$v=19$m=8192,t=2,p=1$$",
                "$argon2id$v=16$m=8192,t=2,p=1$vDvvB0KZKAaoE6WIwC4LDQ$FJUnzutrM6ySfIozk5i0pi",
                "$argon2id$m=8192,t=2,p=1$vDvvB0KZKAaoE6WIwC4LDQ$FJUnzutrM6ySfIozk5i0pi",
                "$argon2id$v=19$m=8192,t=2,p=1$vDvvB0KZKAaoE6WIwC4LD$FJUnzutrM6ySfIozk5i0",
                "$argon2id$v=19$m=8192,t=2,p=1$c2FsdA$FJUnzutrM6ySfIozk5i0pi+06OOkbR+mEliX/BZezn0",
                "$2b$06$iD8zUhbAIAVw3azU2ZPlyek4Edg2Q3DHx9tm9UugkCMN7FqI40WN",
                "$2b$6$iD8zUhbAIAVw3azU2ZPlyek4Edg2Q3DHx9tm9UugkCMN7FqI40WNG",
                "$scrypt$ln=10,r=8,p=1$7f2/t3aOUUopBUDI+V8L4Q$",
                "$7$",
                "$7$$$$$$$$$$$$",
                "$pbkdf2-sha256$1000$SslZi5Fybg3hXIvRWgvB2A$ydd8GOETWDWSnsgp2nM2z0PEW2F1eU",
                "$pbkdf2-sha512$1000$SslZi5Fybg3hXIvRWgvB2A$ydd8GOETWDWSnsgp2nM2z0PEW2F1eU/m2PRf04fOmnY",
                "pbkdf2_sha256$1000$$mTXQjRtN9mfhtWgYwA/kp0fV51UyHdcNCijzHvo8CZc=",
                "$5$x$",
                "$5$rounds=$x$1AmICfSZ6r31rEj2Qqicc2WOZIQ8LcEp.bHHaGMmvC5",
                "$6$x$1AmICfSZ6r31rEj2Qqicc2WOZIQ8LcEp.bHHaGMmvC5",
            })
    void refusesWhatIsBroken(String hash) {
        assertRefused(hash, " is a hash of the kind ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$argon2id$v=19$m=4194304,t=1,p=1$vDvvB0KZKAaoE6WIwC4LDQ$FJUnzutrM6ySfIozk5i0pi | whose m is 4194304",
                "$argon2id$v=19$m=1048576,t=1,p=1$vDvvB0KZKAaoE6WIwC4LDQ$FJUnzutrM6ySfIozk5i0pi | whose m needs 1064 MiB",
                "$argon2id$v=19$m=8192,t=1000000000,p=1$vDvvB0KZKAaoE6WIwC4LDQ$FJUnzutrM6ySfIozk5i0pi | whose t is 1000000000",
                "$argon2id$v=19$m=8192,t=999999,p=1$vDvvB0KZKAaoE6WIwC4LDQ$FJUnzutrM6ySfIozk5i0pi | whose m times t would",
                "$argon2id$v=19$m=8192,t=0,p=1$vDvvB0KZKAaoE6WIwC4LDQ$FJUnzutrM6ySfIozk5i0pi | whose t is 0",
                "$argon2id$v=19$m=8192,t=1,p=9999999999$vDvvB0KZKAaoE6WIwC4LDQ$FJUnzutrM6ySfIozk5i0pi | whose p is 9999999999",
                "$argon2id$v=19$m=8,t=1,p=2$vDvvB0KZKAaoE6WIwC4LDQ$FJUnzutrM6ySfIozk5i0pi | whose m is 8: it must be 16 to ",
                "$argon2id$v=19$m=99999999999999999999999999999,t=1,p=1$vDvvB0KZKAaoE6WIwC4LDQ$FJUnzutrM6ySfIozk5i0pi | whose m is far too large",
                "$2b$31$iD8zUhbAIAVw3azU2ZPlyek4Edg2Q3DHx9tm9UugkCMN7FqI40WNG | whose cost is 31: it must be 4 to 16",
                "$2b$03$iD8zUhbAIAVw3azU2ZPlyek4Edg2Q3DHx9tm9UugkCMN7FqI40WNG | whose cost is 3",
                "$scrypt$ln=30,r=8,p=1$7f2/t3aOUUopBUDI+V8L4Q$nwLIhsDzdFekr8UjsHya9P8cjyxc60NXO+HD05bFnZ0 | whose ln and r needs 1048577 MiB",
                "$scrypt$ln=62,r=8,p=1$7f2/t3aOUUopBUDI+V8L4Q$nwLIhsDzdFekr8UjsHya9P8cjyxc60NXO+HD05bFnZ0 | whose ln is 62",
                "$scrypt$ln=16,r=1,p=1$7f2/t3aOUUopBUDI+V8L4Q$nwLIhsDzdFekr8UjsHya9P8cjyxc60NXO+HD05bFnZ0 | whose ln is 16: it must be 1 to 15",
                "$scrypt$ln=14,r=8,p=1000$7f2/t3aOUUopBUDI+V8L4Q$nwLIhsDzdFekr8UjsHya9P8cjyxc60NXO+HD05bFnZ0 | whose 128·2^ln·r·p would",
                "$7$zU..../....h3odvN3XwFVRqLMy/X7pF/$sycOdbGSAZ9Lrh.OUqqmle9eLeQE9ON8aClRBZgQ611 | whose ln is 63",
                "$7$BzzzzzzzzzzzU3XwFVRqLMy/X7pF/$sycOdbGSAZ9Lrh.OUqqmle9eLeQE9ON8aClRBZgQ611 | whose r is 1073741823",
                "$pbkdf2-sha256$1000000000000$SslZi5Fybg3hXIvRWgvB2A$ydd8GOETWDWSnsgp2nM2z0PEW2F1eU/m2PRf04fOmnY | whose number of rounds is 1000000000000",
                "pbkdf2_sha256$0$ssqdup2JqEK7$mTXQjRtN9mfhtWgYwA/kp0fV51UyHdcNCijzHvo8CZc= | whose number of rounds is 0",
                "$5$rounds=999999999$x$1AmICfSZ6r31rEj2Qqicc2WOZIQ8LcEp.bHHaGMmvC5 | whose rounds is 999999999: it must be 1000 to 5000000",
                "$5$rounds=10$x$1AmICfSZ6r31rEj2Qqicc2WOZIQ8LcEp.bHHaGMmvC5 | whose rounds is 10",
            })
    void refusesHostileCostsWithoutTryingThem(String hash, String sentence) {
        assertRefused(hash, sentence);
    }

    @Test
    void refusesAnEmptyOne() {
        assertThatThrownBy(() -> StoredPassword.read(FIELD, ""))
                .isInstanceOf(UnusablePassword.class)
                .hasMessage(FIELD + " is empty: give the user a password");
    }

    /** Nothing of the salt and the hash may be in the sentence. */
    private static void assertRefused(String hash, String sentence) {
        assertThatThrownBy(() -> StoredPassword.read(FIELD, hash, 64 * MEBIBYTE))
                .isInstanceOf(UnusablePassword.class)
                .hasMessageStartingWith(FIELD)
                .hasMessageContaining(sentence)
                .hasMessageNotContaining(hash)
                .satisfies(e -> {
                    String[] parts = hash.split("[$}]");
                    String last = parts.length == 0 ? hash : parts[parts.length - 1];
                    assertThat(e.getMessage()).doesNotContain(last.length() < 6 ? hash : last);
                });
    }
}
