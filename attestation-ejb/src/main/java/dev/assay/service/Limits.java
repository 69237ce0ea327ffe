package dev.assay.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Whether a call may come in at all, asked before anything of it is read. */
@ApplicationScoped
public class Limits {
    @Inject
    House house;

    /** The caller's address. @param peer the connection's. @param forwardedFor {@code X-Forwarded-For} as received */
    public String client(String peer, List<String> forwardedFor) {
        return tenancy().bounds().proxies().client(peer, forwardedFor);
    }

    /** Zero where the address may call now; else how long to wait. */
    public Duration source(String address) {
        return tenancy().fairness().source(address);
    }

    /** Zero where an attest call of the tenant may come in now; else how long to wait. */
    public Duration tenant(String name) {
        return tenancy().fairness().tenant(name);
    }

    /** Whether an attest call of the tenant would be refused for want of room, whatever it brings (DO-06). */
    public boolean full(String tenant) {
        return house.rooms().surroundings().full(tenant);
    }

    /** Zero where the holder of a bearer token may call now; else how long to wait. */
    public Duration credential(String issuer, String subject) {
        return tenancy().fairness().credential(issuer, subject);
    }

    /** Largest body of an attest call in bytes, by the tenant's quota as this node last read it. */
    public int attestBody(String tenant) {
        return tenancy().directory().lastSeen(tenant).quotas().bodyBytes();
    }

    /** Largest body of a message about a TPM in bytes, logs being what they are: 16 times that quota, 16 MiB as a rule. */
    public int tpmBody(String tenant) {
        return 16 * attestBody(tenant);
    }

    /** Largest body of a policy upload in bytes, likewise. */
    public int policyBody(String tenant) {
        return tenancy().directory().lastSeen(tenant).quotas().policyBytes();
    }

    /** The tenant a host name stands for, where tenants have host names. @param host without port */
    public Optional<String> tenantAt(String host) {
        return tenancy().hosts().tenant(host);
    }

    private Tenancy tenancy() {
        return house.rooms().tenancy();
    }
}
