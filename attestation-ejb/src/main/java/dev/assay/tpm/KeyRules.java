package dev.assay.tpm;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.evidence.Reason;
import dev.assay.evidence.Refusal;
import dev.assay.pki.UnsoundException;
import dev.assay.tpm.KeyBinding.Certified;
import dev.assay.tpm.KeyBinding.None;
import dev.assay.tpm.KeyBinding.Quoted;
import dev.assay.tpm2.TpmHash;
import java.util.Optional;

/** D.4 and D.4a: the quote is of this exchange, and the keys sent along are the TPM's where they say so (maa-tpm §2.3). */
final class KeyRules {
    private final TpmRequest request;
    private final SigningKey signer;

    KeyRules(TpmRequest request, SigningKey signer) {
        this.request = request;
        this.signer = signer;
    }

    /** TP-02. @throws Refusal {@code CHALLENGE_MISMATCH} */
    String checkChallenge() {
        Bytes extraData = request.current().quote().extraData();
        if (extraData.matches(request.challenge()))
            return "extraData is the challenge";
        if (quoted().filter(extraData::matches).isPresent())
            return "extraData is the digest of request_key.jwk and the challenge";
        throw new Refusal(Reason.CHALLENGE_MISMATCH, quoted().isPresent()
                ? "the quote's extraData is not the digest of request_key.jwk as sent, a zero octet and the challenge"
                : "the quote's extraData is not the challenge");
    }

    private Optional<Bytes> quoted() {
        return request.keys().signer().filter(key -> key.binding() instanceof Quoted)
                .map(key -> ((Quoted) key.binding()).expected(key.raw(), request.challenge()));
    }

    /** @throws Refusal {@code KEY_BINDING_INVALID} */
    String checkKeys() {
        String signed = request.keys().signer().map(this::checkSigner).orElse("the request brings no key of its own");
        for (RequestKey other : request.keys().others()) {
            checkOther(other);
        }
        int others = request.keys().others().size();
        return others == 0 ? signed : signed + "; " + others + " other keys as they say";
    }

    private String checkSigner(RequestKey key) {
        return switch (key.binding()) {
            case None none -> checkUnbound();
            case Quoted quoted -> {
                if (!quoted.expected(key.raw(), request.challenge()).matches(request.current().quote().extraData()))
                    throw refusal("request_key says tpm_quote, but the quote's extraData does not name it");
                yield "the quote names request_key";
            }
            case Certified certified -> {
                checkCertified("request_key", key, certified);
                yield "the attestation key certifies request_key";
            }
        };
    }

    /** A key bound to nothing is no use beside a quote; version 1 has no way to bind one. */
    private String checkUnbound() {
        if (!request.windows() && request.signature().isPresent())
            throw refusal(
                    "request_key is bound by neither tpm_quote nor tpm_certify, which a request with a quote needs");
        return "the key that signs is bound to nothing the TPM signed, so the token does not name it";
    }

    private void checkOther(RequestKey key) {
        switch (key.binding()) {
            case None none -> {}
            case Quoted quoted -> throw refusal("other_keys says tpm_quote, which only request_key may");
            case Certified certified -> checkCertified("other_keys", key, certified);
        }
    }

    private void checkCertified(String field, RequestKey key, Certified certified) {
        try {
            signer.verify(certified.certification(), certified.signature());
            require(certified.certification().extraData().matches(request.challenge()), field,
                    "certification's extraData is not the challenge");
            // TP-07: a SHA-1 Name can be made to be two objects'.
            require(certified.area().nameAlg() != TpmHash.SHA1, field, "public has a SHA-1 Name");
            require(certified.certification().certified().name().matches(certified.area().name()), field,
                    "certification is not of the object in public");
            require(key.jwk().spki().matches(Jwk.spki(certified.area().key().jca())), field,
                    "jwk is not the key in public");
        } catch (UnsoundException | MalformedException refused) {
            throw refusal(field + "'s certification: " + refused.getMessage());
        }
    }

    private static void require(boolean holds, String field, String what) {
        if (!holds)
            throw refusal(field + "'s " + what);
    }

    private static Refusal refusal(String what) {
        return new Refusal(Reason.KEY_BINDING_INVALID, what);
    }

    /** The key a relying party may ask to prove possession of; only one the TPM vouches for. */
    Optional<RequestKey> bound() {
        return request.keys().signer().filter(key -> !(key.binding() instanceof None));
    }
}
