package dev.assay.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.evidence.AttestationType;
import dev.assay.policy.Policy;
import dev.assay.service.CompiledPolicies.Unreadable;
import dev.assay.service.CompiledPolicies.Usable;
import dev.assay.service.CompiledPolicies.Version;
import dev.assay.tenant.StoredPolicy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CompiledPoliciesTest {
    private static final AttestationType SGX = AttestationType.SGX_ENCLAVE;
    private static final String TEXT = "version=1.0; authorizationrules{ => permit(); }; issuancerules{ };";
    private static final String LATER = "version=9.0; authorizationrules{ => maybe(); };";

    private final UUID tenant = UUID.randomUUID();
    private final List<Version> loads = Collections.synchronizedList(new ArrayList<>());
    private String text = TEXT;
    private final CompiledPolicies policies = new CompiledPolicies(version -> {
        loads.add(version);
        return new StoredPolicy(text, Optional.empty(), false);
    });

    private Version version(int number) {
        return new Version(tenant, SGX, number);
    }

    @Test
    @Tag("PO-01")
    void parsesEachVersionOnce() {
        Usable first = assertInstanceOf(Usable.class, policies.get(version(1)));
        assertSame(first, policies.get(version(1)));
        policies.get(version(2));
        policies.get(new Version(UUID.randomUUID(), SGX, 1));
        policies.get(new Version(tenant, AttestationType.OPEN_ENCLAVE, 1));
        policies.get(version(1));
        assertEquals(4, loads.size());
        assertEquals(4, new HashSet<>(loads).size());
    }

    @Test
    void keepsThousandsOfOrdinaryPolicies() {
        IntStream.rangeClosed(1, 5000).forEach(i -> policies.get(version(i)));
        loads.clear();
        IntStream.rangeClosed(1, 5000).forEach(i -> policies.get(version(i)));
        assertEquals(List.of(), loads);
    }

    @Test
    void keepsNoMoreOfTheLargestThanItsBoundAndForgetsOneAtATime() {
        text = TEXT + " ".repeat(500 * 1024);
        IntStream.rangeClosed(1, 20).forEach(i -> policies.get(version(i)));
        loads.clear();
        IntStream.rangeClosed(5, 20).forEach(i -> policies.get(version(i)));
        assertEquals(List.of(), loads);
        policies.get(version(4));
        IntStream.rangeClosed(6, 20).forEach(i -> policies.get(version(i)));
        assertEquals(List.of(version(4)), loads);
    }

    @Test
    void looksOnceOnlyAtATextItCannotRead() {
        text = LATER;
        assertEquals(new Unreadable(Policy.hash(LATER)), policies.get(version(1)));
        assertEquals(new Unreadable(Policy.hash(LATER)), policies.get(version(1)));
        assertEquals(1, loads.size());
    }

    @Test
    void cannotReadASignedPolicyWhoseDocumentItDoesNotUnderstand() {
        CompiledPolicies odd = new CompiledPolicies(
                version -> new StoredPolicy(TEXT, Optional.of("not a document"), true));
        assertEquals(new Unreadable(Policy.hash(TEXT)), odd.get(version(1)));
    }

    @Test
    @Tag("DO-10")
    void keepsNoFailureOfTheStore() {
        List<Boolean> down = new ArrayList<>(List.of(true));
        CompiledPolicies shaky = new CompiledPolicies(version -> {
            if (!down.isEmpty())
                throw new IllegalStateException("down");
            return new StoredPolicy(TEXT, Optional.empty(), false);
        });
        assertThrows(IllegalStateException.class, () -> shaky.get(version(1)));
        down.clear();
        assertTrue(shaky.get(version(1)) instanceof Usable);
    }
}
