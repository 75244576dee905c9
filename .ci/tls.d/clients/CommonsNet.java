import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPSClient;
import org.apache.commons.net.util.TrustManagerUtils;

/** FTPSClient of commons-net. */
final class CommonsNet {
    private final FTPSClient client;

    private CommonsNet(FTPSClient client) {
        this.client = client;
    }

    public static void main(String[] arguments) throws IOException {
        FTPSClient client = new FTPSClient("implicit".equals(System.getenv("way")));
        client.setTrustManager(TrustManagerUtils.getAcceptAllTrustManager());
        client.setEnabledProtocols(new String[] {"TLSv" + System.getenv("version")});
        new CommonsNet(client).transfer(Path.of(System.getenv("up")), Path.of(System.getenv("down")));
    }

    private void transfer(Path up, Path down) throws IOException {
        client.connect("127.0.0.1", Integer.parseInt(System.getenv("port")));
        require(client.login("demo", "demo"));
        client.execPBSZ(0);
        client.execPROT("P");
        client.enterLocalPassiveMode();
        require(client.setFileType(FTP.BINARY_FILE_TYPE));
        require(client.makeDirectory(System.getenv("folder")));
        require(client.changeWorkingDirectory(System.getenv("folder")));
        for (String name : List.of("first", "second")) {
            try (InputStream in = Files.newInputStream(up.resolve(name))) {
                require(client.storeFile(name, in));
            }
        }
        Files.write(down.resolve("list"), List.of(client.listNames()));
        for (String name : List.of("first", "second")) {
            try (OutputStream out = Files.newOutputStream(down.resolve(name))) {
                require(client.retrieveFile(name, out));
            }
        }
        client.logout();
        client.disconnect();
    }

    private void require(boolean done) throws IOException {
        if (!done) {
            throw new IOException(client.getReplyString());
        }
    }
}
