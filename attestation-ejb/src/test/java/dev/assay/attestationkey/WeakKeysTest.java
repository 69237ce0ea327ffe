package dev.assay.attestationkey;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.pki.UnsoundException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("TP-10")
class WeakKeysTest {
    private static final BigInteger F4 = BigInteger.valueOf(65_537);
    private final Random random = new Random(20171016);

    @Test
    void acceptsSoundKeys() {
        for (PublicKey key : List.of(Draft.rsaKeys(2048).getPublic(), Draft.ecKeys().getPublic())) {
            assertDoesNotThrow(() -> WeakKeys.check(key, Set.of()));
        }
    }

    @Test
    void refusesModulusOfRocaStructure() {
        BigInteger modulus = rocaPrime().multiply(rocaPrime());
        assertTrue(Roca.fits(modulus));
        refused("ROCA", rsa(modulus, F4));
    }

    /** One of two primes of the structure does not make the modulus a power of 65537. */
    @Test
    void tellsModulusOfOneSoundPrimeFromRoca() {
        assertFalse(Roca.fits(rocaPrime().multiply(BigInteger.probablePrime(1024, random))));
    }

    /** The detector's published markers, one bit a residue, for 11, 13, 17, 19 and 37. */
    @Test
    void holdsTheResiduesThatWerePublished() {
        List<Long> markers = List.of(1026L, 5658L, 107_286L, 199_410L);
        List<Integer> primes = List.of(11, 13, 17, 19);
        for (int i = 0; i < primes.size(); i++) {
            assertEquals(markers.get(i), Roca.powers(primes.get(i)).toLongArray()[0], "prime " + primes.get(i));
        }
    }

    @Test
    void refusesOtherExponentThanATpms() {
        BigInteger modulus = ((RSAPublicKey) Draft.rsaKeys(2048).getPublic()).getModulus();
        refused("exponent 65537", rsa(modulus, BigInteger.valueOf(3)));
        refused("its key is not", rsa(modulus, BigInteger.valueOf(65_536)));
    }

    @Test
    void refusesModulusOutOfSize() {
        refused("its key is not", Draft.rsaKeys(1024).getPublic());
        refused("2048 to 4096", rsa(BigInteger.ONE.shiftLeft(4999).setBit(0), F4));
    }

    @Test
    void refusesModulusThatIsNoProductOfTwoLargePrimes() {
        BigInteger prime = BigInteger.probablePrime(1024, random);
        BigInteger odd = BigInteger.valueOf(101).multiply(BigInteger.probablePrime(2042, random));
        refused("is a square", rsa(prime.multiply(prime).bitLength() == 2048 ? prime.multiply(prime) : square(), F4));
        refused("small factor", rsa(odd, F4));
        refused("its key is not", rsa(BigInteger.ONE.shiftLeft(2047), F4));
    }

    private BigInteger square() {
        BigInteger prime = BigInteger.ONE.shiftLeft(1023).add(BigInteger.ONE.shiftLeft(1022)).nextProbablePrime();
        return prime.multiply(prime);
    }

    /** k·M + (65537^a mod M), M the product of the first 126 primes, as for keys of 2048 bits. */
    private BigInteger rocaPrime() {
        BigInteger m = firstPrimes(126);
        while (true) {
            BigInteger k = new BigInteger(1024 - m.bitLength(), random).setBit(1023 - m.bitLength());
            BigInteger candidate = k.multiply(m).add(F4.modPow(new BigInteger(256, random), m));
            if (candidate.bitLength() == 1024 && candidate.testBit(1022) && candidate.isProbablePrime(64))
                return candidate;
        }
    }

    private static BigInteger firstPrimes(int count) {
        return LongStream.iterate(2, n -> n + 1).mapToObj(BigInteger::valueOf).filter(n -> n.isProbablePrime(40))
                .limit(count).reduce(BigInteger.ONE, BigInteger::multiply);
    }

    private static void refused(String why, PublicKey key) {
        String message = assertThrows(UnsoundException.class, () -> WeakKeys.check(key, Set.of())).getMessage();
        assertTrue(message.contains(why), message);
    }

    /** A key object of any numbers; a factory would refuse some. */
    private static PublicKey rsa(BigInteger modulus, BigInteger exponent) {
        try {
            return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent));
        } catch (GeneralSecurityException refused) {
            throw new IllegalStateException(refused);
        }
    }
}
