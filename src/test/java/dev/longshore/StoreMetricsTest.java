package dev.longshore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.longshore.users.CredentialStore;
import dev.longshore.users.KnownRecords;
import dev.longshore.users.UserRecord;
import dev.longshore.users.anonymous.AnonymousUser;
import dev.longshore.users.config.ConfiguredUsers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A store that is down is seen in a metric. */
class StoreMetricsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private boolean down;

    @Test
    void aStoreThatIsDownIsSeenAndSoIsItsReturn() {
        KnownRecords store = KnownRecords.of(new Asked(), Duration.ZERO);
        StoreMetrics.of(List.of(store)).bindTo(registry);
        assertThat(up()).isOne();
        down = true;
        assertThatThrownBy(() -> store.find("alice"));
        assertThatThrownBy(() -> store.find("bob"));
        assertThat(up()).isZero();
        assertThat(failures()).isEqualTo(2);
        down = false;
        store.find("alice");
        assertThat(up()).isOne();
        assertThat(failures()).isEqualTo(2);
    }

    @Test
    void noLabelNamesAUser() {
        StoreMetrics.of(List.of(KnownRecords.of(new Asked(), Duration.ZERO))).bindTo(registry);
        assertThat(registry.getMeters()).hasSize(2).allSatisfy(meter -> assertThat(
                        meter.getId().getTags())
                .singleElement()
                .satisfies(tag -> assertThat(tag.getValue()).isEqualTo("some-directory")));
    }

    /** Else a store that is down would be seen in the log alone. */
    @Test
    void everyStoreThatCanBeDownTells() {
        JavaClasses stores = new ClassFileImporter(List.of(new ImportOption.DoNotIncludeTests()))
                .importPackages("dev.longshore.users")
                .that(new DescribedPredicate<>("can be down") {
                    @Override
                    public boolean test(JavaClass type) {
                        return type.isAssignableTo(CredentialStore.class)
                                && !type.isInterface()
                                && !type.isAssignableTo(ConfiguredUsers.class)
                                && !type.isAssignableTo(AnonymousUser.class);
                    }
                });
        assertThat(stores).hasSizeGreaterThan(6).allSatisfy(store -> assertThat(store.tryGetMethod("health"))
                .as(store.getName())
                .isPresent());
    }

    private double up() {
        return registry.get("longshore.user.store.up").gauge().value();
    }

    private double failures() {
        return registry.get("longshore.user.store.failures").functionCounter().count();
    }

    private final class Asked implements CredentialStore {
        @Override
        public Optional<UserRecord> find(String name) {
            if (down) {
                throw new IllegalStateException("not there");
            }
            return Optional.empty();
        }

        @Override
        public String name() {
            return "Some Directory store";
        }
    }
}
