package dev.longshore.ftp.tls;

import dev.longshore.failure.StartFailure;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/**
 * Tells which user a certificate names. Each part of the subject is compared alone, such as {@code CN=alice}: in the whole of it, a comma
 * within one part could make another one.
 *
 * @param pattern with one group, which is the name
 */
public record SubjectPattern(Pattern pattern) {
    private static final Map<String, String> KEYWORDS = Map.of("1.2.840.113549.1.9.1", "EMAILADDRESS");

    /** RFC 5280 §4.2.1.6, those that are a text. */
    private static final Map<Integer, String> OTHER_NAMES = Map.of(1, "email", 2, "DNS", 6, "URI");

    /** @throws StartFailure when it is no pattern, or has not one group */
    public static SubjectPattern parse(String setting, String text) {
        try {
            Pattern pattern = Pattern.compile(text);
            if (pattern.matcher("").groupCount() == 1) {
                return new SubjectPattern(pattern);
            }
            throw new StartFailure(setting + " is \"" + text + "\": it must have one group, which is the name of the"
                    + " user, such as CN=(.+)");
        } catch (PatternSyntaxException e) {
            throw new StartFailure(
                    setting + " is \"" + text + "\", which is no regular expression: " + e.getDescription(), e);
        }
    }

    /** The user; empty where no part is like the pattern, or several are and name different users. */
    Optional<String> user(X509Certificate certificate) {
        List<String> users = parts(certificate).stream()
                .map(pattern::matcher)
                .filter(Matcher::matches)
                .flatMap(match -> Optional.ofNullable(match.group(1)).stream())
                .filter(user -> !user.isEmpty())
                .distinct()
                .toList();
        return users.size() == 1 ? Optional.of(users.get(0)) : Optional.empty();
    }

    private static List<String> parts(X509Certificate certificate) {
        try {
            List<String> parts = new ArrayList<>();
            X500Principal subject = certificate.getSubjectX500Principal();
            for (Rdn rdn : new LdapName(subject.getName(X500Principal.RFC2253, KEYWORDS)).getRdns()) {
                for (Attribute attribute : Collections.list(rdn.toAttributes().getAll())) {
                    for (Object value : Collections.list(attribute.getAll())) {
                        parts.add(attribute.getID() + "=" + value);
                    }
                }
            }
            Collection<List<?>> others = certificate.getSubjectAlternativeNames();
            for (List<?> other : others == null ? List.<List<?>>of() : others) {
                String kind = OTHER_NAMES.get(other.get(0));
                if (kind != null) {
                    parts.add(kind + "=" + other.get(1));
                }
            }
            return parts;
        } catch (NamingException | CertificateParsingException e) {
            return List.of();
        }
    }
}
