package dev.longshore.users.ldap;

import com.unboundid.ldap.sdk.BindRequest;
import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionPool;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.ServerSet;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import dev.longshore.users.record.BadRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Searches on a few connections that are kept, and tries a password on one of its own. */
final class Directory implements AutoCloseable {
    private static final int MOST_KEPT = 4;

    /**
     * What a bind is refused with because of the user or the password. Active Directory answers all of it with 49, also for accounts that
     * are disabled (533), expired (701), locked (775) or whose password has expired (532) or must be changed (773).
     */
    private static final Set<ResultCode> REFUSALS = Set.of(
            ResultCode.INVALID_CREDENTIALS,
            ResultCode.INAPPROPRIATE_AUTHENTICATION,
            ResultCode.CONSTRAINT_VIOLATION,
            ResultCode.NO_SUCH_OBJECT,
            ResultCode.INSUFFICIENT_ACCESS_RIGHTS,
            ResultCode.UNWILLING_TO_PERFORM);

    private final ServerSet servers;
    private final LDAPConnectionPool pool;
    private final int patience;

    private Directory(ServerSet servers, LDAPConnectionPool pool, int patience) {
        this.servers = servers;
        this.pool = pool;
        this.patience = patience;
    }

    /** Connects to nothing yet. */
    static Directory of(ServerSet servers, Optional<BindRequest> bind, Duration timeout) {
        try {
            LDAPConnectionPool pool = new LDAPConnectionPool(servers, bind.orElse(null), 0, MOST_KEPT, null, false);
            pool.setConnectionPoolName("users-ldap");
            pool.setRetryFailedOperationsDueToInvalidConnections(true);
            return new Directory(servers, pool, (int) timeout.toSeconds());
        } catch (LDAPException e) {
            throw new IllegalStateException("A pool without connections asks nothing of a directory", e);
        }
    }

    /**
     * The one entry that a filter finds.
     *
     * @throws BadRecord     when it finds several
     * @throws LDAPException when no server answers, or one refuses
     */
    Optional<SearchResultEntry> one(String base, Filter filter, String... attributes) throws LDAPException {
        SearchRequest request = request(base, filter, attributes);
        request.setSizeLimit(2);
        try {
            List<SearchResultEntry> entries = pool.search(request).getSearchEntries();
            if (entries.size() > 1) {
                throw severalEntries();
            }
            return entries.stream().findFirst();
        } catch (LDAPSearchException e) {
            if (e.getResultCode().equals(ResultCode.SIZE_LIMIT_EXCEEDED)) {
                throw severalEntries();
            }
            throw e;
        }
    }

    /** The DNs of all that a filter finds. */
    List<String> names(String base, Filter filter) throws LDAPException {
        return pool.search(request(base, filter, SearchRequest.NO_ATTRIBUTES)).getSearchEntries().stream()
                .map(SearchResultEntry::getDN)
                .toList();
    }

    /**
     * Whether a password is that of an entry.
     *
     * @param password not empty: a bind without a password succeeds and proves nothing (RFC 4513 §5.1.2)
     * @throws LDAPException when no server answers
     */
    boolean admits(String dn, String password) throws LDAPException {
        if (password.isEmpty()) {
            throw new IllegalArgumentException("an empty password");
        }
        try (LDAPConnection connection = servers.getConnection()) {
            try {
                connection.bind(new SimpleBindRequest(dn, password));
                return true;
            } catch (LDAPException e) {
                if (REFUSALS.contains(e.getResultCode())) {
                    return false;
                }
                throw e;
            }
        }
    }

    @Override
    public void close() {
        pool.close();
    }

    private SearchRequest request(String base, Filter filter, String... attributes) {
        SearchRequest request = new SearchRequest(base, SearchScope.SUB, filter, attributes);
        request.setTimeLimitSeconds(patience);
        request.setDerefPolicy(DereferencePolicy.NEVER);
        return request;
    }

    private static BadRecord severalEntries() {
        return new BadRecord("longshore.users.ldap.filter finds several entries");
    }
}
