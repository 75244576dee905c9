package dev.longshore.ftp.command.site;

import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.listing.TimeValue;
import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.Request;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SITE UTIME: sets the time of a file: {@code time name}, or {@code name access modify create UTC}. */
final class SiteUtimeCommand implements FtpCommand {
    private static final Pattern LONG_FORM = Pattern.compile("(.+) (\\d{14}) (\\d{14}) (\\d{14}) UTC");
    private static final Pattern SHORT_FORM = Pattern.compile("(\\d{14}|\\d{12}) (.+)");

    @Override
    public Reply answer(ControlSession session, Request request) {
        Matcher longForm = LONG_FORM.matcher(request.getArgument());
        if (longForm.matches()) {
            return set(session, longForm.group(1), longForm.group(3));
        }
        Matcher shortForm = SHORT_FORM.matcher(request.getArgument());
        if (shortForm.matches()) {
            return set(session, shortForm.group(2), (shortForm.group(1) + "00").substring(0, 14));
        }
        return Replies.ARGUMENT_INVALID.with();
    }

    private static Reply set(ControlSession session, String name, String value) {
        Optional<Instant> time = TimeValue.parse(value);
        if (time.isEmpty()) {
            return Replies.ARGUMENT_INVALID.with();
        }
        session.file(name).setLastModified(time.get().toEpochMilli());
        return Replies.OKAY.with();
    }

    @Override
    public boolean needsArgument() {
        return true;
    }
}
