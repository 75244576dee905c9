package dev.longshore.users.ldap;

import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(
        named = TestDirectory.SERVER,
        matches = ".+",
        disabledReason = "longshore.test.ldap is not set")
class SlapdUsersTest extends DirectoryUsers {
    @Override
    TestDirectory directory() {
        return TestDirectory.ofProperty();
    }
}
