package dev.longshore;

import dev.longshore.s3.BucketCheck;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the bucket answers. */
@Readiness
class BucketReadiness implements HealthCheck {
    private final GatewayLifecycle lifecycle;

    BucketReadiness(GatewayLifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @Override
    public HealthCheckResponse call() {
        BucketCheck check = lifecycle.check();
        return HealthCheckResponse.named("bucket")
                .status(check.usable())
                .withData("answer", check.sentence())
                .build();
    }
}
