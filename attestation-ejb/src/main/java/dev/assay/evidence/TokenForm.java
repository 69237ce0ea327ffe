package dev.assay.evidence;

import java.time.Duration;
import java.util.Optional;

/**
 * How a token looks apart from its claims (maa-tokens §1, §2).
 *
 * @param validity a lifetime asked for; empty: as long as what the token rests on, within the usual bounds
 * @param backdated how far {@code nbf} lies before {@code iat}
 * @param idOctets random octets in {@code jti}
 * @param signer how the header names the signing key beside {@code kid}
 */
public record TokenForm(Optional<Duration> validity, Duration backdated, int idOctets, Signer signer) {
    /** SGX, SEV-SNP, TDX and guests. */
    public static final TokenForm USUAL = new TokenForm(Optional.empty(), Duration.ZERO, 32, Signer.JKU);

    /** How the header names the signing key. */
    public enum Signer {
        /** {@code jku}. */
        JKU,
        /** {@code x5c}: the certificate itself. */
        CERTIFICATE,
        /** {@code x5t}: the certificate's SHA-1, base64url. */
        THUMBPRINT
    }

    /** The same, for so long. */
    public TokenForm lasting(Duration other) {
        return new TokenForm(Optional.of(other), backdated, idOctets, signer);
    }

    /** TPM: {@code nbf} five minutes back, 20 octets of {@code jti}. @param validity of report_validity_in_minutes */
    public static TokenForm tpm(Duration validity, boolean omitCertificate) {
        return new TokenForm(Optional.of(validity), Duration.ofMinutes(5), 20,
                omitCertificate ? Signer.THUMBPRINT : Signer.CERTIFICATE);
    }
}
