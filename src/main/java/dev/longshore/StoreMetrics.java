package dev.longshore;

import dev.longshore.users.CredentialStore;
import dev.longshore.users.StoreHealth;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.Locale;

/**
 * Which stores of users can tell, as metrics: {@code longshore_user_store_up} is 0 for one that is down, and
 * {@code longshore_user_store_failures_total} counts how often it could not be asked. A label names the store and nothing else.
 */
record StoreMetrics(List<CredentialStore> stores) implements MeterBinder {
    static StoreMetrics of(List<CredentialStore> stores) {
        return new StoreMetrics(stores);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        stores.forEach(store -> store.health().ifPresent(health -> bind(registry, label(store), health)));
    }

    private static void bind(MeterRegistry registry, String store, StoreHealth health) {
        Tags tags = Tags.of("store", store);
        Gauge.builder("longshore.user.store.up", health, asked -> asked.isDown() ? 0 : 1)
                .description("1 while the users of a store can be read, 0 while they cannot")
                .tags(tags)
                .strongReference(true)
                .register(registry);
        FunctionCounter.builder("longshore.user.store.failures", health, StoreHealth::failures)
                .description("How often the users of a store could not be read")
                .tags(tags)
                .register(registry);
    }

    /** {@code HTTP store} is {@code http}, as in {@code longshore.users.stores}. */
    private static String label(CredentialStore store) {
        return store.name().toLowerCase(Locale.ROOT).replaceFirst(" store$", "").replace(' ', '-');
    }
}
