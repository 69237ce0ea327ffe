package dev.assay.approval;

import dev.assay.evidence.AttestationType;
import dev.assay.tenant.TenantSettings;
import java.util.List;
import java.util.Optional;

/** A change as it is proposed, whole, so that what is approved is what comes into force. */
public sealed interface ProposedChange {
    /**
     * @param document as it was sent: a compact JWS, which is verified again when it comes into force
     * @param note why, in the proposer's words; stored with the version
     */
    record PolicyUpload(AttestationType type, String document, Optional<String> note) implements ProposedChange {
        public PolicyUpload(AttestationType type, String document) {
            this(type, document, Optional.empty());
        }
    }

    /** Back to the policy the service ships. @param document as it was sent with it; may be empty */
    record PolicyReset(AttestationType type, String document) implements ProposedChange {}

    /** A version by its number, or back to the policy the service ships. @param version 0: that one. @param note why */
    record PolicyActivation(AttestationType type, int version, Optional<String> note) implements ProposedChange {}

    /** Emergency rotation. @param revoke whether tokens of the old key are to verify no more */
    record KeyReplacement(boolean revoke) implements ProposedChange {}

    /** A chain an authority issued for a signing key. @param pem the key's certificate first */
    record ChainInstallation(String kid, String pem) implements ProposedChange {}

    /** @param before settings it was made from. @param after all of them as they are to be */
    record SettingsChange(TenantSettings before, TenantSettings after) implements ProposedChange {
        /** What of them it changes, by name. */
        public List<Difference> differences() {
            return Difference.between(SettingsText.json(before), SettingsText.json(after));
        }
    }

    /** Both by name. */
    record AnchorSetAssignment(String before, String after) implements ProposedChange {}

    default Matter matter() {
        return switch (this) {
            case PolicyUpload upload -> Matter.POLICY;
            case PolicyReset reset -> Matter.POLICY;
            case PolicyActivation activation -> Matter.POLICY;
            case KeyReplacement replacement -> Matter.KEYS;
            case ChainInstallation installation -> Matter.KEYS;
            case SettingsChange change -> Matter.SETTINGS;
            case AnchorSetAssignment assignment -> Matter.ANCHOR_SET;
        };
    }

    /** Lower case with hyphens, as stored and shown. */
    default String kind() {
        return switch (this) {
            case PolicyUpload upload -> "policy-upload";
            case PolicyReset reset -> "policy-reset";
            case PolicyActivation activation -> "policy-activation";
            case KeyReplacement replacement -> "key-replacement";
            case ChainInstallation installation -> "chain-installation";
            case SettingsChange change -> "settings-change";
            case AnchorSetAssignment assignment -> "anchor-set-assignment";
        };
    }
}
