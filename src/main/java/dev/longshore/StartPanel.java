package dev.longshore;

import dev.longshore.embedded.EmbeddedSettings;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;

/** What one sees when everything is ready: addresses, and commands to copy. */
final class StartPanel {
    private static final String RULE = "-".repeat(78);

    private StartPanel() {}

    static String of(Gateway gateway, EmbeddedSettings embedded) {
        String ftp = gateway.host() + ":" + gateway.ftp().port();
        Optional<URI> endpoint = gateway.backend().endpoint();
        List<String> lines = new ArrayList<>();
        lines.add(RULE);
        lines.add(" Longshore is ready");
        lines.add("   FTP    ftp://" + ftp);
        if (gateway.ftp().implicitPort() != 0) {
            lines.add("   FTPS   ftps://" + gateway.host() + ":" + gateway.ftp().implicitPort());
        }
        if (!gateway.ownFingerprint().isEmpty()) {
            lines.add("   TLS    AUTH TLS, with a self-made certificate, SHA-256");
            int half = gateway.ownFingerprint().length() / 2 + 1;
            lines.add("          " + gateway.ownFingerprint().substring(0, half));
            lines.add("          " + gateway.ownFingerprint().substring(half));
        }
        lines.add("   S3     " + endpoint.map(URI::toString).orElse("AWS") + ", bucket "
                + gateway.backend().bucket());
        lines.add("   HTTP   http://localhost:" + httpPort() + "/q/health");
        if (gateway.hasDemoUser()) {
            lines.add("   User   demo, password demo");
            lines.add("");
            lines.add(" Upload a file, list it, and look into S3:");
            lines.add("   curl -T README.md ftp://demo:demo@" + ftp + "/");
            lines.add("   curl ftp://demo:demo@" + ftp + "/");
            lines.add("   AWS_ACCESS_KEY_ID=" + embedded.accessKey() + " AWS_SECRET_ACCESS_KEY=" + embedded.secretKey()
                    + " \\");
            lines.add("     AWS_DEFAULT_REGION=us-east-1 aws --endpoint-url " + endpoint.orElseThrow() + " s3 ls s3://"
                    + gateway.backend().bucket() + "/");
        }
        lines.add(RULE);
        return String.join(System.lineSeparator(), lines);
    }

    /** Quarkus puts the port that it got where the configuration had 0. */
    private static int httpPort() {
        return ConfigProvider.getConfig()
                .getOptionalValue("quarkus.http.port", Integer.class)
                .orElse(0);
    }
}
