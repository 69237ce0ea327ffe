package dev.assay.service;

import dev.assay.signing.KeyRing;
import dev.assay.signing.PublishedKey;
import dev.assay.signing.SigningKey;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Makes a tenant's first key when it is first asked for, one at a time: a start with 10,000 tenants makes none. */
final class FirstKeys implements KeyRing {
    private final KeyRing ring;
    private final Consumer<UUID> maker;

    /** @param maker stores a first key, unless there is one by then or no such tenant */
    FirstKeys(KeyRing ring, Consumer<UUID> maker) {
        this.ring = ring;
        this.maker = maker;
    }

    @Override
    public Optional<SigningKey> active(UUID tenant) {
        Optional<SigningKey> there = ring.active(tenant);
        return there.isPresent() ? there : made(tenant).active(tenant);
    }

    @Override
    public List<PublishedKey> published(UUID tenant) {
        List<PublishedKey> there = ring.published(tenant);
        return there.isEmpty() ? made(tenant).published(tenant) : there;
    }

    /** why: making one costs a core for a while, and a second for the same tenant would be thrown away. */
    private synchronized KeyRing made(UUID tenant) {
        if (ring.published(tenant).isEmpty())
            maker.accept(tenant);
        return ring;
    }
}
