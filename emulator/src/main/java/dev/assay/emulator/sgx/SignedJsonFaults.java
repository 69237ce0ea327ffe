package dev.assay.emulator.sgx;

import dev.assay.emulator.pki.CertificateProfile;
import dev.assay.emulator.pki.CertifiedKey;
import dev.assay.emulator.pki.EmulatedPki;
import dev.assay.emulator.pki.P256;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** Faults that TCB Info and QE identity can both have. */
final class SignedJsonFaults {
    private SignedJsonFaults() {}

    static void expired(SignedJsonDraft document, Draft draft) {
        document.dates(draft.now().minus(Duration.ofDays(30)), Faults.justBefore(draft));
    }

    static void notYet(SignedJsonDraft document, Draft draft) {
        document.dates(Faults.soonAfter(draft), draft.now().plus(Duration.ofDays(30)));
    }

    /** The same meaning in other text. */
    static void reserialised(SignedJsonDraft document) {
        document.sent(text -> text.replace("\"version\":", "\"version\": "));
    }

    static void changedAfterSigning(SignedJsonDraft document) {
        document.sent(text -> text.replace("\"tcbEvaluationDataNumber\":", "\"tcbEvaluationDataNumber\":9"));
    }

    static void memberTwice(SignedJsonDraft document) {
        document.text(text -> text.replace("\"version\":", "\"version\":1,\"version\":"));
    }

    static void dateMalformed(SignedJsonDraft document) {
        document.text(text -> text.replaceFirst("(\"issueDate\":\"[^\"]+)Z\"", "$1\""));
    }

    static void statusUnknown(SignedJsonDraft document) {
        document.text(text -> text.replaceFirst("\"tcbStatus\":\"UpToDate\"", "\"tcbStatus\":\"Foo\""));
    }

    /** The signer's certificate, signed by the root, with this change. */
    static void signer(SignedJsonDraft document, Draft draft, UnaryOperator<CertificateProfile> change) {
        document.signer(document.signer().reissued(draft.pki().root().keys(), change));
    }

    static void signerRevoked(SignedJsonDraft document, Draft draft) {
        signer(document, draft, profile -> profile.withSerial(EmulatedPki.newSerial()));
        draft.collateral().rootCrl().revoke(document.signer().serial());
    }

    static void signerOfOtherRoot(SignedJsonDraft document, Draft draft) {
        EmulatedPki other = EmulatedPki.create(draft.now());
        document.signer(other.tcbSigner()).chainEnd(other.root());
    }

    static void signerSignedByOtherKey(SignedJsonDraft document) {
        CertifiedKey signer = document.signer().reissued(P256.generate(), profile -> profile);
        document.signer(signer);
    }
}
