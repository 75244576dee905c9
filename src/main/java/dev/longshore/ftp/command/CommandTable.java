package dev.longshore.ftp.command;

import java.util.Map;
import org.apache.ftpserver.command.CommandFactory;
import org.jspecify.annotations.Nullable;

/** Every verb by its name, in FtpServer's terms. */
public final class CommandTable implements CommandFactory {
    private final Map<String, FtpCommand> verbs;

    public CommandTable(Map<String, FtpCommand> verbs) {
        this.verbs = Map.copyOf(verbs);
    }

    @Nullable
    @Override
    public FtpCommand getCommand(String verb) {
        return verbs.get(verb);
    }
}
