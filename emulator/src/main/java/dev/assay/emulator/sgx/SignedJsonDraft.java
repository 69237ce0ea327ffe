package dev.assay.emulator.sgx;

import dev.assay.emulator.bytes.Octets;
import dev.assay.emulator.pki.CertifiedKey;
import dev.assay.emulator.pki.EmulatedPki;
import dev.assay.emulator.pki.P256;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What TCB Info and QE identity share: an inner object, signed as text by the TCB signer, within an outer one. Belongs
 * to one thread.
 */
public abstract sealed class SignedJsonDraft permits TcbInfoDraft, QeIdentityDraft {
    /** The evaluation number unless told otherwise. */
    public static final int EVALUATION_NUMBER = 20;

    private final String member;
    private String id;
    private int version;
    private Instant issueDate;
    private Instant nextUpdate;
    private int evaluationNumber = EVALUATION_NUMBER;
    private CertifiedKey signer;
    private KeyPair signingKeys;
    private CertifiedKey chainEnd;
    private UnaryOperator<String> text = UnaryOperator.identity();
    private UnaryOperator<Octets> signature = UnaryOperator.identity();
    private UnaryOperator<String> sent = UnaryOperator.identity();
    private boolean absent;
    private boolean chainAbsent;

    SignedJsonDraft(String member, String id, int version, EmulatedPki pki, Instant now) {
        this.member = member;
        this.id = id;
        this.version = version;
        this.issueDate = now.minus(Duration.ofMinutes(5)).truncatedTo(ChronoUnit.SECONDS);
        this.nextUpdate = issueDate.plus(Duration.ofDays(30));
        this.chainEnd = pki.root();
        signer(pki.tcbSigner());
    }

    public final SignedJsonDraft id(String value) {
        this.id = value;
        return this;
    }

    public final SignedJsonDraft version(int value) {
        this.version = value;
        return this;
    }

    /** When the document was issued, and until when it is good. */
    public final SignedJsonDraft dates(Instant issue, Instant next) {
        this.issueDate = issue;
        this.nextUpdate = next;
        return this;
    }

    public final SignedJsonDraft evaluationNumber(int value) {
        this.evaluationNumber = value;
        return this;
    }

    /** Another signer, its certificate first in the issuer chain. */
    public final SignedJsonDraft signer(CertifiedKey other) {
        this.signer = other;
        this.signingKeys = other.keys();
        return this;
    }

    public final CertifiedKey signer() {
        return signer;
    }

    /** Signs with keys the issuer chain does not know. */
    public final SignedJsonDraft signingKeys(KeyPair keys) {
        this.signingKeys = keys;
        return this;
    }

    /** The last certificate of the issuer chain. */
    public final SignedJsonDraft chainEnd(CertifiedKey root) {
        this.chainEnd = root;
        return this;
    }

    /** Changes the inner object's text before it is signed. */
    public final SignedJsonDraft text(UnaryOperator<String> change) {
        this.text = change;
        return this;
    }

    public final SignedJsonDraft signature(UnaryOperator<Octets> change) {
        this.signature = change;
        return this;
    }

    /** Changes the whole document after it was signed. */
    public final SignedJsonDraft sent(UnaryOperator<String> change) {
        this.sent = change;
        return this;
    }

    public final SignedJsonDraft absent() {
        this.absent = true;
        return this;
    }

    public final SignedJsonDraft issuerChainAbsent() {
        this.chainAbsent = true;
        return this;
    }

    /** The members after the evaluation number, in order. */
    abstract String[] body();

    /** The members between the dates and the evaluation number. */
    abstract String[] subject();

    private String inner() {
        String head = JsonText.object(JsonText.member("id", JsonText.quoted(id)), JsonText.member("version", version),
                JsonText.member("issueDate", JsonText.quoted(issueDate.toString())),
                JsonText.member("nextUpdate", JsonText.quoted(nextUpdate.toString())));
        return joined(head, JsonText.object(subject()),
                JsonText.object(JsonText.member("tcbEvaluationDataNumber", evaluationNumber)), JsonText.object(body()));
    }

    /** The members of these objects in one. */
    private static String joined(String... objects) {
        StringBuilder members = new StringBuilder();
        for (String object : objects)
            members.append(members.isEmpty() || object.length() == 2 ? "" : ",").append(object, 1, object.length() - 1);
        return "{" + members + "}";
    }

    /** The document as PCS sends it; empty where it is to be absent. */
    final Optional<Octets> make() {
        if (absent)
            return Optional.empty();
        String signed = text.apply(inner());
        Octets seal = signature.apply(P256.sign(signingKeys.getPrivate(), Octets.utf8(signed)));
        return Optional.of(Octets.utf8(sent.apply(JsonText.object(JsonText.member(member, signed),
                JsonText.member("signature", JsonText.quoted(seal.toHex()))))));
    }

    /** Signer and root in PEM; empty where the chain is to be absent. */
    final Optional<Octets> issuerChain() {
        return absent || chainAbsent ? Optional.empty() : Optional.of(Octets.utf8(signer.pem() + chainEnd.pem()));
    }
}
