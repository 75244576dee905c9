package dev.longshore.ftp.command.information;

import dev.longshore.ftp.command.FtpCommand;
import dev.longshore.ftp.listing.Fact;
import dev.longshore.ftp.reply.Replies;
import dev.longshore.ftp.reply.Reply;
import dev.longshore.ftp.session.ControlSession;
import dev.longshore.ftp.session.HashAlgorithm;
import dev.longshore.ftp.session.Request;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** FEAT (RFC 2389 §3): the extensions that work here, taken from the verbs that are there and from what this session has chosen. */
record FeatCommand(Supplier<Collection<String>> verbs) implements FtpCommand {
    /** The lines that verbs of later RFCs and drafts stand for; a verb alone stands for itself. */
    private static final Map<String, String> LINES = Map.ofEntries(
            Map.entry("AUTH", "AUTH TLS"),
            Map.entry("CSID", "CSID"),
            Map.entry("EPRT", "EPRT"),
            Map.entry("EPSV", "EPSV"),
            Map.entry("HOST", "HOST"),
            Map.entry("LANG", "LANG EN*"),
            Map.entry("MDTM", "MDTM"),
            Map.entry("MFMT", "MFMT"),
            Map.entry("PBSZ", "PBSZ"),
            Map.entry("PROT", "PROT"),
            Map.entry("REST", "REST STREAM"),
            Map.entry("SIZE", "SIZE"),
            Map.entry("XCRC", "XCRC"),
            Map.entry("XMD5", "XMD5"),
            Map.entry("XSHA1", "XSHA1"),
            Map.entry("XSHA256", "XSHA256"),
            Map.entry("XSHA512", "XSHA512"));

    @Override
    public Reply answer(ControlSession session, Request request) {
        SortedSet<String> features = new TreeSet<>(List.of("MODE Z", "TVFS"));
        if (session.charset().isUtf8()) {
            features.add("UTF8");
        }
        for (String verb : verbs.get()) {
            if (LINES.containsKey(verb)) {
                features.add(LINES.get(verb));
            }
        }
        features.add("MLST " + Fact.names(session.facts(), true));
        features.add("HASH " + hashes(session.hashAlgorithm()));
        return Replies.FEATURES.around(List.copyOf(features));
    }

    private static String hashes(HashAlgorithm chosen) {
        return Arrays.stream(HashAlgorithm.values())
                .map(algorithm -> algorithm.label() + (algorithm == chosen ? "*" : ""))
                .collect(Collectors.joining(";"));
    }

    @Override
    public boolean isAllowedBeforeLogin() {
        return true;
    }
}
