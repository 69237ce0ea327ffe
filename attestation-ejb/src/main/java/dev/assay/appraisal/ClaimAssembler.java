package dev.assay.appraisal;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.claims.Claim;
import dev.assay.claims.ClaimSet;
import dev.assay.claims.ClaimValue;
import dev.assay.collateral.AnchorSet;
import dev.assay.evidence.HeldData;
import dev.assay.evidence.Reason;
import dev.assay.evidence.Refusal;
import dev.assay.evidence.Verification;
import dev.assay.json.StrictJson;
import dev.assay.policy.Policy;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Step 24: binds held data to the evidence, makes the claims for the policy and, afterwards, those for the token. */
final class ClaimAssembler {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int DIGEST = 32;

    private final AppraisalRequest request;
    private final Verification verification;
    private final List<String> heldDataClaims;

    ClaimAssembler(AppraisalRequest request, Verification verification, List<String> heldDataClaims) {
        this.request = request;
        this.verification = verification;
        this.heldDataClaims = heldDataClaims;
    }

    /** EV-08: refuses where a held-data digest is not the bound one. */
    void checkBindings() {
        request.runtimeData().ifPresent(data -> checkBound("runtimeData", "report data", data,
                verification.runtimeBinding(), Reason.RUNTIME_DATA_MISMATCH));
        request.initTimeData().ifPresent(data -> checkBound("initTimeData", "configuration id", data,
                verification.initTimeBinding(), Reason.INIT_TIME_DATA_MISMATCH));
        json(request.runtimeData(), "runtimeData");
        json(request.initTimeData(), "initTimeData");
    }

    private static void checkBound(String field, String where, HeldData data, Optional<Bytes> binding, Reason reason) {
        if (binding.isEmpty()) {
            throw new Refusal(reason, field + ": this evidence has no " + where + " that could bind it");
        }
        Bytes bound = binding.get();
        boolean holds = data.data().sha256().matches(bound.slice(0, DIGEST))
                && bound.slice(DIGEST, bound.length()).allZero();
        if (!holds) {
            throw new Refusal(reason, field + ": the evidence's " + where
                    + " is not SHA-256 of the data followed by 32 zero octets");
        }
    }

    /** The incoming set: the scheme's claims, and the bound data where it is binary. */
    ClaimSet incoming() {
        ClaimSet claims = verification.claims();
        Optional<String> held = binaryRuntimeData();
        if (held.isEmpty())
            return claims;
        for (String name : heldDataClaims) {
            String incoming = name.startsWith("x-ms-") ? name : "$" + name;
            claims = claims.with(Claim.service(incoming, ClaimValue.of(held.get())));
        }
        return claims;
    }

    /** The payload less registered claims: the service's own, then what the policy issued (maa-tokens §3, §9). */
    JsonObject token(Policy policy, List<Claim> issued, AnchorSet anchors) {
        JsonObjectBuilder token = JSON.createObjectBuilder();
        JsonObject fromPolicy = policyClaims(issued);
        fromPolicy.forEach(token::add);
        // Added last, so that no policy claim can stand in a service claim's place (EV-10, JW-08).
        verification.tokenClaims().forEach(token::add);
        // maa-tokens §8, §11: tokens of TPMs have the policy's claims once.
        if (!fromPolicy.isEmpty() && verification.tpm().isEmpty())
            token.add("x-ms-policy", fromPolicy);
        token.add("x-ms-policy-hash", policy.hash().toBase64Url()).add("x-ms-ver", "1.0");
        binaryRuntimeData().ifPresent(held -> heldDataClaims.forEach(name -> token.add(name, held)));
        json(request.runtimeData(), "runtimeData").ifPresent(data -> token.add("x-ms-runtime", data));
        json(request.initTimeData(), "initTimeData").ifPresent(data -> token.add("x-ms-inittime", data));
        request.nonce().ifPresent(nonce -> token.add("nonce", nonce));
        if (!anchors.vendor())
            token.add("assay-nonvendor-anchor", anchors.name()); // BS-11
        if (verification.collateralExpired())
            token.add("collateral-expired", true); // CO-02
        return token.build();
    }

    private Optional<String> binaryRuntimeData() {
        return request.runtimeData().filter(data -> data.kind() == HeldData.Kind.BINARY)
                .map(data -> data.data().toBase64Url());
    }

    private static Optional<JsonObject> json(Optional<HeldData> held, String field) {
        return held.filter(data -> data.kind() == HeldData.Kind.JSON).map(data -> {
            try {
                return StrictJson.object(field, withoutTerminator(data.data()));
            } catch (MalformedException refused) {
                throw new Refusal(Reason.RUNTIME_DATA_MALFORMED, refused.getMessage());
            }
        });
    }

    /** why: C programs send their string's NUL along; the hosted service is recorded accepting one. */
    private static Bytes withoutTerminator(Bytes data) {
        int last = data.length() - 1;
        return last >= 0 && data.at(last) == 0 ? data.slice(0, last) : data;
    }

    /** One value of a type is a scalar, several are an array in the order of issue. */
    private static JsonObject policyClaims(List<Claim> issued) {
        Map<String, JsonArrayBuilder> byType = new LinkedHashMap<>();
        issued.forEach(claim -> byType.computeIfAbsent(claim.type(), type -> JSON.createArrayBuilder())
                .add(value(claim.value())));
        JsonObjectBuilder claims = JSON.createObjectBuilder();
        byType.forEach((type, values) -> {
            var array = values.build();
            claims.add(type, array.size() == 1 ? array.getFirst() : array);
        });
        return claims.build();
    }

    private static JsonValue value(ClaimValue value) {
        return switch (value) {
            case ClaimValue.Flag(boolean flag) -> flag ? JsonValue.TRUE : JsonValue.FALSE;
            case ClaimValue.Whole(long whole) -> JSON.createValue(whole);
            case ClaimValue.Text(String text) -> JSON.createValue(text);
        };
    }
}
