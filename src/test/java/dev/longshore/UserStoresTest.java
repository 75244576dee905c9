package dev.longshore;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longshore.failure.StartFailure;
import dev.longshore.testing.TestSettings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with the stores of users is said at the start. */
class UserStoresTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stores=config,config;config.a.password=x | longshore.users.stores names config twice",
                "stores=file | longshore.users.stores names file, and longshore.users.file.path is missing",
                "stores=s3;config.a.password=x | longshore.users.config is set, but longshore.users.stores does not name config",
                "file.path=/x;config.a.password=x | longshore.users.file.path is set, but longshore.users.stores does not name file",
                "s3.bucket=x;config.a.password=x | longshore.users.s3.bucket is set, but longshore.users.stores does not name s3",
                "http.url=https://x.example;config.a.password=x | longshore.users.http.url is set, but longshore.users.stores does not name http",
                "stores=http | longshore.users.stores names http, and longshore.users.http.url is missing",
                "stores=http;http.url=http://192.0.2.1/x | longshore.users.http.url names the host 192.0.2.1: passwords go there",
                "stores=http;http.url=https://a:b@x.example | longshore.users.http.url must be an address such as",
                "stores=http;http.url=https://x.example?code;http.authorization=x | longshore.users.http.url must be an address such as",
                "stores=http;http.url=https://x.example;http.timeout=61s | longshore.users.http.timeout is PT1M1S: it must be 1s to 1m",
                "stores=http;http.url=https://x.example;http.sign=true | longshore.users.http.sign is true, and longshore.users.http.url",
                "secrets-manager.prefix=x;config.a.password=x | longshore.users.secrets-manager.prefix is set, but longshore.users.stores does not name secrets-manager",
                "stores=secrets-manager | longshore.users.stores names secrets-manager, and longshore.users.secrets-manager.prefix is missing",
                "stores=secrets-manager;secrets-manager.prefix=x;secrets-manager.endpoint=http://192.0.2.1 | longshore.users.secrets-manager.endpoint names the host 192.0.2.1: secrets come from there",
                "stores=secrets-manager;secrets-manager.prefix=x;secrets-manager.endpoint=https://x.example/path | longshore.users.secrets-manager.endpoint must be an address such as",
                "stores=http;http.url=https://x.example;http.ignore-policy=true;../s3.roles.use=assume | longshore.users.http.ignore-policy is true, and roles are assumed",
                "config.a.password=x;../s3.roles.sts-endpoint=http://192.0.2.1 | longshore.s3.roles.sts-endpoint names the host 192.0.2.1: secrets come from there",
                "config.a.password=x;../s3.roles.external-id=a b | longshore.s3.roles.external-id must be",
                "sql.url=jdbc:h2:mem:x;config.a.password=x | longshore.users.sql.url is set, but longshore.users.stores does not name sql",
                "stores=sql | longshore.users.stores names sql, and longshore.users.sql.url is missing",
                "stores=sql;sql.url=jdbc:mysql://x/x | longshore.users.sql.url must begin with jdbc:postgresql: or jdbc:h2:",
                "stores=sql;sql.url=jdbc:postgresql://x/x?sslPassword=y | longshore.users.sql.url has a password: set",
                "stores=sql;sql.url=jdbc:postgresql://a:b@x/x | longshore.users.sql.url has a password: set",
                "stores=sql;sql.url=jdbc:h2:mem:x;sql.connections=0 | longshore.users.sql.connections is 0: it must be 1 to 100",
                "stores=sql;sql.url=jdbc:h2:mem:x;sql.timeout=61s | longshore.users.sql.timeout is PT1M1S: it must be 1s to 1m",
                "stores=sql;sql.url=jdbc:h2:mem:x;sql.query=select 1 | longshore.users.sql.query must have one ?",
                "stores=sql;sql.url=jdbc:h2:mem:x;sql.query=select '?' from a -- ? | longshore.users.sql.query must have one ?",
                "stores=sql;sql.url=jdbc:h2:mem:x;sql.query=select ? from a where b < ? | longshore.users.sql.query must have one ?",
                "ldap.urls=ldaps://x.example;config.a.password=x | longshore.users.ldap.urls is set, but longshore.users.stores does not name ldap",
                "stores=ldap | longshore.users.stores names ldap, and longshore.users.ldap.urls is missing",
                "stores=ldap;ldap.urls=ldaps://x.example | longshore.users.stores names ldap, and longshore.users.ldap.base is missing",
                "stores=ldap;ldap.urls=ldap://192.0.2.1;ldap.base=dc=x | longshore.users.ldap.urls names ldap://192.0.2.1: passwords go there",
                "stores=ldap;ldap.urls=ldaps://x.example/dc=x;ldap.base=dc=x | longshore.users.ldap.urls must have addresses such as",
                "stores=ldap;ldap.urls=http://x.example;ldap.base=dc=x | longshore.users.ldap.urls must have addresses such as",
                "stores=ldap;ldap.urls=ldaps://x.example;ldap.start-tls=true;ldap.base=dc=x | longshore.users.ldap.urls names ldaps://x.example, and longshore.users.ldap.start-tls is true",
                "stores=ldap;ldap.urls=ldaps://x.example;ldap.base=dc=x;ldap.bind-dn=cn=y | longshore.users.ldap.bind-dn and longshore.users.ldap.bind-password are set together",
                "stores=ldap;ldap.urls=ldaps://x.example;ldap.base=dc=x;ldap.filter=(uid=*) | longshore.users.ldap.filter must be a filter with {name}",
                "stores=ldap;ldap.urls=ldaps://x.example;ldap.base=dc=x;ldap.filter=(uid={name} | longshore.users.ldap.filter must be a filter with {name}",
                "stores=ldap;ldap.urls=ldaps://x.example;ldap.base=dc=x;ldap.timeout=0s | longshore.users.ldap.timeout is PT0S: it must be 1s to 1m",
                "stores=ldap;ldap.urls=ldaps://x.example;ldap.base=dc=x;ldap.ca-file=/missing | longshore.users.ldap.ca-file is \"/missing\", which cannot be read",
                "stores=ldap;ldap.urls=ldaps://x.example;ldap.base=dc=x;ldap.mounts[0].prefix=home/{uid} | longshore.users.ldap.mounts[0].prefix must end with a slash",
                "stores=ldap;ldap.urls=ldaps://x.example;ldap.base=dc=x;ldap.mounts[0].path=in | longshore.users.ldap.mounts[0]: mounts[0].path is",
                "grace=169h;config.a.password=x | longshore.users.grace is PT169H: it must be 0s to 168h",
                "remember-passwords=25h;config.a.password=x | longshore.users.remember-passwords is PT25H: it must be 0s to 24h",
                "stores=config,s3;config.a.password=x | longshore.users.s3 keeps records in the tree of longshore.users.config.a,",
                "one-time-codes.prefix=x/;config.a.password=x | longshore.users.one-time-codes.prefix is set, and longshore.users.one-time-codes.bucket is not",
                "one-time-codes.bucket=bucket;config.a.password=x | longshore.users.one-time-codes keeps used codes in the tree of longshore.users.config.a,",
                "uniform-challenge=true;config.a.password=x | longshore.users.uniform-challenge is true, and there is no place for used codes",
                "stores=config | Nobody could log in: set longshore.users.config.NAME.password",
            })
    void saysWhatIsWrong(String users, String sentence) {
        Map<String, String> keys = new HashMap<>();
        for (String pair : users.split(";")) {
            String[] setting = pair.split("=", 2);
            keys.put(("longshore.users." + setting[0]).replace("users.../", ""), setting[1]);
        }
        assertRefused(keys, sentence);
    }

    @Test
    void theStoresOfFilesMustBeThere(@TempDir Path folder) {
        Path missing = folder.resolve("missing");
        assertRefused(
                Map.of("longshore.users.stores", "file", "longshore.users.file.path", missing.toString()),
                "longshore.users.file.path is \"" + missing + "\", which is not there");
    }

    private static void assertRefused(Map<String, String> users, String sentence) {
        Map<String, String> keys = new HashMap<>(users);
        keys.put("longshore.s3.endpoint", "http://127.0.0.1:1");
        keys.put("longshore.s3.bucket", "bucket");
        keys.put("longshore.s3.access-key", "a");
        keys.put("longshore.s3.secret-key", "b");
        keys.put("longshore.ftp.host", "127.0.0.1");
        keys.put("longshore.ftp.port", "0");
        assertThatThrownBy(() -> Gateway.prepare(TestSettings.of(keys)))
                .isInstanceOf(StartFailure.class)
                .hasMessageStartingWith(sentence);
    }
}
