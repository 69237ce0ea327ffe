package dev.assay.attestationkey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.attestationkey.TpmAuthorities.Authority;
import dev.assay.attestationkey.TpmAuthorities.Use;
import dev.assay.attestationkey.TpmDevice.Origin;
import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.evidence.TpmState;
import dev.assay.tpm2.TpmPublic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** What is written is read again, equal statements are equal octets, and nothing else is read. */
@Tag("TP-09")
class StatementDocumentsTest {
    private static final TpmPublic AREA = PublicAreas.attestation(Draft.ecKeys().getPublic());
    private static final String DEVICE = "{\"id\":\"00000000-0000-4000-8000-000000000000\",\"origin\":\"activation\","
            + "\"attestationKey\":\"" + "ab".repeat(32) + "\",\"revoked\":false}";
    private static final String AUTHORITY = "{\"authorities\":[{\"use\":\"endorsement-keys\",\"anchor\":true,"
            + "\"certificate\":\"MAA=\",\"revocationRequired\":false}]}";

    @Property(tries = 200)
    void authoritiesComeBack(@ForAll("statements") TpmAuthorities statement) {
        assertEquals(statement, TpmAuthorities.read(statement.document()));
    }

    @Property(tries = 100)
    void orderOfAuthoritiesChangesNothing(@ForAll("statements") TpmAuthorities statement, @ForAll long seed) {
        List<Authority> shuffled = new ArrayList<>(statement.authorities());
        Collections.shuffle(shuffled, new Random(seed));
        assertEquals(statement.document(), new TpmAuthorities(shuffled, statement.deniedKeys()).document());
    }

    @Property(tries = 300)
    void devicesComeBack(@ForAll("devices") TpmDevice device) {
        assertEquals(device, TpmDevice.read(device.document()));
    }

    @Example
    void refusesWhatIsNoDevice() {
        TpmDevice.read(Bytes.utf8(DEVICE));
        refusedDevice("\"revoked\":false", "\"revoked\":0", "device document.revoked");
        refusedDevice("\"activation\"", "\"ACTIVATION\"", "device document.origin");
        refusedDevice("00000000-0000", "0-0", "device document.id");
        refusedDevice("\"attestationKey\":\"ab", "\"attestationKey\":\"AB", "device document.attestationKey");
        refusedDevice("\"revoked\":false", "\"revoked\":false,\"model\":\"x\"", "device document");
        refusedDevice("\"revoked\":false", "\"revoked\":false,\"revoked\":true", "device document");
        refusedDevice("\"revoked\":false", "\"revoked\":false,\"publicArea\":\"" + Members.base64(AREA.octets()) + "\"",
                "device document.publicArea");
        refusedDevice("\"revoked\":false", "\"revoked\":false,\"last\":{\"attestationKey\":\"" + "ab".repeat(32)
                + "\",\"clock\":\"18446744073709551616\"}", "device document.last.clock");
    }

    @Example
    void refusesWhatAreNoAuthorities() {
        TpmAuthorities.read(Bytes.utf8(AUTHORITY));
        refusedAuthority("endorsement-keys", "ENDORSEMENT_KEYS", "authorities document.authorities[0].use");
        refusedAuthority("MAA=", "MAA", "authorities document.authorities[0].certificate");
        refusedAuthority("MAA=", "MAB=", "authorities document.authorities[0].certificate");
        refusedAuthority("MAA=", "", "certificate");
        refusedAuthority("\"anchor\":true,", "", "authorities document.authorities[0].anchor");
        refusedAuthority("}]}", "}],\"deniedKeys\":[\"00\"]}", "authorities document.deniedKeys");
        refusedAuthority("[{", "[7,{", "authorities document.authorities");
    }

    @Example
    void refusesMoreThanItsLimits() {
        List<Authority> many = new ArrayList<>();
        for (int i = 0; i <= TpmAuthorities.MAX_AUTHORITIES; i++)
            many.add(authority(Use.ATTESTATION_KEYS, Bytes.utf8("certificate " + i), Optional.empty()));
        new TpmAuthorities(many.subList(0, TpmAuthorities.MAX_AUTHORITIES));
        assertThrows(MalformedException.class, () -> new TpmAuthorities(many));
        Authority twice = many.getFirst();
        assertThrows(MalformedException.class, () -> new TpmAuthorities(List.of(twice, twice)));
        Bytes big = Bytes.copyOf(new byte[TpmAuthorities.MAX_CRL]);
        List<Authority> large = many.subList(0, 12).stream()
                .map(one -> authority(one.use(), one.certificate(), Optional.of(big))).toList();
        assertThrows(MalformedException.class, () -> new TpmAuthorities(large));
        assertEquals(large.size() - 1,
                TpmAuthorities.read(new TpmAuthorities(large.subList(1, 12)).document()).authorities().size());
        Bytes bigger = Bytes.copyOf(new byte[TpmAuthorities.MAX_CRL + 1]);
        assertThrows(MalformedException.class,
                () -> authority(Use.ATTESTATION_KEYS, Bytes.utf8("x"), Optional.of(bigger)));
        Bytes long16 = Bytes.copyOf(new byte[TpmAuthorities.MAX_CERTIFICATE + 1]);
        assertThrows(MalformedException.class, () -> authority(Use.ATTESTATION_KEYS, long16, Optional.empty()));
    }

    @Provide
    Arbitrary<TpmAuthorities> statements() {
        Arbitrary<Authority> one = Combinators.combine(Arbitraries.of(Use.class), Arbitraries.of(true, false), octets(),
                octets().optional(), Arbitraries.of(true, false)).as(Authority::new);
        return Combinators.combine(
                one.list().ofMaxSize(8).uniqueElements(authority -> List.of(authority.use(), authority.certificate())),
                digests().set().ofMaxSize(4)).as(TpmAuthorities::new);
    }

    @Provide
    Arbitrary<TpmDevice> devices() {
        Arbitrary<Optional<TpmState>> state = Combinators
                .combine(digests(), Arbitraries.longs(), counters(), counters(), Arbitraries.of(true, false),
                        Arbitraries.longs())
                .as(TpmState::new).optional();
        return Combinators
                .combine(Arbitraries.create(UUID::randomUUID), Arbitraries.of(Origin.class),
                        Arbitraries.of(true, false), digests(), digests().optional(), Arbitraries.of(true, false),
                        state)
                .as((id, origin, known, key, ek, revoked, last) -> new TpmDevice(id, origin,
                        known ? WeakKeys.identity(AREA.key().jca()) : key,
                        known ? Optional.of(AREA.octets()) : Optional.empty(), ek, revoked, last));
    }

    private static Arbitrary<Long> counters() {
        return Arbitraries.longs().between(0, 0xffff_ffffL);
    }

    private static Arbitrary<Bytes> octets() {
        return Arbitraries.bytes().array(byte[].class).ofMinSize(1).ofMaxSize(80).map(Bytes::copyOf);
    }

    private static Arbitrary<Bytes> digests() {
        return octets().map(Bytes::sha256);
    }

    private static Authority authority(Use use, Bytes certificate, Optional<Bytes> crl) {
        return new Authority(use, true, certificate, crl, false);
    }

    private static void refusedDevice(String part, String instead, String field) {
        Bytes changed = Bytes.utf8(DEVICE.replace(part, instead));
        assertEquals(field, assertThrows(MalformedException.class, () -> TpmDevice.read(changed)).field());
    }

    private static void refusedAuthority(String part, String instead, String field) {
        Bytes changed = Bytes.utf8(AUTHORITY.replace(part, instead));
        assertEquals(field, assertThrows(MalformedException.class, () -> TpmAuthorities.read(changed)).field());
    }
}
