package dev.longshore.ftp.command.information;

import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.listing.Fact;
import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.HashAlgorithm;
import dev.longshore.ftp.session.Request;
import java.util.Locale;
import java.util.Optional;

/** OPTS (RFC 2389 §4): UTF8 chooses between UTF-8 and the user's charset (RFC 2640 §3.1), MLST chooses facts (RFC 3659 §7.9), HASH the algorithm (draft-bryan-ftpext-hash §3.3). */
final class OptsCommand implements FtpCommand {
    @Override
    public Reply answer(ControlSession session, Request request) {
        String[] words = request.getArgument().strip().split(" +", 2);
        String value = words.length < 2 ? "" : words[1];
        return switch (words[0].toUpperCase(Locale.ROOT)) {
            case "UTF8", "UTF-8" -> utf8(session, value.toUpperCase(Locale.ROOT));
            case "MLST" -> facts(session, value);
            case "HASH" -> hash(session, value);
            default -> Replies.NO_SUCH_OPTION.with();
        };
    }

    private static Reply utf8(ControlSession session, String value) {
        if (value.isEmpty() || value.equals("ON")) {
            session.useUtf8();
            return Replies.OPTION_SET.with("Names are UTF-8.");
        }
        return value.equals("OFF") && session.useCharsetOfUser()
                ? Replies.OPTION_SET.with("Names are " + session.charset().name() + ".")
                : Replies.NO_SUCH_OPTION.with();
    }

    private static Reply facts(ControlSession session, String list) {
        session.showFacts(Fact.parse(list));
        return Replies.OPTION_SET.with("MLST OPTS " + Fact.names(session.facts(), false));
    }

    private static Reply hash(ControlSession session, String label) {
        if (!label.isEmpty()) {
            Optional<HashAlgorithm> algorithm = HashAlgorithm.of(label);
            if (algorithm.isEmpty()) {
                return Replies.PARAMETER_NOT_IMPLEMENTED.with();
            }
            session.useHashAlgorithm(algorithm.get());
        }
        return Replies.OPTION_SET.with(session.hashAlgorithm().label());
    }

    @Override
    public boolean isAllowedBeforeLogin() {
        return true;
    }

    @Override
    public boolean needsArgument() {
        return true;
    }
}
