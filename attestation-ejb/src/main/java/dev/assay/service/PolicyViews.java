package dev.assay.service;

import dev.assay.approval.Person;
import dev.assay.bytes.Bytes;
import dev.assay.evidence.AttestationType;
import dev.assay.persistence.PolicyRows;
import dev.assay.policy.DefaultPolicies;
import dev.assay.policy.Policy;
import dev.assay.service.PolicyView.Content;
import dev.assay.service.PolicyView.Source;
import dev.assay.service.PolicyView.Version;
import dev.assay.tenant.KeptPolicy;
import dev.assay.tenant.KeptVersion;
import dev.assay.tenant.KeptVersion.Activity;
import dev.assay.tenant.PolicyStanding;
import dev.assay.tenant.Tenant;
import dev.assay.token.PolicyDocument;
import dev.assay.token.PolicySigner;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * Shows policies and their versions. A version's row never changes, so that only {@link PolicyStanding} is to be read at
 * one instant. @param configured whether configuration gives a tenant's policy of a type
 */
record PolicyViews(PolicyRows rows, BiPredicate<String, AttestationType> configured) {
    private static final Person CONFIGURATION = new Person("assay", "configuration");

    PolicyView now(Tenant tenant, AttestationType type) {
        return at(tenant, type, rows.standing(tenant.id(), type));
    }

    PolicyView at(Tenant tenant, AttestationType type, PolicyStanding standing) {
        Source source = standing.version() == 0
                ? Source.DEFAULT
                : configured.test(tenant.name(), type) ? Source.CONFIGURATION : Source.STORED;
        return new PolicyView(type, source, standing.changes(), standing.last().map(PolicyViews::activation),
                inForce(tenant, type, standing.version()).orElseThrow());
    }

    /** With its text, and when it was in force. @param number 0: the default */
    Optional<Version> version(Tenant tenant, AttestationType type, int number) {
        return inForce(tenant, type, number).map(found -> new Version(number, found.hash(), found.documentHash(),
                found.signer(), found.stored(), Optional.of(activity(
                        rows.activity(tenant.id(), type, number, number).getOrDefault(number, Activity.NONE))),
                found.content()));
    }

    private Optional<Version> inForce(Tenant tenant, AttestationType type, int number) {
        return number == 0
                ? Optional.of(shipped(type))
                : rows.find(tenant.id(), type, number).map(PolicyViews::version);
    }

    private static Version shipped(AttestationType type) {
        Policy policy = DefaultPolicies.shippedFor(type.wireName());
        String document = PolicyDocument.unsecured(policy.text());
        return new Version(0, policy.hash(), hash(document), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.of(new Content(policy.text(), document)));
    }

    private static Version version(KeptPolicy kept) {
        KeptVersion version = kept.version();
        String document = kept.document().orElseGet(() -> PolicyDocument.unsecured(kept.text()));
        return new Version(version.version(), version.hash(), hash(document),
                version.signerSha256().map(sha256 -> signer(sha256, document)), Optional.of(stored(version)),
                Optional.empty(), Optional.of(new Content(kept.text(), document)));
    }

    private static PolicyView.Signer signer(Bytes sha256, String document) {
        return new PolicyView.Signer(sha256, PolicyDocument.read("stored policy", document).signer()
                .map(PolicySigner::certificate).map(certificate -> new PolicyView.Certificate(
                        certificate.getSubjectX500Principal().getName(), certificate.getNotAfter().toInstant())));
    }

    /** Without their texts, the newest first, older than {@code before}. */
    List<Version> page(Tenant tenant, AttestationType type, int before, int size) {
        List<KeptVersion> found = rows.page(tenant.id(), type, before, size);
        if (found.isEmpty())
            return List.of();
        Map<Integer, Activity> activity = rows.activity(tenant.id(), type, found.getLast().version(),
                found.getFirst().version());
        return found.stream().map(kept -> new Version(kept.version(), kept.hash(),
                kept.documentHash().orElseGet(() -> made(tenant, type, kept)),
                kept.signerSha256().map(sha256 -> new PolicyView.Signer(sha256, Optional.empty())),
                Optional.of(stored(kept)), Optional.of(activity(activity.getOrDefault(kept.version(), Activity.NONE))),
                Optional.empty())).toList();
    }

    /** Of the document made of a bare text; only configuration's versions are so. */
    private Bytes made(Tenant tenant, AttestationType type, KeptVersion kept) {
        return hash(PolicyDocument.unsecured(rows.find(tenant.id(), type, kept.version()).orElseThrow().text()));
    }

    private static PolicyView.Stored stored(KeptVersion kept) {
        return new PolicyView.Stored(kept.stored().at(),
                kept.stored().author().map(PolicyViews::person).orElse(CONFIGURATION), kept.stored().note());
    }

    private static PolicyView.Activity activity(Activity kept) {
        return new PolicyView.Activity(kept.times(), kept.latest().stream()
                .map(one -> new PolicyView.Interval(activation(one.activation()), one.to())).toList());
    }

    private static PolicyView.Activation activation(KeptVersion.Activation kept) {
        return new PolicyView.Activation(kept.at(), kept.operation(), person(kept.by()), kept.note());
    }

    private static Person person(KeptVersion.Author author) {
        return new Person(author.issuer(), author.subject());
    }

    private static Bytes hash(String document) {
        return Bytes.utf8(document).sha256();
    }
}
