package dev.assay.tpm;

import static dev.assay.claims.Claim.service;

import dev.assay.attestationkey.AttestationKeyTrust.Trusted;
import dev.assay.claims.Claim;
import dev.assay.claims.ClaimValue;
import dev.assay.claims.Issuer;
import dev.assay.evidence.TpmState;
import dev.assay.measuredboot.BootDocuments;
import dev.assay.measuredboot.MeasuredBoot;
import dev.assay.tpm2.TpmPublic;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** What a verified request says, for the policy and for the token (maa-tpm §4, §5; maa-tokens §8). */
final class TpmClaims {
    private static final JsonProvider JSON = JsonProvider.provider();

    private final TpmRequest request;
    private final Booted booted;
    private final TpmState state;
    private final Optional<RequestKey> bound;

    TpmClaims(TpmRequest request, Booted booted, TpmState state, Optional<RequestKey> bound) {
        this.request = request;
        this.booted = booted;
        this.state = state;
        this.bound = bound;
    }

    List<Claim> incoming(Optional<Trusted> trusted, String issuer) {
        List<Claim> claims = new ArrayList<>();
        claims.add(service("aikValidated", ClaimValue.of(trusted.isPresent())));
        claims.add(service("aikPubHash", ClaimValue.of(Base64.getEncoder()
                .encodeToString(state.attestationKey().toArray()))));
        claims.add(service("tpmVersion", ClaimValue.of(2)));
        claims.add(service("vbsReportPresent", ClaimValue.of(false)));
        claims.add(service("vsmReportPresent", ClaimValue.of(false)));
        claims.addAll(bootClaims());
        addDocuments(claims);
        addState(claims, trusted);
        request.customClaims().forEach(custom -> claims.add(Claim.custom(issuer + "/" + custom.name(),
                custom.value())));
        return claims;
    }

    /** With two states a fact holds where both show it: the one before hibernation still runs. */
    private List<Claim> bootClaims() {
        List<Claim> now = booted.current().claims();
        return booted.boot().map(MeasuredBoot::claims).map(before -> now.stream()
                .map(claim -> both(claim, before)).toList()).orElse(now);
    }

    private static Claim both(Claim now, List<Claim> before) {
        boolean withdrawn = now.value().equals(ClaimValue.of(true)) && before.stream()
                .noneMatch(claim -> claim.type().equals(now.type()) && claim.value().equals(now.value()));
        return withdrawn ? service(now.type(), ClaimValue.of(false)) : now;
    }

    /** maa-tpm §5; TP-02, TP-19. maa-policy §3: {@code pcrs} is read-only, what queries make of events is not. */
    private void addDocuments(List<Claim> claims) {
        claims.add(service("events", events(booted.current())));
        booted.boot().ifPresent(boot -> claims.add(service("bootEvents", events(boot))));
        claims.add(new Claim("pcrs", ClaimValue.of(BootDocuments.pcrs(booted.registers()).toString()),
                Issuer.ATTESTATION_SERVICE, true));
        bound.ifPresent(key -> claims.add(service("x-ms-tpm-request-key", ClaimValue.of(document(key).toString()))));
        if (!request.keys().others().isEmpty()) {
            JsonArrayBuilder others = JSON.createArrayBuilder();
            request.keys().others().forEach(key -> others.add(document(key)));
            claims.add(service("x-ms-tpm-other-keys", ClaimValue.of(others.build().toString())));
        }
    }

    private static ClaimValue events(MeasuredBoot boot) {
        return ClaimValue.of(BootDocuments.events(boot.accepted(), boot.bank()).toString());
    }

    /** TP-18, for policies; names of our own. */
    private void addState(List<Claim> claims, Optional<Trusted> trusted) {
        claims.add(service("assay-tpm-reset-count", ClaimValue.of(state.resetCount())));
        claims.add(service("assay-tpm-restart-count", ClaimValue.of(state.restartCount())));
        claims.add(service("assay-tpm-clock", ClaimValue.of(state.clock() < 0 ? Long.MAX_VALUE : state.clock())));
        claims.add(service("assay-tpm-safe", ClaimValue.of(state.safe())));
        claims.add(service("assay-tpm-firmware-version", ClaimValue.of(new BootCycle(state).firmware())));
        claims.add(service("assay-tpm-ak-path", ClaimValue.of(trusted.map(known -> known.path().word())
                .orElse("none"))));
    }

    /** maa-tpm §5.4. */
    private static JsonObject document(RequestKey key) {
        JsonObjectBuilder document = JSON.createObjectBuilder().add("jwk", key.jwk().json());
        switch (key.binding()) {
            case KeyBinding.None none -> {}
            case KeyBinding.Quoted quoted -> document.add("info", JSON.createObjectBuilder().add("tpm_quote",
                    JSON.createObjectBuilder().add("hash_alg", quoted.hashName())));
            case KeyBinding.Certified certified -> document.add("info", JSON.createObjectBuilder().add("tpm_certify",
                    area(certified.area())));
        }
        return document.build();
    }

    private static JsonObjectBuilder area(TpmPublic area) {
        return JSON.createObjectBuilder().add("name_alg", area.nameAlg().id())
                .add("obj_attr", area.attributes().bits()).add("auth_policy", area.authPolicy().toBase64Url());
    }

    /** maa-tokens §8. EV-13: a key is named only where the TPM vouches for it. */
    JsonObject token() {
        JsonObjectBuilder token = JSON.createObjectBuilder().add("ver", "1.0");
        request.relyingParty().data().ifPresent(data -> token.add("rp_data", data).add("nonce", data));
        bound.ifPresent(key -> token.add("cnf", JSON.createObjectBuilder().add("jwk", key.jwk().bare())));
        return token.build();
    }
}
