package dev.assay.attestationkey;

import java.math.BigInteger;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The fingerprint of CVE-2017-15361 (Nemec et al., "The Return of Coppersmith's Attack", CCS 2017, 3): primes of the form
 * k·M + (65537^a mod M), M a product of the first primes, so that modulo each of them the modulus is a power of 65537. A
 * sound key fits by chance once in some 200 million.
 */
final class Roca {
    /** The odd ones that are in M for every length of key. */
    static final List<Integer> PRIMES = List.of(3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71,
            73, 79, 83, 89, 97, 101, 103, 107, 109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167);
    private static final int GENERATOR = 65_537;
    private static final Map<Integer, BitSet> POWERS = powers();

    private Roca() {}

    static boolean fits(BigInteger modulus) {
        return POWERS.entrySet().stream()
                .allMatch(one -> one.getValue().get(modulus.mod(BigInteger.valueOf(one.getKey())).intValue()));
    }

    /** Bit n: n is a power of 65537 modulo the prime; the published tables hold the same bits. */
    static BitSet powers(int prime) {
        BitSet powers = new BitSet(prime);
        for (int power = 1; !powers.get(power); power = power * GENERATOR % prime) {
            powers.set(power);
        }
        return powers;
    }

    private static Map<Integer, BitSet> powers() {
        Map<Integer, BitSet> powers = new LinkedHashMap<>();
        PRIMES.forEach(prime -> powers.put(prime, powers(prime)));
        return powers;
    }
}
