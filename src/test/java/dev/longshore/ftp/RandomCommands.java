package dev.longshore.ftp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Lines for a control connection: good ones, bad ones, and what is no line at all. Data connections are asked for at sockets of the test
 * only, or at addresses that no gateway may connect to.
 */
final class RandomCommands {
    private static final List<String> VERBS = List.of(
            "ABOR", "ACCT", "ADAT", "ALLO", "APPE", "AUTH", "AVBL", "CCC", "CDUP", "CSID", "CWD", "DELE", "FEAT",
            "HASH", "HELP", "HOST", "LANG", "LIST", "MD5", "MDTM", "MFCT", "MFF", "MFMT", "MKD", "MLSD", "MLST", "MODE",
            "NLST", "NOOP", "OPTS", "PASS", "PBSZ", "PROT", "PWD", "QUIT", "RANG", "REIN", "REST", "RETR", "RMD",
            "RMDA", "RNFR", "RNTO", "SITE", "SIZE", "SMNT", "STAT", "STOR", "STOU", "STRU", "SYST", "TYPE", "USER",
            "XCRC", "XCUP", "XCWD", "XMD5", "XMKD", "XPWD", "XRMD", "XSHA", "XSHA256");
    private static final List<String> TRANSFERS =
            List.of("STOR", "STOR", "APPE", "STOU", "RETR", "LIST", "NLST", "MLSD");
    private static final List<String> PARAMETERS = List.of(
            "TYPE I",
            "TYPE A",
            "TYPE A N",
            "TYPE E",
            "TYPE L 8",
            "TYPE L 7",
            "TYPE",
            "MODE S",
            "MODE Z",
            "MODE B",
            "STRU F",
            "STRU R",
            "REST 0",
            "REST 1",
            "REST 100",
            "REST -1",
            "REST 99999999999999999999",
            "REST 9223372036854775807",
            "REST a",
            "OPTS UTF8 ON",
            "OPTS UTF8 OFF",
            "OPTS MLST type;size;",
            "OPTS MLST",
            "OPTS HASH SHA-1",
            "OPTS HASH x",
            "OPTS MODE Z LEVEL 9",
            "ALLO 10 R 5",
            "SITE HELP",
            "SITE CHMOD 644 a",
            "SITE UTIME x",
            "MFMT 20200101000000 a",
            "MFMT 99999999999999 a",
            "RNFR a",
            "RNTO b",
            "RNFR dir",
            "RNTO dir/sub",
            "MLST a",
            "MLST",
            "STAT",
            "STAT /",
            "STAT dir",
            "HELP STOR",
            "EPSV ALL",
            "HOST localhost",
            "LANG en",
            "LANG xx-yy-zz",
            "NOOP",
            "PWD",
            "HASH a");
    private static final List<String> ADDRESSES = List.of(
            "PORT 10,0,0,1,200,10",
            "PORT 127,0,0,1,0,22",
            "PORT 127,0,0,1",
            "PORT 1,2,3,4,5,6,7",
            "PORT 256,1,1,1,300,1",
            "PORT a,b,c,d,e,f",
            "PORT -1,0,0,1,200,10",
            "EPRT |1|10.0.0.1|5000|",
            "EPRT |2|::1|5000|",
            "EPRT |3|x|5000|",
            "EPRT |1|127.0.0.1|22|",
            "EPRT |1|127.0.0.1|70000|",
            "EPRT |1|example.invalid|5000|",
            "EPRT ||||",
            "EPRT",
            "PORT");

    private final SplittableRandom random;
    private final List<String> names;
    private final List<Integer> ports;

    /** @param ports of sockets of the test that PORT and EPRT may name */
    RandomCommands(SplittableRandom random, List<Integer> ports) {
        this.random = random;
        this.ports = ports;
        SplittableRandom same = new SplittableRandom(1);
        this.names = Stream.concat(
                        Stream.of(
                                "a",
                                "a",
                                "b",
                                "c",
                                "dir",
                                "dir/a",
                                "dir/sub/b",
                                "/",
                                "..",
                                ".",
                                " ",
                                "a b",
                                "für",
                                "日本",
                                "*",
                                "[x]?",
                                "-la",
                                "-l -a dir",
                                "\"q\"",
                                "%00",
                                "a\\b",
                                "../../../etc/passwd",
                                "x".repeat(300),
                                "y/".repeat(600),
                                "z".repeat(2_000),
                                "a;b=c",
                                "%s%n%d",
                                "{}",
                                "a\tb",
                                "a\0b",
                                "a\u007Fb",
                                "\u202E",
                                "😀"),
                        Stream.generate(() -> unicode(same)).limit(32))
                .toList();
    }

    /** The next line, mostly with its end. */
    byte[] next() {
        int kind = random.nextInt(100);
        if (kind < 12) {
            return line(pick(List.of("PASV", "EPSV", "EPSV 1", "EPSV", "PASV", "EPSV 2", "EPSV 9", "PASV x")));
        } else if (kind < 30) {
            return line(pick(TRANSFERS) + argument());
        } else if (kind < 36) {
            return line("ABOR");
        } else if (kind < 46) {
            return line(pick(PARAMETERS));
        } else if (kind < 50) {
            return line(address());
        } else if (kind < 70) {
            return line(pick(VERBS) + argument());
        } else if (kind < 78) {
            return line(mutated(pick(VERBS)) + argument());
        } else if (kind < 84) {
            return withOctets(pick(VERBS) + " ", random.nextInt(60));
        } else if (kind < 88) {
            return withOctets("", random.nextInt(200));
        } else if (kind < 92) {
            return telnet();
        } else if (kind < 95) {
            return line(pick(VERBS) + " " + "l".repeat(random.nextInt(20_000)));
        } else if (kind < 97) {
            return line(pick(List.of("USER alice", "PASS secret", "USER bob", "PASS x", "PASS", "USER")));
        } else if (kind < 99) {
            return line(pick(VERBS) + argument() + "\r\n" + pick(VERBS) + argument() + "\n" + pick(PARAMETERS));
        }
        return (pick(VERBS) + argument()).getBytes(StandardCharsets.UTF_8);
    }

    private String argument() {
        return random.nextInt(8) == 0 ? "" : " " + pick(names);
    }

    private String address() {
        int port = pick(ports);
        return switch (random.nextInt(4)) {
            case 0 -> "PORT 127,0,0,1," + port / 256 + "," + port % 256;
            case 1 -> "EPRT |1|127.0.0.1|" + port + "|";
            default -> pick(ADDRESSES);
        };
    }

    private String mutated(String verb) {
        char[] letters = verb.toCharArray();
        int at = random.nextInt(letters.length);
        switch (random.nextInt(4)) {
            case 0 -> letters[at] = (char) random.nextInt(0x20, 0x7F);
            case 1 -> letters[at] = Character.toLowerCase(letters[at]);
            case 2 -> letters[at] = 'İ';
            default -> {
                return " " + verb;
            }
        }
        return new String(letters);
    }

    /** Interrupt, synch, options, escapes, and commands that Telnet does not know, in and before a verb. */
    private byte[] telnet() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = random.nextInt(1, 6); i > 0; i--) {
            bytes.write(255);
            int command = random.nextInt(240, 256);
            bytes.write(command);
            if (command >= 251 && command < 255) {
                bytes.write(random.nextInt(256));
            }
        }
        bytes.writeBytes(line(random.nextBoolean() ? "ABOR" : pick(VERBS) + argument()));
        return bytes.toByteArray();
    }

    private byte[] withOctets(String before, int count) {
        byte[] octets = new byte[count];
        random.nextBytes(octets);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(before.getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(octets);
        bytes.writeBytes(line(""));
        return bytes.toByteArray();
    }

    private byte[] line(String text) {
        return (text + (random.nextInt(10) == 0 ? "\n" : "\r\n")).getBytes(StandardCharsets.UTF_8);
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private static String unicode(SplittableRandom random) {
        return random.ints(random.nextInt(1, 12), 0x20, 0xD800)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
