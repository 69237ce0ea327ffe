package dev.assay.cli.tpm;

import dev.assay.bytes.Bytes;
import dev.assay.cli.tpm.StateFolder.Kept;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * From the machine's TPM to a token: enrols it once, quotes, asks.
 *
 * @param endorsement the endorsement key's certificate in DER, where the TPM holds none
 * @param told receives one sentence for each step
 */
public record TpmClient(Tools tools, StateFolder state, Optional<Bytes> endorsement, Consumer<String> told) {
    /** What is asked for. @param logs in measurement order. @param sent receives the evidence before it is sent */
    public record Wish(PcrBanks banks, List<Bytes> logs, Optional<String> relyingParty, Bytes nonce,
            Consumer<SentEvidence> sent) {}

    /** @param device how the service knows this TPM. @param requestKey the key the token must name. @param token unverified */
    public record Report(Enrolled device, JsonObject requestKey, Bytes nonce, String token) {}

    /**
     * @throws TpmException where the machine does not do its part
     * @throws ExchangeException where the service answers otherwise
     * @throws dev.assay.cli.relying.UnreachableException where it does not answer
     */
    public Report attest(Exchange service, Wish wish) {
        Optional<Kept> before = state.read();
        EndorsementKey kind = before.map(Kept::kind).orElseGet(this::kind);
        LocalTpm tpm = LocalTpm.open(tools, kind);
        Kept kept = before.map(known -> loaded(tpm, known)).orElseGet(() -> made(tpm, kind, service));
        Enrolled device = kept.device().orElseGet(() -> enrolled(tpm, kept, service));
        RequestKey key = RequestKey.make();
        Challenge challenge = service.challenge();
        Bytes qualifyingData = key.binding(challenge.challenge());
        Quoted quoted = tpm.quote(wish.banks(), qualifyingData);
        told.accept("Quote: the TPM signed its registers (" + wish.banks().selection()
                + "), the service's challenge and a key made for this request.");
        RequestText text = new RequestText(challenge,
                new RequestText.Wanted(wish.relyingParty(), wish.nonce()), wish.logs(),
                RequestKey.jwk(kept.key().read().key().jca()));
        wish.sent().accept(new SentEvidence(text.attestation(quoted), qualifyingData, wish.logs()));
        String token = service.report(key.sign(text.of(quoted, key.jwk())));
        return new Report(device, key.jwk(), wish.nonce(), token);
    }

    private EndorsementKey kind() {
        Optional<EndorsementKey> certified = EndorsementKey.certified(LocalTpm.indices(tools));
        if (certified.isEmpty() && endorsement.isEmpty())
            throw new TpmException("The TPM holds no certificate of its endorsement key (indices 0x01c00002 and "
                    + "0x01c0000a): get the certificate from its maker and name it with --ek-cert.");
        return certified.orElse(EndorsementKey.RSA);
    }

    private Kept loaded(LocalTpm tpm, Kept known) {
        tpm.load(known.key());
        told.accept("Attestation key: the one kept in " + state.folder() + ".");
        return known;
    }

    /** why kept before it is enrolled: whatever happens in between, the next run goes on with the same key. */
    private Kept made(LocalTpm tpm, EndorsementKey kind, Exchange service) {
        Kept kept = new Kept(kind, tpm.make(), Optional.empty());
        state.write(kept, service.url());
        told.accept("Attestation key: made by the TPM, kept in " + state.folder() + " for this TPM's use alone.");
        return kept;
    }

    private Enrolled enrolled(LocalTpm tpm, Kept kept, Exchange service) {
        Bytes certificate = endorsement.orElseGet(tpm::certificate);
        Exchange.Hidden hidden = service.enrol(certificate, tpm.endorsementArea(), kept.key().area());
        Bytes secret = tpm.activate(hidden.idObject(), hidden.encryptedSecret());
        Enrolled device = service.activated(secret, hidden.context());
        state.write(new Kept(kept.kind(), kept.key(), Optional.of(device)), service.url());
        told.accept("Enrolment: the TPM opened what the service had hidden for it; it is device " + device.device()
                + ".");
        return device;
    }

    /** Whether a verified token answers this report: it names the key and carries the nonce. Empty where it does. */
    public static Optional<String> mismatch(Report report, JsonObject claims) {
        boolean key = claims.get("cnf") instanceof JsonObject cnf && cnf.get("jwk") instanceof JsonObject jwk
                && same(jwk, report.requestKey());
        if (!key)
            return Optional.of("the token does not name the key that signed the request (cnf)");
        return report.nonce().toBase64Url().equals(claims.getString("nonce", ""))
                ? Optional.empty()
                : Optional.of("the token does not carry the number chosen for this request (nonce)");
    }

    private static boolean same(JsonObject one, JsonObject other) {
        return List.of("kty", "n", "e").stream()
                .allMatch(name -> one.getString(name, "").equals(other.getString(name, "")));
    }
}
