package dev.longshore.users.ldap;

import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSimpleBindRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** What a directory answers in the place of its own answer, and whom it was asked to bind. */
final class Answers extends InMemoryOperationInterceptor {
    private final List<String> binds = new CopyOnWriteArrayList<>();

    @Nullable
    private volatile LDAPException toBinds;

    @Nullable
    private volatile LDAPException toSearches;

    /** To the binds of users. */
    void toBinds(ResultCode code, String message) {
        toBinds = new LDAPException(code, message);
    }

    void toSearches(LDAPException answer) {
        toSearches = answer;
    }

    /** The DNs of all binds so far. */
    List<String> binds() {
        return List.copyOf(binds);
    }

    @Override
    public void processSimpleBindRequest(InMemoryInterceptedSimpleBindRequest request) throws LDAPException {
        String dn = request.getRequest().getBindDN();
        binds.add(dn);
        LDAPException answer = toBinds;
        if (answer != null && !dn.contains("admin")) {
            throw answer;
        }
    }

    @Override
    public void processSearchRequest(InMemoryInterceptedSearchRequest request) throws LDAPException {
        LDAPException answer = toSearches;
        if (answer != null) {
            throw answer;
        }
    }
}
