package dev.assay.claims;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Claims in the order they were made; the same type may occur more than once. Immutable. */
public record ClaimSet(List<Claim> claims) implements Iterable<Claim> {
    public static final ClaimSet EMPTY = new ClaimSet(List.of());

    public ClaimSet {
        claims = List.copyOf(claims);
    }

    public static ClaimSet of(Claim... claims) {
        return new ClaimSet(List.of(claims));
    }

    public ClaimSet with(Claim claim) {
        List<Claim> more = new ArrayList<>(claims);
        more.add(claim);
        return new ClaimSet(more);
    }

    public List<Claim> ofType(String type) {
        return claims.stream().filter(claim -> claim.type().equals(type)).toList();
    }

    @Override
    public Iterator<Claim> iterator() {
        return claims.iterator();
    }
}
