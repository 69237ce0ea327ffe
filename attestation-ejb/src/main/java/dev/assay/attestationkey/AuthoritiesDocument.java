package dev.assay.attestationkey;

import dev.assay.attestationkey.TpmAuthorities.Authority;
import dev.assay.attestationkey.TpmAuthorities.Use;
import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.json.CanonicalJson;
import dev.assay.json.StrictJson;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** {@link TpmAuthorities} as JSON; certificates and CRLs are base64 of DER. */
final class AuthoritiesDocument {
    private static final String FIELD = "authorities document";
    private static final int MAX_LENGTH = 5 * 1024 * 1024;
    private static final Set<String> MEMBERS = Set.of("authorities", "deniedKeys");
    private static final Set<String> OF_ONE = Set.of("use", "anchor", "certificate", "crl", "revocationRequired");

    private AuthoritiesDocument() {}

    static TpmAuthorities read(Bytes utf8) {
        if (utf8.length() > MAX_LENGTH)
            throw new MalformedException(FIELD, "is larger than 5 MiB");
        Members members = new Members(FIELD, StrictJson.object(FIELD, utf8), MEMBERS);
        return new TpmAuthorities(
                members.objects("authorities", OF_ONE).stream().map(AuthoritiesDocument::authority).toList(),
                new HashSet<>(members.digests("deniedKeys")));
    }

    static Bytes write(TpmAuthorities statement) {
        var authorities = Json.createArrayBuilder();
        statement.authorities().forEach(one -> authorities.add(object(one)));
        var denied = Json.createArrayBuilder();
        statement.deniedKeys().stream().map(Bytes::toHex).sorted().forEach(denied::add);
        return Bytes.utf8(CanonicalJson.write(
                Json.createObjectBuilder().add("authorities", authorities).add("deniedKeys", denied).build()));
    }

    private static Authority authority(Members one) {
        return new Authority(use(one), one.flag("anchor"),
                one.base64("certificate").orElseThrow(() -> one.refuse("certificate", "is missing")),
                one.base64("crl"), one.flag("revocationRequired"));
    }

    private static Use use(Members one) {
        String word = one.text("use");
        return Arrays.stream(Use.values()).filter(use -> use.word().equals(word)).findFirst()
                .orElseThrow(() -> one.refuse("use", "is attestation-keys or endorsement-keys"));
    }

    private static JsonObject object(Authority one) {
        var object = Json.createObjectBuilder().add("use", one.use().word()).add("anchor", one.anchor())
                .add("certificate", Members.base64(one.certificate()))
                .add("revocationRequired", one.revocationRequired());
        one.crl().ifPresent(list -> object.add("crl", Members.base64(list)));
        return object.build();
    }
}
