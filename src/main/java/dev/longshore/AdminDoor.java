package dev.longshore;

import dev.longshore.admin.AdminSettings;
import dev.longshore.admin.AdminToken;
import dev.longshore.admin.BanRoutes;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Opens {@code /admin} on the HTTP server of Quarkus, if there is a token. */
@ApplicationScoped
class AdminDoor {
    private final AdminSettings settings;
    private final GatewayLifecycle lifecycle;

    AdminDoor(AdminSettings settings, GatewayLifecycle lifecycle) {
        this.settings = settings;
        this.lifecycle = lifecycle;
    }

    void open(@Observes Router router) {
        AdminToken.of(settings).ifPresent(token -> new BanRoutes(token, lifecycle::defender).mount(router));
    }
}
