package dev.longshore.users.ldap;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.DeleteRequest;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPInterface;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.OperationType;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import dev.longshore.testing.CutLine;
import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A directory with the entry {@code dc=longshore} and what a test puts below, behind a line that can be cut. */
final class TestDirectory implements AutoCloseable {
    static final String SERVER = "longshore.test.ldap";
    static final String BASE = "dc=longshore";
    private static final String ADMIN = "cn=admin,dc=longshore";
    private static final String PASSWORD = "admin-word";

    @Nullable
    private final InMemoryDirectoryServer memory;

    private final LDAPConnection connection;
    private final CutLine line;

    private TestDirectory(@Nullable InMemoryDirectoryServer memory, String host, int port) throws LDAPException {
        this.memory = memory;
        this.connection = new LDAPConnection(host, port, ADMIN, PASSWORD);
        this.line = CutLine.to(port);
        clear();
        add(BASE, "objectClass: dcObject", "objectClass: organization", "o: Longshore", "dc: longshore");
    }

    /** A server of this process, which is searched only by who has a name. */
    static TestDirectory inMemory(InMemoryOperationInterceptor... interceptors) {
        try {
            InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig(BASE);
            config.addAdditionalBindCredentials(ADMIN, PASSWORD);
            config.setSchema(null);
            config.setAuthenticationRequiredOperationTypes(OperationType.SEARCH);
            config.setListenerConfigs(
                    InMemoryListenerConfig.createLDAPConfig("ldap", InetAddress.getLoopbackAddress(), 0, null));
            List.of(interceptors).forEach(config::addInMemoryOperationInterceptor);
            InMemoryDirectoryServer server = new InMemoryDirectoryServer(config);
            server.startListening();
            return new TestDirectory(server, "127.0.0.1", server.getListenPort());
        } catch (LDAPException e) {
            throw new AssertionError(e);
        }
    }

    /** The server of the property, of which everything below {@code dc=longshore} is removed. */
    static TestDirectory ofProperty() {
        URI url = URI.create(System.getProperty(SERVER));
        try {
            return new TestDirectory(null, url.getHost(), url.getPort());
        } catch (LDAPException e) {
            throw new AssertionError(e);
        }
    }

    /** The settings of the store, without {@code longshore.users.ldap.} in front. */
    Map<String, String> settings() {
        return Map.of("urls", url(), "base", BASE, "bind-dn", ADMIN, "bind-password", PASSWORD);
    }

    /** Through the line. */
    String url() {
        return "ldap://127.0.0.1:" + line.port();
    }

    void cut() {
        line.cut();
    }

    void mend() {
        line.mend();
    }

    /** A person, with further lines of LDIF. */
    void addUser(String cn, String uid, String password, String... more) {
        List<String> lines = new ArrayList<>(List.of(
                "objectClass: inetOrgPerson", "cn: " + cn, "sn: " + cn, "uid: " + uid, "userPassword: " + password));
        lines.addAll(List.of(more));
        add(dn(cn), lines.toArray(String[]::new));
    }

    static String dn(String cn) {
        return "cn=" + cn + "," + BASE;
    }

    void add(String dn, String... attributes) {
        try {
            Entry entry = new Entry(dn);
            for (String attribute : attributes) {
                String[] parts = attribute.split(": ", 2);
                entry.addAttribute(parts[0], parts[1]);
            }
            connection.add(entry);
        } catch (LDAPException e) {
            throw new AssertionError(e);
        }
    }

    void change(String dn, String attribute, String value) {
        try {
            connection.modify(dn, new Modification(ModificationType.REPLACE, attribute, value));
        } catch (LDAPException e) {
            throw new AssertionError(e);
        }
    }

    void remove(String dn) {
        try {
            connection.delete(new DeleteRequest(dn));
        } catch (LDAPException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        line.close();
        connection.close();
        if (memory != null) {
            memory.shutDown(true);
        }
    }

    /** What is deepest goes first. */
    private void clear() throws LDAPException {
        if (has(connection)) {
            List<SearchResultEntry> entries = new ArrayList<>(connection
                    .search(new SearchRequest(BASE, SearchScope.SUB, "(objectClass=*)", SearchRequest.NO_ATTRIBUTES))
                    .getSearchEntries());
            entries.sort(Comparator.comparing(entry -> -entry.getDN().length()));
            for (SearchResultEntry entry : entries) {
                connection.delete(entry.getDN());
            }
        }
    }

    private static boolean has(LDAPInterface directory) throws LDAPException {
        return directory.getEntry(BASE) != null;
    }
}
