package dev.assay.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Whether attestations can be answered now: database, clock, signing keys; names tenants on other anchors (BS-11). */
@Readiness
@ApplicationScoped
public class Ready implements HealthCheck {
    @Inject
    Status status;

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("assay-ready");
        try {
            return describe(response, status.read()).build();
        } catch (RuntimeException starting) {
            return response.down().withData("problem", "The service is starting or stopping.").build();
        }
    }

    private static HealthCheckResponseBuilder describe(HealthCheckResponseBuilder response, ServiceStatus now) {
        response.status(now.ready()).withData("version", now.version()).withData("node", now.node())
                .withData("cryptoProvider", now.cryptoProvider()).withData("database", now.databaseUp())
                .withData("clock", now.clockSound());
        now.tenants().stream().filter(tenant -> !tenant.vendorAnchors()).forEach(
                tenant -> response.withData("nonVendorAnchors." + tenant.name(), tenant.anchorSet()));
        if (!now.problems().isEmpty())
            response.withData("problem", now.problems().getFirst());
        return response;
    }
}
