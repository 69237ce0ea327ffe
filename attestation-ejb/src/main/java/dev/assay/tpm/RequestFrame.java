package dev.assay.tpm;

import dev.assay.bytes.Base64Url;
import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.evidence.Reason;
import dev.assay.evidence.Refusal;
import dev.assay.json.StrictJson;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The request without a look at what it says: a compact JWS taken apart, or on the command line its payload alone.
 *
 * @param signature empty for a payload alone
 * @param text the payload's, as sent
 * @param payload the same, read
 */
record RequestFrame(Version version, Optional<RequestSignature> signature, String text, JsonObject payload) {
    private static final int LONGEST = 16 * 1024 * 1024;
    private static final String HEADER = "request header";
    private static final String PAYLOAD = "request payload";
    /** kid names a key and changes nothing: the payload's own key signs (maa-tpm §2). */
    private static final Set<String> HEADER_MEMBERS = Set.of("alg", "typ", "kid");

    /** Of the protocol's request message (maa-tpm §2). */
    enum Version {
        V1,
        V2
    }

    static RequestFrame read(Bytes octets) {
        if (octets.length() > LONGEST)
            throw new MalformedException("request", "is larger than 16 MiB");
        if (octets.length() > 0 && octets.at(0) == '{')
            return frame(Version.V2, Optional.empty(), octets);
        String[] parts = new String(octets.toArray(), StandardCharsets.ISO_8859_1).split("\\.", 4);
        if (parts.length != 3)
            throw new MalformedException("request", "is not a compact JWS of three parts (RFC 7515, 3.1)");
        Version version = version(StrictJson.object(HEADER, Base64Url.decode(HEADER, parts[0])));
        Bytes payload = Base64Url.decode(PAYLOAD, parts[1]);
        return frame(version, Optional.of(new RequestSignature(Bytes.utf8(parts[0] + "." + parts[1]),
                Base64Url.decode("request signature", parts[2]))), payload);
    }

    private static RequestFrame frame(Version version, Optional<RequestSignature> signature, Bytes payload) {
        return new RequestFrame(version, signature, StrictJson.decode(PAYLOAD, payload),
                StrictJson.object(PAYLOAD, payload));
    }

    /** JW-01, JW-04: one algorithm, two types, and nothing that would have to be understood. */
    private static Version version(JsonObject header) {
        Fields fields = new Fields(HEADER, header);
        header.keySet().stream().filter(name -> !HEADER_MEMBERS.contains(name)).findFirst().ifPresent(name -> {
            throw new MalformedException(HEADER, "has a member besides alg, typ and kid");
        });
        if (!fields.text("alg", 64).orElse("").equals("PS256"))
            throw fields.refuse("alg", "is not PS256");
        return switch (fields.text("typ", 64).orElse("")) {
            case "attReq" -> Version.V1;
            case "attReqV2" -> Version.V2;
            default -> throw fields.refuse("typ", "is neither attReq nor attReqV2");
        };
    }

    /** Where everything but {@code att_type} stands: in {@code att_data}, or beside it. */
    Fields data() {
        Fields whole = new Fields("", payload);
        checkType(whole);
        Fields data = whole.object("att_data").orElse(whole);
        if (data != whole && Stream.of("challenge", "tpm_att_data", "request_key", "attest_key").anyMatch(whole::has))
            throw new MalformedException("att_data", "stands beside members that belong in it");
        if (data.has("report_signed") || data.has("vsm_report"))
            throw vbs("att_data holds a VBS report");
        return data;
    }

    private void checkType(Fields whole) {
        String type = whole.text("att_type", 16).orElseGet(() -> {
            if (signature.isPresent())
                throw whole.refuse("att_type", "is missing");
            return "basic";
        });
        switch (type) {
            case "basic" -> {}
            case "vbs", "vsm" -> throw vbs("att_type is " + type);
            default -> throw whole.refuse("att_type", "is neither basic nor vbs");
        }
    }

    private static Refusal vbs(String what) {
        return new Refusal(Reason.VBS_UNSUPPORTED, what + "; this release does not judge VBS enclaves");
    }
}
