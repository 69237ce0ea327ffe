package dev.assay.emulator.tpm;

import dev.assay.emulator.bytes.Octets;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** What a request says beside its states, and who signs it. Belongs to one thread. */
public final class RequestDraft {
    private final EmulatedTpmDevice device;
    private Version version = Version.V2;
    private Binding binding = Binding.TPM_QUOTE;
    private String hashName = "sha-256";
    private TpmKey key;
    private KeyPair signer;
    private KeyForm form = KeyForm.RSAPSS;
    private Octets sentChallenge;
    private String serviceContext;
    private String relyingParty = "";
    private final List<String> customClaims = new ArrayList<>();
    private final List<String> otherKeys = new ArrayList<>();
    private Consumer<AttestDraft> certification = draft -> {};
    private UnaryOperator<String> boundJwk = UnaryOperator.identity();
    private UnaryOperator<String> sentJwk = UnaryOperator.identity();
    private UnaryOperator<Octets> sentArea = UnaryOperator.identity();
    private UnaryOperator<String> header = UnaryOperator.identity();
    private UnaryOperator<String> payload = UnaryOperator.identity();
    private UnaryOperator<String> sent = UnaryOperator.identity();

    RequestDraft(EmulatedTpmDevice device, TpmChallenge challenge) {
        this.device = device;
        this.key = device.identity().requestKey();
        this.signer = key.keys();
        this.sentChallenge = challenge.value();
        this.serviceContext = challenge.serviceContext();
    }

    public RequestDraft version(Version other) {
        this.version = other;
        return this;
    }

    public RequestDraft binding(Binding other) {
        this.binding = other;
        return this;
    }

    /** @param name such as {@code sha-256}: what {@code hash_alg} says; the hash computed is SHA-256 all the same */
    public RequestDraft hashName(String name) {
        this.hashName = name;
        return this;
    }

    /** The request's key, which also signs. */
    public RequestDraft key(TpmKey other) {
        this.key = other;
        this.signer = other.keys();
        return this;
    }

    /** Signs in the place of the request's key. */
    public RequestDraft signer(KeyPair other) {
        this.signer = other;
        return this;
    }

    /** Another algorithm of the JWS, whatever the header says. */
    public RequestDraft signature(KeyForm other) {
        this.form = other;
        return this;
    }

    /** Changes the challenge the payload names, and not the one answered. */
    public RequestDraft challenge(UnaryOperator<Octets> change) {
        this.sentChallenge = change.apply(sentChallenge);
        return this;
    }

    public RequestDraft serviceContext(String other) {
        this.serviceContext = other;
        return this;
    }

    public RequestDraft relyingParty(String id, Octets data) {
        this.relyingParty = Json.text("rp_id", id) + "," + Json.octets("rp_data", data);
        return this;
    }

    /** @param type {@code string}, {@code integer} or {@code boolean} */
    public RequestDraft customClaim(String name, String value, String type) {
        customClaims.add(Json.object(Json.text("name", name), Json.text("value", value),
                Json.text("value_type", type)));
        return this;
    }

    /** A further key; TPM_QUOTE is not allowed for it, and written all the same. */
    public RequestDraft otherKey(TpmKey other, Binding bound, TpmChallenge challenge) {
        otherKeys.add(keyObject(other.jwk(), other, bound, challenge.value()));
        return this;
    }

    /** Changes the certification of the request's key. */
    public RequestDraft certification(Consumer<AttestDraft> change) {
        this.certification = change;
        return this;
    }

    /** Changes the JWK that is bound and sent. */
    public RequestDraft jwk(UnaryOperator<String> change) {
        this.boundJwk = change;
        return this;
    }

    /** Changes the JWK that is sent, and not the one bound. */
    public RequestDraft sentJwk(UnaryOperator<String> change) {
        this.sentJwk = change;
        return this;
    }

    /** Changes TPMT_PUBLIC of the request's key as sent. */
    public RequestDraft sentArea(UnaryOperator<Octets> change) {
        this.sentArea = change;
        return this;
    }

    /** Changes the protected header's text. */
    public RequestDraft header(UnaryOperator<String> change) {
        this.header = change;
        return this;
    }

    /** Changes the payload's text before it is signed. */
    public RequestDraft payload(UnaryOperator<String> change) {
        UnaryOperator<String> before = payload;
        this.payload = text -> change.apply(before.apply(text));
        return this;
    }

    /** Changes the compact JWS. */
    public RequestDraft sent(UnaryOperator<String> change) {
        this.sent = change;
        return this;
    }

    Version version() {
        return version;
    }

    /** What the quote's extraData is to be (maa-tpm §2.3). */
    Octets qualifyingData(Octets challenge) {
        return version == Version.V2 && binding == Binding.TPM_QUOTE
                ? Octets.join(Octets.utf8(jwk()), Octets.zero(1), challenge).sha256()
                : challenge;
    }

    private String jwk() {
        return boundJwk.apply(key.jwk());
    }

    String payload(String tpmData, Octets challenge) {
        String keys = switch (version) {
            case V1 -> Json.raw("attest_key", sentJwk.apply(jwk()));
            case V2 -> Json.raw("request_key", keyObject(sentJwk.apply(jwk()), key, binding, challenge)) + others();
        };
        String data = Json.object(relyingParty, Json.octets("challenge", sentChallenge),
                Json.raw("tpm_att_data", tpmData), keys,
                customClaims.isEmpty() ? "" : Json.raw("custom_claims", Json.array(customClaims)),
                serviceContext.isEmpty() ? "" : Json.text("service_context", serviceContext));
        return payload.apply(Json.object(Json.text("att_type", "basic"), Json.raw("att_data", data)));
    }

    private String others() {
        return otherKeys.isEmpty() ? "" : "," + Json.raw("other_keys", Json.array(otherKeys));
    }

    private String keyObject(String jwk, TpmKey bound, Binding how, Octets challenge) {
        return Json.object(Json.raw("jwk", jwk), switch (how) {
            case NONE -> "";
            case TPM_QUOTE -> info("tpm_quote", Json.object(Json.text("hash_alg", hashName)));
            case TPM_CERTIFY -> info("tpm_certify", certified(bound, challenge));
        });
    }

    private static String info(String how, String what) {
        return Json.raw("info", Json.object(Json.raw(how, what)));
    }

    private String certified(TpmKey bound, Octets challenge) {
        AttestDraft draft = device.certification(bound, challenge);
        certification.accept(draft);
        Attestation made = draft.make();
        return Json.object(Json.octets("public", sentArea.apply(bound.area())),
                Json.octets("certification", made.attest()), Json.octets("signature", made.signature()));
    }

    String signed(String payloadText) {
        return sent.apply(Jws.signed(header.apply(version.header()), payloadText, form, signer));
    }
}
