package dev.assay.attestationkey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.attestationkey.EndorsementKeyTrust.Sound;
import dev.assay.attestationkey.TpmAuthorities.Authority;
import dev.assay.attestationkey.TpmAuthorities.Use;
import dev.assay.bytes.Bytes;
import dev.assay.emulator.bytes.Octets;
import dev.assay.emulator.tpm.EmulatedTpmDevice;
import dev.assay.emulator.tpm.EnrolmentMistake;
import dev.assay.emulator.tpm.TpmIdentity;
import dev.assay.evidence.Reason;
import dev.assay.evidence.Refusal;
import dev.assay.pki.Certificate;
import dev.assay.tpm2.Credential;
import dev.assay.tpm2.TpmPublic;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Enrolment by a device that was written by other hands. */
@Tag("TP-07")
@Tag("TP-08")
class EmulatedEnrolmentTest {
    private static final EmulatedTpmDevice DEVICE = EmulatedTpmDevice.create(Draft.AT);
    private static final TpmIdentity SOUND = DEVICE.identity();
    private static final Bytes SECRET = Bytes.utf8("a secret of thirty-two octets, x");

    @Test
    void theTpmOpensTheCredentialMadeForItsKeys() {
        Credential made = credential(check(SOUND));
        assertEquals(SECRET, bytes(DEVICE.activate(octets(made.idObject()), octets(made.encryptedSecret()))));
    }

    @Test
    void anotherTpmDoesNotOpenIt() {
        Credential made = credential(check(SOUND));
        EmulatedTpmDevice other = DEVICE.sibling(Draft.AT);
        assertThrows(IllegalArgumentException.class,
                () -> other.activate(octets(made.idObject()), octets(made.encryptedSecret())));
    }

    @ParameterizedTest
    @EnumSource
    void refusesEveryMistake(EnrolmentMistake mistake) {
        TpmIdentity wrong = mistake.make(SOUND, Draft.AT);
        Refusal refused = assertThrows(Refusal.class, () -> check(wrong));
        Set<Reason> expected = mistake.ofAttestationKey()
                ? Set.of(Reason.ATTESTATION_KEY_UNSUITABLE)
                : Set.of(Reason.ENDORSEMENT_KEY_NOT_TRUSTED, Reason.CERTIFICATE_NOT_VALID_AT_TIME);
        assertEquals(true, expected.contains(refused.reason()), refused.getMessage());
    }

    private static Credential credential(Sound sound) {
        return Credential.make(sound.endorsement(), sound.attestationKeyName(), SECRET, new SecureRandom());
    }

    /** The certificate of what is sent, and the public area of the endorsement key as the TPM has it. */
    private static Sound check(TpmIdentity sent) {
        TpmAuthorities authorities = new TpmAuthorities(
                List.of(authority(Use.ENDORSEMENT_KEYS, sent.pki().endorsementCa().der(),
                        sent.pki().endorsementCrl(Draft.AT)),
                        authority(Use.ATTESTATION_KEYS, sent.pki().attestationCa().der(),
                                sent.pki().attestationCrl(Draft.AT))));
        return new EndorsementKeyTrust(authorities, Draft.AT).check(
                Certificate.read("ek_cert", bytes(sent.endorsementKey().certificate())), List.of(),
                TpmPublic.read(bytes(SOUND.endorsementKey().area())),
                TpmPublic.read(bytes(sent.attestationKey().area())));
    }

    private static Authority authority(Use use, Octets der, Octets crl) {
        return new Authority(use, true, bytes(der), Optional.of(bytes(crl)), true);
    }

    private static Bytes bytes(Octets octets) {
        return Bytes.copyOf(octets.toArray());
    }

    private static Octets octets(Bytes bytes) {
        return Octets.of(bytes.toArray());
    }
}
