package dev.assay.service;

import dev.assay.approval.Proposal;
import dev.assay.approval.ProposedChange;
import dev.assay.approval.ProposedChange.AnchorSetAssignment;
import dev.assay.approval.ProposedChange.ChainInstallation;
import dev.assay.approval.ProposedChange.KeyReplacement;
import dev.assay.approval.ProposedChange.PolicyActivation;
import dev.assay.approval.ProposedChange.PolicyCertificateChange;
import dev.assay.approval.ProposedChange.PolicyReset;
import dev.assay.approval.ProposedChange.PolicyUpload;
import dev.assay.approval.ProposedChange.SettingsChange;
import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.evidence.AttestationType;
import dev.assay.persistence.SigningKeyRows;
import dev.assay.persistence.StoredKey;
import dev.assay.persistence.PolicyCertificateRows;
import dev.assay.persistence.PolicyRows;
import dev.assay.persistence.TenantStore;
import dev.assay.policy.DefaultPolicies;
import dev.assay.policy.Policy;
import dev.assay.signing.KeyAct;
import dev.assay.signing.KeyCertificates;
import dev.assay.tenant.KeptPolicy;
import dev.assay.tenant.CertificateChange;
import dev.assay.pki.CertificateOperation;
import dev.assay.tenant.PolicyChange;
import dev.assay.tenant.PolicyStanding;
import dev.assay.tenant.PolicyVersion;
import dev.assay.tenant.Tenant;
import dev.assay.tenant.TenantChange;
import dev.assay.tenant.TenantRecord;
import dev.assay.tenant.TenantSettings;
import dev.assay.token.PolicyDocument;
import dev.assay.token.PolicySigner;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Brings approved changes into force. What one transaction can do is done in that of the decision; what takes more is
 * done after it, and again until it is done: each such step changes nothing the second time.
 */
final class Applying {
    private final Stores stores;
    private final KeyDesk desk;
    private final StoredTenants directory;
    private final PolicyRules rules;

    /** What is changed. */
    record Stores(TenantStore tenants, PolicyRows policies, PolicyCertificateRows certificates, SigningKeyRows keys) {}

    /** How far a change came within the decision's transaction. */
    enum Reach {
        APPLIED,
        /** The rest is {@link #carryOut}. */
        LATER,
        /** Its object is another than it was made from. */
        OVERTAKEN
    }

    Applying(Stores stores, KeyDesk desk, StoredTenants directory, PolicyRules rules) {
        this.stores = stores;
        this.desk = desk;
        this.directory = directory;
        this.rules = rules;
    }

    /** What the object is at, to be compared with what it was when the change was proposed; empty: there is none. */
    Optional<String> base(TenantRecord tenant, ProposedChange change) {
        return switch (change) {
            case PolicyUpload upload -> Optional.of(policyVersion(tenant, upload.type()));
            case PolicyReset(var type, var document) -> Optional.of(policyVersion(tenant, type));
            case PolicyActivation activation -> Optional.of(policyVersion(tenant, activation.type()));
            case PolicyCertificateChange certificates -> Optional.of(Integer.toString(
                    stores.certificates().changes(tenant.id())));
            case KeyReplacement replacement -> Optional.of(stores.keys().read(tenant.id()).stream()
                    .filter(StoredKey::active).map(StoredKey::kid).findFirst().orElse(""));
            case ChainInstallation(var kid, var pem) -> key(tenant, kid).map(key -> key.chain().sha256().toBase64Url());
            case SettingsChange settings -> Optional.of(version(tenant));
            case AnchorSetAssignment anchors -> Optional.of(version(tenant));
        };
    }

    /** How often it was changed, and the version in force: {@code changes/version}. */
    private String policyVersion(TenantRecord tenant, AttestationType type) {
        PolicyStanding now = stores.policies().standing(tenant.id(), type);
        return now.changes() + "/" + now.version();
    }

    /** The version in force when a change of a policy was proposed; 0: the shipped one. */
    static int baseVersion(String base) {
        return Integer.parseInt(base.substring(base.indexOf('/') + 1));
    }

    private String version(TenantRecord tenant) {
        return stores.tenants().read(tenant.id()).map(made -> Integer.toString(made.tenant().version())).orElse("");
    }

    private Optional<StoredKey> key(TenantRecord tenant, String kid) {
        return stores.keys().read(tenant.id()).stream().filter(key -> key.kid().equals(kid)).findFirst();
    }

    /**
     * What is left to be done in the decision's transaction, once all that can be judged before it was.
     *
     * @throws MalformedException where it cannot come into force
     * @throws PolicyRefusal where a policy may not be changed so
     * @throws dev.assay.policy.PolicyParsingException likewise
     */
    Supplier<Reach> ready(TenantRecord tenant, ProposedChange change, TenantChange by) {
        return switch (change) {
            case PolicyUpload upload -> activating(tenant, upload, by);
            case PolicyReset(var type, var document) -> resetting(tenant, type, document, by);
            case PolicyActivation activation -> returning(tenant, activation, by);
            case PolicyCertificateChange(var operation, var document) -> listing(tenant, operation, document, by);
            case KeyReplacement replacement -> () -> Reach.LATER;
            case ChainInstallation(var kid, var pem) -> installing(tenant, kid, pem, by);
            case SettingsChange(var before, var after) -> () -> set(tenant, before, after, by);
            case AnchorSetAssignment(var before, var after) -> assigning(tenant, after, by);
        };
    }

    static Policy policy(String document) {
        return dev.assay.token.PolicyUpload.read("policy", Bytes.utf8(document)).policy();
    }

    static Policy shipped(AttestationType type) {
        return DefaultPolicies.shippedFor(type.wireName());
    }

    /**
     * Judged by the same rules as a change made at once; made from what the policy is now, so that one changed between
     * the look at its base and its lock is overtaken.
     */
    private Supplier<Reach> activating(TenantRecord tenant, PolicyUpload sent, TenantChange by) {
        var upload = dev.assay.token.PolicyUpload.read("policy", Bytes.utf8(sent.document()));
        PolicyRows.From from = stores.policies().now(tenant.id(), sent.type());
        rules.check(found(tenant), sent.type(), upload.signer());
        PolicyVersion version = new PolicyVersion(upload.policy(), upload.document(),
                upload.signer().map(PolicySigner::sha256), upload.once());
        return () -> reached(stores.policies().update(from, version, change(by, sent.note())));
    }

    private Supplier<Reach> returning(TenantRecord tenant, PolicyActivation wanted, TenantChange by) {
        PolicyRows.From from = stores.policies().now(tenant.id(), wanted.type());
        if (wanted.version() == 0) {
            rules.checkDefault(found(tenant), wanted.type());
            return () -> reached(stores.policies().reset(from, change(by, wanted.note())));
        }
        rules.checkAgain(found(tenant), wanted.type(), kept(stores.policies(), tenant, wanted));
        return () -> reached(stores.policies().activate(from, wanted.version(), change(by, wanted.note())));
    }

    static KeptPolicy kept(PolicyRows policies, TenantRecord tenant, PolicyActivation wanted) {
        return policies.find(tenant.id(), wanted.type(), wanted.version())
                .orElseThrow(() -> PolicyRefusal.operation("There is no version " + wanted.version() + "."));
    }

    private Supplier<Reach> resetting(TenantRecord tenant, AttestationType type, String document, TenantChange by) {
        PolicyRows.From from = stores.policies().now(tenant.id(), type);
        rules.check(found(tenant), type, PolicyDocument.readReset("policy", document));
        return () -> reached(stores.policies().reset(from, change(by, Optional.empty())));
    }

    /** PO-09: that its signer is listed still is looked at now, and once more in its turn. */
    private Supplier<Reach> listing(TenantRecord tenant, CertificateOperation operation, String document,
            TenantChange by) {
        CertificateChange wanted = PolicyCertificateDesk.judge(found(tenant), operation, document,
                stores.certificates().read(tenant.id()), by.at());
        return () -> switch (stores.certificates().change(tenant.id(), wanted, change(by, Optional.empty()))) {
            case MADE, SAME -> Reach.APPLIED;
            case UNLISTED, LAST, FULL, REPLAY -> Reach.OVERTAKEN;
        };
    }

    private Tenant found(TenantRecord tenant) {
        return directory.find(tenant.name())
                .orElseThrow(() -> PolicyRefusal.operation("The tenant is not served any more."));
    }

    private static PolicyChange change(TenantChange by, Optional<String> note) {
        return new PolicyChange(by.subject(), by.issuer(), by.traceId(), note, by.at());
    }

    private static Reach reached(PolicyRows.Change change) {
        return switch (change) {
            case MADE, SAME -> Reach.APPLIED;
            case CONFLICT, REPLAY -> Reach.OVERTAKEN;
        };
    }

    private Supplier<Reach> installing(TenantRecord tenant, String kid, String pem, TenantChange by) {
        StoredKey key = key(tenant, kid).orElseThrow(() -> new MalformedException("kid", "names no signing key"));
        List<X509Certificate> chain = KeyCertificates.chain(Bytes.utf8(pem), key.published(), by.at());
        return () -> stores.keys().certify(tenant.id(), kid, chain,
                new KeyAct(by.subject(), by.issuer(), by.traceId(), by.at()))
                        ? Reach.APPLIED
                        : Reach.OVERTAKEN;
    }

    private Supplier<Reach> assigning(TenantRecord tenant, String anchorSet, TenantChange by) {
        if (!directory.anchorSetNames().contains(anchorSet))
            throw new MalformedException("anchorSet", "names no anchor set of this installation's configuration");
        return () -> {
            TenantSettings now = stores.tenants().read(tenant.id()).orElseThrow().tenant().settings();
            return set(tenant, now, SecondPerson.anchored(now, anchorSet), by);
        };
    }

    /** Judged once more under the row's lock, since settings change without a decision too. */
    private Reach set(TenantRecord tenant, TenantSettings before, TenantSettings after, TenantChange by) {
        AtomicBoolean same = new AtomicBoolean();
        stores.tenants().change(tenant.id(), now -> {
            same.set(!now.deleted() && now.settings().equals(before));
            return same.get()
                    ? new TenantRecord(now.id(), now.name(), now.managed(), now.state(), after, now.version(),
                            now.dates())
                    : now;
        }, by);
        return same.get() ? Reach.APPLIED : Reach.OVERTAKEN;
    }

    /**
     * Does what no transaction can; asked again, it goes on where it stopped.
     *
     * @param act on whose word keys change
     * @return whether nothing is left to do
     * @throws dev.assay.signing.KeyUnavailableException where no key can be made
     */
    boolean carryOut(TenantRecord tenant, Proposal approved, KeyAct act) {
        return switch (approved.change()) {
            case KeyReplacement(var revoke) -> directory.find(tenant.name()).filter(found -> {
                boolean retired = desk.keeper().retire(desk.keys().owner(found), approved.base(), revoke, act);
                desk.ring().forget(found.id());
                return retired;
            }).isPresent();
            case ChainInstallation installation -> {
                desk.ring().forget(tenant.id());
                yield true;
            }
            case SettingsChange settings -> {
                directory.find(tenant.name()).ifPresent(found -> desk.keeper().tend(desk.keys().owner(found)));
                yield true;
            }
            case PolicyUpload upload -> true;
            case PolicyReset reset -> true;
            case PolicyActivation activation -> true;
            case PolicyCertificateChange certificates -> true;
            case AnchorSetAssignment assignment -> true;
        };
    }
}
