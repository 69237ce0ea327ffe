package dev.assay.policy;

import dev.assay.claims.Claim;
import dev.assay.claims.ClaimSet;
import dev.assay.claims.ClaimValue;
import dev.assay.claims.Issuer;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Claims as tests write them: {@code svn=3}, {@code os="w" from CustomClaim}, {@code pcrs="{}" read-only}. */
final class ClaimNotation {
    private static final Pattern CLAIM = Pattern
            .compile("([^=]+)=(\"(.*)\"|-?\\d+|true|false)(?: from (\\w+))?( read-only)?");

    private ClaimNotation() {}

    static ClaimSet claims(String... written) {
        return new ClaimSet(Arrays.stream(written).map(ClaimNotation::claim).toList());
    }

    static Claim claim(String written) {
        Matcher parts = CLAIM.matcher(written);
        if (!parts.matches())
            throw new IllegalArgumentException("not a claim: " + written);
        return new Claim(parts.group(1), value(parts), issuer(parts.group(4)), parts.group(5) != null);
    }

    static List<String> written(List<Claim> claims) {
        return claims.stream().map(claim -> claim.type() + "=" + written(claim.value())).toList();
    }

    private static ClaimValue value(Matcher parts) {
        if (parts.group(3) != null)
            return ClaimValue.of(parts.group(3));
        return switch (parts.group(2)) {
            case "true" -> ClaimValue.of(true);
            case "false" -> ClaimValue.of(false);
            default -> ClaimValue.of(Long.parseLong(parts.group(2)));
        };
    }

    private static Issuer issuer(String name) {
        return Arrays.stream(Issuer.values()).filter(issuer -> issuer.wireName().equals(name)).findFirst()
                .orElse(Issuer.ATTESTATION_SERVICE);
    }

    private static String written(ClaimValue value) {
        return switch (value) {
            case ClaimValue.Flag(var flag) -> String.valueOf(flag);
            case ClaimValue.Whole(var whole) -> String.valueOf(whole);
            case ClaimValue.Text(var text) -> "\"" + text + "\"";
        };
    }
}
