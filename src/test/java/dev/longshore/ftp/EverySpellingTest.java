package dev.longshore.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.testing.Bytes;
import dev.longshore.testing.FtpDialogue;
import dev.longshore.testing.TestGateway;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Nothing outside of a user's mounts can be named, however it is spelt. The bucket has objects beside the prefixes of the mounts; paths
 * made of all that has ever led out of a tree are tried with every verb that takes one.
 *
 * <p>{@code -Dlongshore.spellings.seed=} chooses the paths.
 */
class EverySpellingTest {
    /** {@code -Dlongshore.spellings=1000} tries more of them. */
    private static final int PATHS = Integer.getInteger("longshore.spellings", 200);

    private static final List<String> VERBS = List.of("CWD", "SIZE", "MKD", "DELE", "RNFR", "RNTO");
    private static final List<String> MORE_VERBS =
            List.of("MDTM", "MLST", "RMD", "XMD5", "MFMT 20200102030405", "STAT");

    /** A size that no other file has. */
    private static final int SECRET_SIZE = 77_771;

    private static final List<String> OUTSIDE = List.of(
            "secret",
            "tenant/secret",
            "tenant/home2/secret",
            "tenant/ho",
            "tenant/box2/secret",
            "other/secret",
            "etc/passwd");

    private static final List<byte[]> PIECES = List.of(
            text(".."),
            text(".."),
            text("."),
            text(""),
            text("..."),
            text(".. "),
            text(" .."),
            text("..\\"),
            text("\\..\\"),
            text("..\\..\\secret"),
            text("%2e%2e"),
            text("%2e%2e%2f"),
            text("..%2f"),
            text("%252e%252e%252f"),
            text("..%5c"),
            text("\u2025"),
            text("\uff0e\uff0e"),
            text("\u2024\u2024"),
            text("..\u2215"),
            text("..\u2044secret"),
            text("..\uff0fsecret"),
            text("\u202e.."),
            text("~"),
            text("~root"),
            text("~/.."),
            text("$HOME"),
            text("secret"),
            text("tenant"),
            text("home"),
            text("home2"),
            text("box"),
            text("secret "),
            text("other"),
            text("etc"),
            text("passwd"),
            text(";"),
            text("?versionId=null"),
            text("?uploads"),
            text("#"),
            text("%00"),
            text("-la"),
            text("*"),
            new byte[] {(byte) 0xc0, (byte) 0xae, (byte) 0xc0, (byte) 0xae},
            new byte[] {(byte) 0xe0, (byte) 0x80, (byte) 0xae},
            new byte[] {'.', '.', (byte) 0xc0, (byte) 0xaf},
            new byte[] {'.', '.', (byte) 0xc1, (byte) 0x9c});

    @Test
    void namesNothingOutsideOfTheMounts() {
        long seed = Long.getLong("longshore.spellings.seed", System.nanoTime());
        System.out.println("EverySpellingTest: -Dlongshore.spellings.seed=" + seed);
        String mount = "longshore.users.config.alice.mounts";
        try (TestGateway gateway = TestGateway.start(Map.of(
                        mount + "[0].path", "/home",
                        mount + "[0].prefix", "tenant/home",
                        mount + "[1].path", "/home/box",
                        mount + "[1].prefix", "tenant/box/",
                        mount + "[1].access", "write-only"));
                var client = gateway.login()) {
            for (String key : OUTSIDE) {
                gateway.put(key, Bytes.random(SECRET_SIZE));
            }
            gateway.put("tenant/home/inside", Bytes.random(3));
            Map<String, byte[]> before = outside(gateway);
            assertThat(before).as("what is outside, seed %d", seed).hasSize(OUTSIDE.size());
            Random random = new Random(seed);
            for (int i = 0; i < PATHS; i++) {
                tryAll(client, path(random), random, "seed " + seed + ", path " + i);
            }
            assertThat(outside(gateway)).as("seed %d", seed).containsExactlyEntriesOf(before);
        }
    }

    /** Each verb that takes a path; what is stored is seven bytes, so nothing may tell of more. */
    private static void tryAll(FtpDialogue client, byte[] path, Random random, String what) {
        List<String> verbs = random.nextInt(4) > 0 ? VERBS : MORE_VERBS;
        for (String verb : verbs) {
            List<String> reply = send(client, verb, path);
            assertThat(reply).as("%s: %s", what, verb).noneMatch(EverySpellingTest::tells);
        }
        if (random.nextInt(10) == 0) {
            send(client, "CWD", text("/home"));
        }
        switch (random.nextInt(3)) {
            case 0 -> assertThat(moves(client, "STOR", path, true)).as(what).isEmpty();
            case 1 -> assertThat(moves(client, "RETR", path, false)).as(what).hasSizeLessThanOrEqualTo(7);
            default ->
                assertThat(new String(moves(client, "MLSD", path, false), StandardCharsets.UTF_8).lines())
                        .as(what)
                        .noneMatch(EverySpellingTest::tells);
        }
    }

    private static boolean tells(String line) {
        return line.contains("" + SECRET_SIZE);
    }

    private static List<String> send(FtpDialogue client, String verb, byte[] path) {
        client.sendsRaw(line(verb, path));
        return client.getsAny().reply();
    }

    /** What came over the data connection, if it was opened at all. */
    private static byte[] moves(FtpDialogue client, String verb, byte[] path, boolean sends) {
        try (Socket data = client.passive()) {
            client.sendsRaw(line(verb, path));
            if (!client.getsAny().replyLine().startsWith("150")) {
                return new byte[0];
            }
            byte[] received = new byte[0];
            if (sends) {
                data.getOutputStream().write(Bytes.random(7));
                data.shutdownOutput();
            } else {
                received = data.getInputStream().readAllBytes();
            }
            client.getsAny();
            return received;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] line(String verb, byte[] path) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        line.writeBytes(text(verb + " "));
        line.writeBytes(path);
        line.writeBytes(text("\r\n"));
        return line.toByteArray();
    }

    private static byte[] path(Random random) {
        ByteArrayOutputStream path = new ByteArrayOutputStream();
        if (random.nextBoolean()) {
            path.writeBytes(text(random.nextInt(3) == 0 ? "//" : random.nextBoolean() ? "/home/" : "/"));
        }
        for (int count = 1 + random.nextInt(7); count > 0; count--) {
            path.writeBytes(PIECES.get(random.nextInt(PIECES.size())));
            if (count > 1 || random.nextInt(4) == 0) {
                path.write(random.nextInt(8) == 0 ? '\\' : '/');
            }
        }
        return path.size() == 0 ? text("..") : path.toByteArray();
    }

    private static Map<String, byte[]> outside(TestGateway gateway) {
        Map<String, byte[]> outside = new LinkedHashMap<>();
        for (String key : gateway.keys()) {
            if (!key.startsWith("tenant/home/") && !key.startsWith("tenant/box/")) {
                outside.put(key, gateway.get(key));
            }
        }
        return outside;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
