package dev.longshore.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longshore.files.Mount;
import dev.longshore.files.Publishes;
import dev.longshore.files.VirtualPath;
import dev.longshore.ftp.data.Bandwidth;
import dev.longshore.testing.Bytes;
import dev.longshore.testing.Fault;
import dev.longshore.testing.FtpDialogue;
import dev.longshore.testing.HeaderProxy;
import dev.longshore.testing.S3Operation;
import dev.longshore.testing.TestGateway;
import dev.longshore.testing.TestSettings;
import dev.longshore.users.StoreUserManager;
import dev.longshore.users.config.ConfiguredUsers;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.ftpserver.ftplet.FileSystemView;
import org.apache.ftpserver.ftplet.FtpFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Replies of the table as a client sees them, text and all. Those that other tests have by their text are not here. */
@Timeout(60)
class EveryReplyTest {
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start(Map.of("longshore.ftp.hosts.example.greeting", "Example."));
        gateway.put("file", Bytes.random(10));
        gateway.put("dir/file", Bytes.random(10));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @AfterEach
    void heal() {
        gateway.proxy().heal();
    }

    @Test
    void aboutTheOrderOfALogin() {
        try (var client = gateway.connect()) {
            client.sends("PASS secret").gets("503 Send USER first.");
            client.sends("HOST example").gets("220 Example.");
            client.sends("HOST other").gets("504 No such host here.");
            client.sends("USER alice").gets(331);
            client.sends("HOST example").gets("503 Send HOST before USER.");
            client.sends("PASS secret").gets(230);
            client.sends("USER alice").gets("503 Already logged in.");
        }
    }

    @Test
    void aboutALoginThatNeedsTls() {
        try (TestGateway strict = TestGateway.start(Map.of("longshore.ftp.tls.mode", "require"));
                var client = strict.connect()) {
            client.sends("USER alice").gets("530 Use AUTH TLS before you log in.");
        }
    }

    @Test
    void aboutParameters() {
        try (var client = gateway.login()) {
            client.sends("NOOP").gets("200 OK.");
            client.sends("STRU F").gets("200 OK.");
            client.sends("TYPE A").gets("200 Type is ASCII, bytes unchanged.");
            client.sends("TYPE I").gets("200 Type is image.");
            client.sends("TYPE L 8").gets("200 Type is local, 8 bits.");
            client.sends("TYPE E").gets("504 Not implemented for that parameter.");
            client.sends("LANG en").gets("200 Language is English.");
            client.sends("ALLO 10").gets("202 No storage needs to be allocated.");
            client.sends("OPTS NOPE").gets("501 Option not understood.");
            client.sends("OPTS MLST size;").gets("200 MLST OPTS size;");
            client.sends("REST 7").gets("350 Restarting at 7.");
            client.sends("REST x").gets("501 Invalid argument.");
            client.sends("RETR").gets("501 An argument is needed.");
            client.sends("SMNT /").gets("502 Not implemented.");
            client.sends("XYZZY").gets("500 Unknown command.");
        }
    }

    @Test
    void aboutFilesAndDirectories() {
        try (var client = gateway.login()) {
            client.sends("RNTO b").gets("503 Send RNFR first.");
            client.sends("RNFR file").gets("350 Send RNTO.");
            client.sends("RNTO file").gets("250 Done.");
            client.sends("SIZE file").gets("213 10");
            client.sends("SIZE missing").gets("550 No such file or directory.");
            client.sends("RMD /").gets("550 Permission denied.");
            client.sends("RMD dir").gets("550 Directory is not empty.");
            client.sends("MKD dir").gets("550 File or directory exists.");
            client.sends("MKD a\tb").gets("553 Name not allowed.");
            client.sends("RMDA dir").gets("550 Remove files one by one.");
            client.sends("PASV").gets(227).sends("RETR dir/").gets("550 Not a file.");
            client.sends("PASV").gets(227).sends("MLSD file").gets("501 Not a directory.");
            client.sends("REST 11").gets(350).sends("PASV").gets(227);
            client.sends("RETR file").gets("554 Restart offset is beyond the end of the file.");
        }
    }

    @Test
    void aboutDataConnections() throws IOException {
        try (var client = gateway.login()) {
            client.sends("LIST").gets("425 Use PASV, EPSV, PORT or EPRT first.");
            client.sends("PASV").gets(227);
            assertThat(client.replyLine()).matches("227 Entering passive mode \\((\\d+,){5}\\d+\\)\\.");
            client.sends("EPSV").gets(229);
            assertThat(client.replyLine()).matches("229 Entering extended passive mode \\(\\|\\|\\|\\d+\\|\\)\\.");
            client.sends("PORT 10,0,0,1,200,10")
                    .gets("504 Data connections go to your own address and ports from 1024 on only.");
            int nobody;
            try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                nobody = closed.getLocalPort();
            }
            client.sends("EPRT |1|127.0.0.1|" + nobody + "|").gets(200);
            client.sends("RETR file").gets("425 The data connection could not be opened.");
            try (Socket data = client.passive()) {
                client.sends("RETR file").gets("150 Data connection is open.");
                assertThat(data.getInputStream().readAllBytes()).hasSize(10);
                client.gets("226 Transfer complete.");
            }
            try (Socket data = client.passive()) {
                client.sends("STOR stored").gets("150 Data connection is open.");
                data.shutdownOutput();
                client.gets("226 Stored and verified.");
            }
            client.sends("EPSV ALL").gets("200 Only EPSV from now on.");
            client.sends("PASV").gets("503 Only EPSV is allowed after EPSV ALL.");
        }
    }

    @Test
    void aboutDataConnectionsThatCannotBeHad() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        try (TestGateway small = TestGateway.start(Map.of(
                        "longshore.ftp.passive.ports",
                        Integer.toString(port),
                        "longshore.ftp.active",
                        "false",
                        "longshore.ftp.proxies",
                        "127.0.0.0/8"));
                HeaderProxy ipv6 = HeaderProxy.before(
                        small.port(), HeaderProxy.version1("TCP6 2001:db8:7::1 2001:db8::9 40000 21"));
                var one = FtpDialogue.connect(ipv6.port()).login("alice", "secret");
                var two = FtpDialogue.connect(ipv6.port()).login("alice", "secret")) {
            one.sends("PASV").gets("425 This connection is IPv6; use EPSV.");
            one.sends("EPSV").gets(229);
            two.sends("EPSV").gets("425 No port is free for a data connection.");
            two.sends("PORT 127,0,0,1,200,10").gets("502 Active mode is off; use PASV or EPSV.");
        }
    }

    @Test
    void aboutS3() throws IOException {
        try (var client = gateway.login()) {
            gateway.proxy().fail(S3Operation.HEAD_OBJECT, Fault.SLOW_DOWN_503);
            client.sends("SIZE file").gets("450 Storage is busy, try again later.");
            gateway.proxy().heal();
            gateway.proxy().fail(S3Operation.HEAD_OBJECT, Fault.ERROR_500);
            client.sends("SIZE file").gets("451 Storage failed.");
            gateway.proxy().heal();
            gateway.proxy().fail(S3Operation.PUT_OBJECT, Fault.SLOW_DOWN_503);
            try (Socket data = client.passive()) {
                client.sends("STOR busy").gets(150);
                data.shutdownOutput();
                client.gets("451 Storage is busy, try again later.");
            }
        }
        assertThat(gateway.keys()).doesNotContain("busy");
    }

    @Test
    void aboutFaultsOfOurOwn() throws IOException {
        FtpFile file = file((proxy, method, arguments) -> switch (method.getName()) {
            case "getAbsolutePath" -> "/file";
            default -> throw new IllegalStateException("A fault of the test: " + method.getName());
        });
        Map<String, String> keys = Map.of("longshore.ftp.port", "0", "longshore.ftp.passive.ports", "0");
        ConfiguredUsers users = ConfiguredUsers.of("alice", "secret", new Mount(VirtualPath.ROOT, "none", ""));
        try (FtpGateway odd = new FtpGateway(
                TestSettings.of(keys).ftp(),
                "127.0.0.1",
                new StoreUserManager(List.of(users)),
                user -> view(file),
                Bandwidth.Rates.NONE)) {
            odd.listen();
            try (var client = FtpDialogue.connect(odd.port()).login("alice", "secret")) {
                client.sends("SIZE file").gets("451 Internal error.");
                client.sends("NOOP").gets(200);
            }
        }
    }

    @Test
    void aboutConvertedLineEnds() {
        try (TestGateway converting = TestGateway.start(Map.of("longshore.users.config.alice.ascii", "convert"));
                var client = converting.login()) {
            converting.put("file", Bytes.random(9));
            client.sends("TYPE A")
                    .gets(200)
                    .sends("SIZE file")
                    .gets("550 Send TYPE I first; the size with converted line ends is not known.")
                    .sends("REST 5")
                    .gets("504 Restart works in TYPE I only, since line ends are converted.")
                    .sends("TYPE I")
                    .gets(200)
                    .sends("REST 5")
                    .gets(350)
                    .sends("TYPE A")
                    .gets(200);
            client.extendedPassivePort();
            client.sends("RETR file").gets("554 Restart works in TYPE I only, since line ends are converted.");
        }
    }

    @Test
    void aboutFilesThatAreTooLargeOrWereReplaced() {
        try (var client = gateway.login()) {
            client.sends("ALLO 53687091200001").gets("552 File is too large.");
            gateway.put("renamed", Bytes.random(9));
            client.sends("RNFR renamed").gets(350);
            gateway.put("renamed", Bytes.random(10));
            client.sends("RNTO elsewhere").gets("553 File exists or has changed.");
        }
    }

    @Test
    void aboutEndsThatTheGatewayChooses() throws IOException {
        try (TestGateway ending = TestGateway.start();
                var flooding = ending.login();
                Socket data = flooding.passive();
                var client = ending.login()) {
            flooding.sends("STOR flooded").gets(150);
            flooding.sendsRaw("PWD\r\n".repeat(100).getBytes(StandardCharsets.US_ASCII));
            flooding.gets("421 Too many commands at once.").seesEnd();
            assertThat(data.isConnected()).isTrue();
            ending.gateway().close();
            client.gets("421 Server is shutting down.").seesEnd();
        }
    }

    private static FtpFile file(InvocationHandler answers) {
        return (FtpFile) Proxy.newProxyInstance(
                EveryReplyTest.class.getClassLoader(), new Class<?>[] {FtpFile.class, Publishes.class}, answers);
    }

    private static FileSystemView view(FtpFile file) {
        return (FileSystemView) Proxy.newProxyInstance(
                EveryReplyTest.class.getClassLoader(),
                new Class<?>[] {FileSystemView.class},
                (proxy, method, arguments) -> method.getName().equals("getFile") ? file : null);
    }
}
