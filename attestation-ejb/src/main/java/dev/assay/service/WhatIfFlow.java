package dev.assay.service;

import dev.assay.appraisal.Admission;
import dev.assay.appraisal.Appraisal;
import dev.assay.appraisal.Appraiser;
import dev.assay.appraisal.Schemes;
import dev.assay.audit.AuditTrail;
import dev.assay.bytes.MalformedException;
import dev.assay.collateral.AnchorSet;
import dev.assay.collateral.CollateralDocument;
import dev.assay.collateral.CollateralKey;
import dev.assay.collateral.CollateralKind;
import dev.assay.collateral.CollateralSet;
import dev.assay.dcap.CollateralReader;
import dev.assay.evidence.Reason;
import dev.assay.identity.Role;
import dev.assay.policy.PolicyEngine;
import dev.assay.policy.PolicyParsingException;
import dev.assay.policy.trace.Trace;
import dev.assay.tenant.Endorsements;
import dev.assay.tenant.TenantDirectory;
import dev.assay.tenant.TenantSnapshot;
import dev.assay.policy.DefaultPolicies;
import dev.assay.tenant.UnreadablePolicyException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Appraises what does not count (PO-11): the steps of an attestation but for its end. It knows no key and no source of
 * collateral, it reads collateral held or sent and writes none, and what it verifies is forgotten with the call: nothing
 * an attestation rests on can come from here. One record is left of it in the audit.
 */
final class WhatIfFlow {
    private static final String BUSY = "As many appraisals are tried as the service does beside attesting: repeat.";

    private final TenantDirectory tenants;
    private final WhatIfTerms terms;
    private final Sources sources;
    private final WhatIfRecord record;
    private final Surroundings surroundings;

    /** Collateral at hand; nothing is fetched for it. */
    @FunctionalInterface
    interface Held {
        /** @param issuedBy the newest issued by then; empty: what is current */
        Map<CollateralKey, CollateralDocument> find(AnchorSet anchors, Set<CollateralKey> keys,
                Optional<Instant> issuedBy);
    }

    /** @param own the tenant's own statements, as they are now whatever instant is judged at */
    record Sources(Held held, Endorsements own) {}

    WhatIfFlow(TenantDirectory tenants, WhatIfTerms terms, Sources sources, AuditTrail audit,
            Surroundings surroundings) {
        this.tenants = tenants;
        this.terms = terms;
        this.sources = sources;
        this.record = new WhatIfRecord(audit, surroundings);
        this.surroundings = surroundings;
    }

    /** One call's own core, so that nothing it verified is remembered for others. */
    private record Core(CollateralReader reader, Appraiser appraiser) {
        static Core fresh() {
            CollateralReader reader = new CollateralReader();
            return new Core(reader, new Appraiser(Schemes.all(reader), new PolicyEngine()));
        }
    }

    private record Begun(WhatIfCase item, Core core, Admission admission) {}

    WhatIfAnswer ask(WhatIfCall call) {
        try {
            return admitted(call);
        } catch (WhatIfRefusal refused) {
            return refused.answer();
        } catch (MalformedException malformed) {
            return new WhatIfAnswer.BadValue("what-if-not-possible", malformed.getMessage());
        } catch (PolicyParsingException unparsed) {
            return new WhatIfAnswer.Unparsed(ManagedPolicyAnswer.Problem.of(unparsed));
        }
    }

    /** The caller first, so that nothing is said of a tenant to whom it is none of their business (TE-04). */
    private WhatIfAnswer admitted(WhatIfCall call) {
        if (!call.caller().platformAdministrator() && call.caller().tenant().filter(call.tenant()::equals).isEmpty())
            return new WhatIfAnswer.NoSuchTenant();
        if (!call.caller().may(call.tenant(), Role.POLICY_ADMINISTRATOR, Role.AUDITOR))
            return new WhatIfAnswer.Forbidden();
        long started = surroundings.clock().nanos();
        String queue = surroundings.queue(call.tenant());
        Begun begun = seated(surroundings.draftPool().run(queue, () -> begin(call, started)));
        CollateralSet collateral = collateral(begun);
        return seated(surroundings.draftPool().finish(queue, () -> conclude(begun, collateral)));
    }

    private static <T> T seated(Optional<T> turn) {
        return turn.orElseThrow(() -> unavailable(Reason.OVERLOADED, BUSY, Duration.ofSeconds(1)));
    }

    private static WhatIfRefusal unavailable(Reason reason, String detail, Duration retryAfter) {
        return new WhatIfRefusal(new WhatIfAnswer.Unavailable(reason, detail, retryAfter));
    }

    private Begun begin(WhatIfCall call, long started) {
        TenantSnapshot tenant = snapshot(call);
        Instant now = surroundings.clock().now();
        if (call.terms().at().isEmpty() && !surroundings.clock().sound())
            throw unavailable(Reason.CLOCK_UNSOUND,
                    "The service's clock cannot be believed now. Name the instant to judge at with at.",
                    Duration.ofSeconds(60));
        WhatIfCase item = new WhatIfCase(call, tenant.tenant(), terms.policy(call, tenant),
                WhatIfTerms.baseline(call, tenant), call.terms().at().orElse(now), WhatIfTerms.documents(call), now,
                started);
        Core core = Core.fresh();
        return new Begun(item, core, core.appraiser().admit(call.request(), item.tenant().anchors(), item.at()));
    }

    /** A policy that cannot be read is no hindrance where another one is tried: a replacement, most likely. */
    private TenantSnapshot snapshot(WhatIfCall call) {
        try {
            return tenants.snapshot(call.tenant(), call.request().type())
                    .orElseThrow(() -> new WhatIfRefusal(new WhatIfAnswer.NoSuchTenant()));
        } catch (UnreadablePolicyException unread) {
            if (call.terms().policy().isEmpty() && call.terms().policyVersion().isEmpty())
                throw unavailable(Reason.POLICY_UNREADABLE, unread.getMessage(), Duration.ofSeconds(60));
            return new TenantSnapshot(unread.tenant(), 0,
                    DefaultPolicies.shippedFor(call.request().type().wireName()));
        }
    }

    /** Outside of a turn, since the database is waited for. */
    private CollateralSet collateral(Begun begun) {
        return switch (begun.admission()) {
            case Admission.Refused refused -> CollateralSet.NONE;
            case Admission.Admitted<?> admitted -> begun.item().documents()
                    .map(given -> found(begun.item(), given, admitted.wanted()))
                    .orElseGet(() -> held(begun.item(), admitted.wanted()));
        };
    }

    /** What the tenant itself states is taken from it where the call does not bring it. */
    private CollateralSet found(WhatIfCase item, Map<CollateralKind, CollateralDocument> given,
            Set<CollateralKey> wanted) {
        Set<CollateralKey> own = own(wanted).stream().filter(key -> !given.containsKey(key.kind()))
                .collect(Collectors.toSet());
        return given(given, without(wanted, own)).with(stated(item, own));
    }

    private static Set<CollateralKey> own(Set<CollateralKey> wanted) {
        return wanted.stream().filter(key -> key.kind().tenantOwned()).collect(Collectors.toSet());
    }

    private static Set<CollateralKey> without(Set<CollateralKey> wanted, Set<CollateralKey> some) {
        return wanted.stream().filter(key -> !some.contains(key)).collect(Collectors.toSet());
    }

    private CollateralSet stated(WhatIfCase item, Set<CollateralKey> own) {
        return own.isEmpty() ? CollateralSet.NONE : sources.own().find(item.tenant(), own);
    }

    private static CollateralSet given(Map<CollateralKind, CollateralDocument> given, Set<CollateralKey> wanted) {
        Map<CollateralKey, CollateralDocument> found = new HashMap<>();
        Map<CollateralKey, String> absent = new HashMap<>();
        wanted.forEach(key -> Optional.ofNullable(given.get(key.kind())).ifPresentOrElse(
                document -> found.put(key,
                        new CollateralDocument(key, document.content(), document.issuerChain())),
                () -> absent.put(key, "the call's collateral has no " + WhatIfTerms.word(key.kind()))));
        return new CollateralSet(found, absent);
    }

    private CollateralSet held(WhatIfCase item, Set<CollateralKey> all) {
        Set<CollateralKey> own = own(all);
        Set<CollateralKey> wanted = without(all, own);
        Map<CollateralKey, CollateralDocument> found = sources.held().find(item.tenant().anchors(), wanted,
                item.call().terms().at());
        Map<CollateralKey, String> absent = new HashMap<>();
        wanted.stream().filter(key -> !found.containsKey(key)).forEach(key -> absent.put(key, item.dated()
                ? "none that was issued by then is held, and a what-if fetches nothing"
                : "none is held, and a what-if fetches nothing"));
        return new CollateralSet(found, absent).with(stated(item, own));
    }

    private WhatIfAnswer conclude(Begun begun, CollateralSet collateral) {
        WhatIfCase item = begun.item();
        Appraisal appraisal = switch (begun.admission()) {
            case Admission.Refused refused -> refused.appraisal();
            case Admission.Admitted<?> admitted -> begun.core().appraiser().conclude(admitted, collateral,
                    new dev.assay.appraisal.Terms(item.tenant().anchors(), item.baseline(), item.policy().policy(),
                            item.at(), true, item.tenant().issuer()));
        };
        Optional<Trace> trace = appraisal.hearing()
                .map(hearing -> begun.core().appraiser().explain(item.policy().policy(), hearing));
        // AD-08: told only once it is recorded.
        record.write(item, appraisal);
        return new WhatIfAnswer.Told(new WhatIfReport(item, collateral, begun.core().reader()).of(appraisal, trace),
                appraisal.reason());
    }
}
