package dev.assay.emulator.tpm;

import dev.assay.emulator.bytes.Octets;
import java.security.KeyPair;
import java.util.function.Consumer;

/** Mistakes in who signs a request (D.1a), and in how its keys are bound (D.4a). */
public enum TpmRequestMistake implements TpmMistake {
    /** TP-20: signed by a key that is not in the request. */
    REQUEST_SIGNED_BY_OTHER_KEY("D.1a", draft -> draft.request().signer(KeyForm.rsa(2048))),
    /** TP-20: the payload says something else than what was signed. */
    REQUEST_CHANGED_AFTER_SIGNING("D.1a", draft -> draft.request().relyingParty("https://mine.example", Octets.zero(1))
            .sent(TpmRequestMistake::forAnother)),
    /** JW-01: the header says PS256, and the padding is that of RS256. */
    REQUEST_SIGNATURE_OTHER_PADDING("D.1a", draft -> draft.request().signature(KeyForm.RSASSA)),
    /** JW-01: the signature is empty. */
    REQUEST_SIGNATURE_EMPTY("D.1a", draft -> draft.request().sent(jws -> jws.substring(0, jws.lastIndexOf('.') + 1))),
    /** JW-03: the request's key is RSA of 1024 bits, and signs rightly. */
    REQUEST_KEY_SMALL("D.1a", draft -> draft.request()
            .key(new TpmKey(KeyForm.rsa(1024), KeyForm.RSAPSS, Attribute.OF_SIGNING_KEY))),
    /** JW-03: the request's key is elliptic, and signs as such keys do. */
    REQUEST_KEY_ELLIPTIC("D.1a", draft -> draft.request().signature(KeyForm.ECDSA)
            .key(new TpmKey(KeyForm.ECDSA.generate(), KeyForm.ECDSA, Attribute.OF_SIGNING_KEY))),

    /** maa-tpm 2.3: beside a quote, the request's key is bound to nothing. */
    KEY_UNBOUND("D.4a", draft -> draft.request().binding(Binding.NONE)),
    /** maa-tpm 2.3: the key says that the quote names it, and the quote has the challenge alone. */
    KEY_NOT_IN_THE_QUOTE("D.4a",
            draft -> draft.state().quote(quote -> quote.extraData(data -> draft.challenge().value()))),
    /** maa-tpm 2.3: the key is certified for another challenge. */
    KEY_CERTIFIED_FOR_OTHER_CHALLENGE("D.4a",
            draft -> certified(draft, made -> made.extraData(data -> data.flipped(0)))),
    /** maa-tpm 2.3: the key is certified by a key that is not the attestation key. */
    KEY_CERTIFIED_BY_OTHER_KEY("D.4a", draft -> certified(draft,
            made -> made.signer(TpmKey.attestationKey(draft.device().identity().attestationKey().form())))),
    /** maa-tpm 2.3: the certification was changed after it was signed. */
    KEY_CERTIFICATION_CHANGED("D.4a", draft -> certified(draft,
            made -> made.sentOctets(sent -> sent.flipped(sent.length() - 1)))),
    /** TP-01: the certification's type is that of a quote. */
    KEY_CERTIFICATION_IS_A_QUOTE("D.4a", draft -> certified(draft, made -> made.type(AttestDraft.QUOTE)
            .body(body -> Octets.big32(0).then(Marshal.sized(Octets.zero(32)))))),
    /** maa-tpm 2.3: another object is certified than the one sent. */
    KEY_CERTIFICATION_OF_OTHER_KEY("D.4a", draft -> {
        TpmKey other = TpmKey.requestKey();
        certified(draft, made -> made.body(body -> Marshal.sized(other.name()).then(Marshal.sized(other.name()))));
    }),
    /** maa-tpm 2.3: the public area says another attribute than what is certified. */
    KEY_AREA_CHANGED("D.4a", draft -> draft.request().binding(Binding.TPM_CERTIFY)
            .sentArea(area -> area.with(4, Octets.big32(Attribute.bits(Attribute.OF_ATTESTATION_KEY))))),
    /** maa-tpm 2.3: what is certified is a key of the TPM, and the JWK is another, which signs. */
    KEY_JWK_NOT_CERTIFIED("D.4a", TpmRequestMistake::otherJwk),
    /** maa-tpm 2.3: a further key says {@code tpm_quote}, which only the request's may. */
    OTHER_KEY_BOUND_BY_QUOTE("D.4a", draft -> draft.request().otherKey(TpmKey.requestKey(), Binding.TPM_QUOTE,
            draft.challenge()));

    private final String step;
    private final Consumer<TpmDraft> change;

    TpmRequestMistake(String step, Consumer<TpmDraft> change) {
        this.step = step;
        this.change = change;
    }

    @Override
    public String step() {
        return step;
    }

    @Override
    public void make(TpmDraft draft) {
        change.accept(draft);
    }

    private static void certified(TpmDraft draft, Consumer<AttestDraft> change) {
        draft.request().binding(Binding.TPM_CERTIFY).certification(change);
    }

    private static void otherJwk(TpmDraft draft) {
        TpmKey certified = draft.device().identity().requestKey();
        KeyPair other = KeyForm.rsa(2048);
        draft.request().binding(Binding.TPM_CERTIFY)
                .sentJwk(jwk -> new TpmKey(other, certified.form(), certified.attributes()).jwk()).signer(other);
    }

    private static String forAnother(String jws) {
        String[] parts = jws.split("\\.");
        String payload = Octets.base64Url(parts[1]).asUtf8().replace("https://mine.example", "https://your.example");
        return parts[0] + "." + Octets.utf8(payload).toBase64Url() + "." + parts[2];
    }
}
