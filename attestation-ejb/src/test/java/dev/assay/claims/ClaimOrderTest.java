package dev.assay.claims;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Claims and values are ordered as they are equal. The JDK's hash tables keep equal hashes in a tree by that order; without
 * one, a policy that makes 65 536 strings of one hash has each of them compared with all.
 */
@Tag("PO-02")
class ClaimOrderTest {
    private static final List<ClaimValue> VALUES = List.of(ClaimValue.of("Aa"), ClaimValue.of("BB"), ClaimValue.of("1"),
            ClaimValue.of(""), ClaimValue.of(1), ClaimValue.of(-1), ClaimValue.of(4294967295L << 32),
            ClaimValue.of(Long.MIN_VALUE), ClaimValue.of(true), ClaimValue.of(false));

    @Test
    void isThatOfEquality() {
        List<Claim> claims = VALUES.stream().flatMap(value -> Stream.of("Aa", "BB").flatMap(type -> Stream.of(
                Claim.service(type, value), Claim.custom(type, value), Claim.policy(type, value),
                new Claim(type, value, Issuer.ATTESTATION_SERVICE, true)))).toList();
        for (Claim one : claims)
            for (Claim other : claims) {
                assertEquals(one.equals(other), one.compareTo(other) == 0, one + " and " + other);
                assertEquals(Integer.signum(one.compareTo(other)), -Integer.signum(other.compareTo(one)));
            }
    }

    @Test
    void isOfTheValuesToo() {
        assertEquals("Aa".hashCode(), "BB".hashCode());
        assertEquals(true, new ClaimValue.Text("Aa").compareTo(new ClaimValue.Text("BB")) < 0);
        assertEquals(true, new ClaimValue.Whole(-1).compareTo(new ClaimValue.Whole(1)) < 0);
    }
}
