package dev.assay.service;

import dev.assay.appraisal.Appraisal;
import dev.assay.appraisal.Hearing;
import dev.assay.audit.AuditRecord;
import dev.assay.audit.AuditRecord.Operation;
import dev.assay.bytes.Bytes;
import dev.assay.evidence.Reason;
import dev.assay.evidence.Refusal;
import dev.assay.evidence.TokenForm;
import dev.assay.impact.KeptAppraisal;
import dev.assay.persistence.StoreException;
import dev.assay.policy.Deciding;
import dev.assay.signing.KeyUnavailableException;
import dev.assay.signing.SigningKey;
import dev.assay.tenant.Tenant;
import dev.assay.tenant.UnreadablePolicyException;
import dev.assay.token.SigningException;
import dev.assay.token.TokenIssuer;
import dev.assay.token.TokenPayload;
import dev.assay.token.TokenTerms;
import jakarta.ejb.EJBException;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The end of every case: build the payload, commit its record, sign, answer; a signing failure adds a record (AD-02).
 * No token leaves before its record is committed.
 */
final class Closing {
    private static final System.Logger LOG = System.getLogger(Closing.class.getName());
    private static final int SHOWN_RULES = 8;
    private static final String NO_KEY = "The service cannot use the tenant's signing key now.";

    private final Ports ports;
    private final TokenIssuer issuer;
    private final Surroundings surroundings;
    private final Consumer<KeptAppraisal> keeping;

    /** @param keeping takes what a tenant has kept of an appraisal; neither waits nor fails */
    Closing(Ports ports, TokenIssuer issuer, Surroundings surroundings, Consumer<KeptAppraisal> keeping) {
        this.keeping = keeping;
        this.ports = ports;
        this.issuer = issuer;
        this.surroundings = surroundings;
    }

    /** @throws dev.assay.audit.AuditUnavailableException where the record is not committed; nothing was released then */
    Outcome conclude(AttestationCase item, Appraisal appraisal) {
        Facts facts;
        try {
            facts = facts(appraisal, ports.sightings().note(item, appraisal));
        } catch (EJBException | StoreException down) {
            // TP-17: what is not noted could be shown again, so it is not answered.
            LOG.log(System.Logger.Level.ERROR, "state of a TPM not noted, trace {0}: {1}", item.call().traceId(),
                    down.getMessage());
            return unavailable(item, Reason.STORE_UNAVAILABLE, "The service cannot write its database now.");
        }
        return switch (appraisal.verdict()) {
            case PERMIT -> item.draft().isPresent() ? draft(item, appraisal, facts) : issue(item, appraisal, facts);
            case DENY, REJECT -> {
                record(item, Operation.ATTEST, facts, Optional.empty());
                yield refused(item, appraisal);
            }
            case UNAVAILABLE -> {
                record(item, Operation.ATTEST, facts, Optional.empty());
                yield unavailable(appraisal.reason(), appraisal.detail());
            }
        };
    }

    /** Whoever sent a draft knows it; of the tenant's policy anybody learns where it refuses, not why. */
    private static Outcome refused(AttestationCase item, Appraisal appraisal) {
        String detail = item.draft().isPresent() ? appraisal.detail() : appraisal.openDetail();
        List<Outcome.RulePlace> rules = appraisal.hearing().flatMap(Hearing::decision).stream()
                .flatMap(decision -> Deciding.places(item.policy(), decision).stream()).limit(SHOWN_RULES)
                .map(place -> new Outcome.RulePlace(place.section(), place.rule(), place.line())).toList();
        return new Outcome.Refused(appraisal.reason(), detail, rules, Optional.empty());
    }

    /** What did not come as far as an appraisal, for the sender's part of it. */
    Outcome refuse(AttestationCase item, Refusal refused) {
        record(item, Operation.ATTEST, new Facts(new AuditRecord.Ruling(refused.reason(), refused.getMessage(),
                Optional.empty(), Optional.empty(), refused.reason() == Reason.DEVICE_CONFLICT ? 409 : 400), List.of()),
                Optional.empty());
        return new Outcome.Refused(refused.reason(), refused.getMessage());
    }

    /** The service's own trouble: recorded, and never as a verdict on the evidence (DO-10). */
    Outcome unavailable(AttestationCase item, Reason reason, String detail) {
        record(item, Operation.ATTEST, Facts.none(reason, detail), Optional.empty());
        return unavailable(reason, detail);
    }

    /** DO-10: no policy to judge by, so that nothing is; recorded as far as it came. */
    Outcome unreadable(AttestCall call, UnreadablePolicyException policy, long startedNanos) {
        Tenant tenant = policy.tenant();
        Facts facts = Facts.none(Reason.POLICY_UNREADABLE, policy.getMessage());
        ports.audit().append(new AuditRecord(
                called(call, tenant, call.draftPolicy().isPresent() ? Operation.ATTEST_DRAFT : Operation.ATTEST),
                basis(tenant, policy.version(), policy.hash(), facts), facts.ruling(), Optional.empty(),
                run(call, surroundings.clock().now(), startedNanos)));
        return unavailable(Reason.POLICY_UNREADABLE, policy.getMessage());
    }

    static Outcome.Unavailable unavailable(Reason reason, String detail) {
        int seconds = switch (reason.code()) {
            case "overloaded" -> 1;
            case "clock-unsound", "policy-unreadable" -> 60;
            default -> 5;
        };
        return new Outcome.Unavailable(reason, detail, Duration.ofSeconds(seconds));
    }

    private Outcome issue(AttestationCase item, Appraisal appraisal, Facts facts) {
        TokenTerms terms = terms(item, appraisal);
        Optional<SigningKey> key = key(item, terms);
        if (key.isEmpty())
            return unavailable(item, Reason.SIGNING_UNAVAILABLE, NO_KEY);
        TokenPayload payload = issuer.prepare(claims(item, appraisal), terms);
        AuditRecord.Token token = new AuditRecord.Token(key.get().kid(), payload.jti(), payload.digest());
        record(item, Operation.ATTEST, facts, Optional.of(token));
        try {
            return new Outcome.Issued(issuer.sign(payload, key.get()));
        } catch (SigningException failed) {
            LOG.log(System.Logger.Level.ERROR, "token not signed, trace {0}: {1}", item.call().traceId(),
                    failed.getMessage());
            record(item, Operation.SIGN_FAILED, Facts.none(Reason.SIGNING_UNAVAILABLE, NO_KEY), Optional.of(token));
            return unavailable(Reason.SIGNING_UNAVAILABLE, NO_KEY);
        }
    }

    /** Invariant 7: names the key that would have signed, from its public half. */
    private Outcome draft(AttestationCase item, Appraisal appraisal, Facts facts) {
        Optional<String> kid = publishedKid(item);
        if (kid.isEmpty())
            return unavailable(item, Reason.SIGNING_UNAVAILABLE, NO_KEY);
        TokenPayload payload = issuer.prepare(claims(item, appraisal), terms(item, appraisal));
        record(item, Operation.ATTEST, facts,
                Optional.of(new AuditRecord.Token(kid.get(), payload.jti(), payload.digest())));
        return new Outcome.Issued(issuer.unsecured(payload, kid.get()));
    }

    private Optional<SigningKey> key(AttestationCase item, TokenTerms terms) {
        try {
            return Optional.of(ports.keys().active(item.tenant(), terms.expiry()));
        } catch (KeyUnavailableException | EJBException | StoreException failed) {
            LOG.log(System.Logger.Level.ERROR, "signing key of {0}: {1}", item.tenant().name(), failed.getMessage());
            return Optional.empty();
        }
    }

    private Optional<String> publishedKid(AttestationCase item) {
        try {
            return ports.keys().published(item.tenant()).stream().findFirst().map(key -> key.kid());
        } catch (KeyUnavailableException | EJBException | StoreException failed) {
            LOG.log(System.Logger.Level.ERROR, "signing key of {0}: {1}", item.tenant().name(), failed.getMessage());
            return Optional.empty();
        }
    }

    /** The audience is the tenant's to set, never a policy's; a draft's signer is nobody's policy's. */
    private static JsonObject claims(AttestationCase item, Appraisal appraisal) {
        JsonObjectBuilder claims = Json.createObjectBuilder(appraisal.tokenClaims());
        item.snapshot().policySigner().filter(signer -> item.draft().isEmpty())
                .ifPresent(signer -> claims.add("x-ms-policy-signer", signer));
        item.tenant().settings().token().audience().ifPresent(audience -> claims.add("aud", audience));
        return claims.build();
    }

    /** The tenant's own lifetime shortens, never lengthens. */
    private static TokenTerms terms(AttestationCase item, Appraisal appraisal) {
        if (appraisal.form().validity().isPresent())
            return terms(item, appraisal, appraisal.form().validity().get());
        Instant until = appraisal.validUntil().orElseThrow();
        Optional<Duration> own = item.tenant().settings().token().lifetime();
        Instant end = own.map(item.at()::plus).filter(until::isAfter).orElse(until);
        Optional<Duration> fixed = item.tenant().baseline().fixedLifetime()
                .map(lifetime -> own.filter(shorter -> shorter.compareTo(lifetime) < 0).orElse(lifetime));
        return new TokenTerms(item.tenant().issuer(), item.at(), end, fixed, appraisal.form());
    }

    /**
     * "Settled", Wire: as long as the policy says, the tenant's bound and what it rests on allowing. A registered device's
     * key ends when it is revoked, and by itself never.
     */
    private static TokenTerms terms(AttestationCase item, Appraisal appraisal, Duration asked) {
        Duration longest = item.tenant().settings().token().tpmLifetime();
        TokenForm form = appraisal.form().lasting(asked.compareTo(longest) < 0 ? asked : longest);
        return new TokenTerms(item.tenant().issuer(), item.at(),
                appraisal.validUntil().orElse(item.at().plus(longest)), Optional.empty(), form);
    }

    /** What a record says of the outcome. */
    private record Facts(AuditRecord.Ruling ruling, List<AuditRecord.Document> collateral) {
        static Facts none(Reason reason, String detail) {
            return new Facts(new AuditRecord.Ruling(reason, detail, Optional.empty(), Optional.empty(), 503),
                    List.of());
        }
    }

    private static Facts facts(Appraisal appraisal, Optional<UUID> device) {
        int status = switch (appraisal.verdict()) {
            case PERMIT -> 200;
            case DENY, REJECT -> 400;
            case UNAVAILABLE -> 503;
        };
        return new Facts(new AuditRecord.Ruling(appraisal.reason(), appraisal.detail(), appraisal.hardwareId(),
                appraisal.standing(), status, appraisal.tpm().map(state -> new AuditRecord.Tpm(device, state))),
                appraisal.collateral().stream().map(AuditRecord.Document::of).toList());
    }

    private void record(AttestationCase item, Operation operation, Facts facts, Optional<AuditRecord.Token> token) {
        Operation marked = operation == Operation.ATTEST && item.draft().isPresent()
                ? Operation.ATTEST_DRAFT
                : operation;
        AuditRecord record = new AuditRecord(called(item.call(), item.tenant(), marked),
                basis(item.tenant(), item.policyVersion(), item.policy().hash(), facts), facts.ruling(), token,
                run(item.call(), item.at(), item.startedNanos()));
        ports.audit().append(record);
        if (item.tenant().settings().keepEvidenceDays().isPresent())
            KeptAppraisal.of(record, item.call().request(), item.offered()).ifPresent(keeping);
    }

    private static AuditRecord.Call called(AttestCall call, Tenant tenant, Operation operation) {
        return new AuditRecord.Call(tenant.id(), tenant.name(), call.caller(), operation, call.request().type(),
                call.request().evidence().sha256());
    }

    private static AuditRecord.Basis basis(Tenant tenant, int version, Bytes policyHash, Facts facts) {
        return new AuditRecord.Basis(version, policyHash, tenant.baseline().name(), tenant.anchors().name(),
                facts.collateral());
    }

    private AuditRecord.Run run(AttestCall call, Instant at, long startedNanos) {
        long millis = (surroundings.clock().nanos() - startedNanos) / 1_000_000;
        return new AuditRecord.Run(at, millis, surroundings.node(), call.traceId());
    }
}
