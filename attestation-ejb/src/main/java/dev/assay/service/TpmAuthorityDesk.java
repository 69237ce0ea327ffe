package dev.assay.service;

import dev.assay.attestationkey.TpmAuthorities.Authority;
import dev.assay.attestationkey.TpmAuthorities.Use;
import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.persistence.TpmAuthorityRows;
import dev.assay.persistence.TpmAuthorityRows.Addition;
import dev.assay.persistence.TpmAuthorityRows.CrlDates;
import dev.assay.persistence.TpmAuthorityRows.Facts;
import dev.assay.persistence.TpmAuthorityRows.Stored;
import dev.assay.pki.Certificate;
import dev.assay.pki.RevocationList;
import dev.assay.pki.UnsoundException;
import dev.assay.service.TpmRefused.Kind;
import dev.assay.tenant.Tenant;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** Shows and changes whom a tenant trusts to certify keys of TPMs, for its administrators. */
final class TpmAuthorityDesk {
    private static final String FULL = "The tenant has as many authorities as it may (" + TpmAuthorityRows.MOST
            + "), or their revocation lists are longer together than " + TpmAuthorityRows.MOST_CRL_OCTETS
            + " octets. Delete one first.";

    private static final String ALONE = "fourEyes: is on for this tenant, and an authority cannot be proposed."
            + " Propose to set fourEyes to false, add the authority, and set it to true again.";

    private final TpmDoor door;
    private final TpmAuthorityRows rows;

    TpmAuthorityDesk(StoredTenants directory, TpmAuthorityRows rows, Supplier<Instant> clock) {
        this.door = new TpmDoor(directory, clock);
        this.rows = rows;
    }

    TpmAuthorityAnswer list(TpmDeskCall call) {
        return door.<TpmAuthorityAnswer>reading(call, refused -> refused, tenant -> new TpmAuthorityAnswer.Listed(
                rows.list(tenant.id()).stream().map(TpmAuthorityView::of).toList()));
    }

    TpmAuthorityAnswer get(TpmDeskCall call, String id) {
        return door.<TpmAuthorityAnswer>reading(call, refused -> refused, tenant -> onOne(tenant, id,
                (one, stored) -> new TpmAuthorityAnswer.Shown(TpmAuthorityView.of(stored))));
    }

    /** The same again changes nothing. */
    TpmAuthorityAnswer add(TpmDeskCall call, TpmAuthorityWish wish) {
        return door.<TpmAuthorityAnswer>writing(call, refused -> refused, tenant -> {
            // why: whom to trust is not one person's word there; what trusts less (CRL, deletion) is.
            if (tenant.settings().fourEyes())
                return new TpmRefused(Kind.CONFLICT, "second-person-needed", ALONE);
            try {
                Certificate certificate = issuer(wish.certificate());
                Optional<CrlDates> dates = wish.crl().map(crl -> dates(certificate, crl));
                Authority authority = new Authority(use(wish.use()), wish.anchor(), wish.certificate(), wish.crl(),
                        wish.revocationRequired());
                return answer(rows.add(tenant.id(), authority,
                        new Facts(certificate.subject(), certificate.notAfter(), dates), door.change(call)));
            } catch (MalformedException malformed) {
                return bad("authority-unsuitable", malformed.getMessage() + ".");
            } catch (UnsoundException unsound) {
                return bad("authority-unsuitable", unsound.getMessage() + ".");
            }
        });
    }

    private static Use use(String word) {
        return switch (word) {
            case "aik" -> Use.ATTESTATION_KEYS;
            case "ek" -> Use.ENDORSEMENT_KEYS;
            default -> throw new MalformedException("use", "is neither aik nor ek");
        };
    }

    private Certificate issuer(Bytes der) {
        Certificate certificate = Certificate.read("certificate", der);
        if (!certificate.certifies())
            throw new UnsoundException("certificate: it is not a CA certificate whose key certifies others");
        if (door.clock().get().isAfter(certificate.notAfter()))
            throw new UnsoundException("certificate: it expired on " + certificate.notAfter());
        return certificate;
    }

    /** PK-05: its issuer's, and signed by it. An expired one may be stored: what rests on it is refused (TP-06). */
    private static CrlDates dates(Certificate issuer, Bytes der) {
        RevocationList crl = RevocationList.read("crl", der);
        try {
            crl.verifyIssuedBy(issuer);
        } catch (UnsoundException unsound) {
            throw new UnsoundException("crl: " + unsound.getMessage());
        }
        return new CrlDates(crl.thisUpdate(), crl.nextUpdate());
    }

    private static TpmAuthorityAnswer answer(Addition addition) {
        return switch (addition) {
            case Addition.Made(Stored made) -> new TpmAuthorityAnswer.Made(TpmAuthorityView.of(made));
            case Addition.Known(Stored there) -> new TpmRefused(Kind.CONFLICT, "authority-exists",
                    "The certificate is stored for this use as " + there.id() + ". Delete that one first.");
            case Addition.Full() -> new TpmRefused(Kind.CONFLICT, "too-many-authorities", FULL);
        };
    }

    TpmAuthorityAnswer renew(TpmDeskCall call, String id, Bytes der) {
        return door.<TpmAuthorityAnswer>writing(call, refused -> refused, owner -> onOne(owner, id,
                (tenant, stored) -> {
                    try {
                        CrlDates dates = dates(Certificate.read("certificate", stored.authority().certificate()),
                                der);
                        return renewed(tenant, stored.id(),
                                rows.renew(tenant.id(), stored.id(), der, dates, door.change(call)));
                    } catch (MalformedException malformed) {
                        return bad("crl-unsuitable", malformed.getMessage() + ".");
                    } catch (UnsoundException unsound) {
                        return bad("crl-unsuitable", unsound.getMessage() + ".");
                    }
                }));
    }

    private TpmAuthorityAnswer renewed(Tenant tenant, UUID id, TpmAuthorityRows.Renewal renewal) {
        return switch (renewal) {
            case MADE, SAME -> TpmAuthorityRows.find(rows.list(tenant.id()), id).map(TpmAuthorityView::of)
                    .<TpmAuthorityAnswer>map(TpmAuthorityAnswer.Shown::new).orElseGet(TpmAuthorityDesk::unknown);
            case OLDER -> new TpmRefused(Kind.CONFLICT, "crl-older",
                    "crl: was made before the one that is held, which stays.");
            case FULL -> new TpmRefused(Kind.CONFLICT, "too-many-authorities", FULL);
            case NO_AUTHORITY -> unknown();
        };
    }

    TpmAuthorityAnswer delete(TpmDeskCall call, String id) {
        return door.<TpmAuthorityAnswer>writing(call, refused -> refused, owner -> onOne(owner, id,
                (tenant, stored) -> rows.delete(tenant.id(), stored.id(), door.change(call))
                        ? new TpmAuthorityAnswer.Gone()
                        : unknown()));
    }

    private TpmAuthorityAnswer onOne(Tenant tenant, String id, BiFunction<Tenant, Stored, TpmAuthorityAnswer> act) {
        return TpmDoor.id(id).flatMap(it -> TpmAuthorityRows.find(rows.list(tenant.id()), it))
                .map(stored -> act.apply(tenant, stored)).orElseGet(TpmAuthorityDesk::unknown);
    }

    private static TpmAuthorityAnswer unknown() {
        return new TpmRefused(Kind.NOT_FOUND, "authority-not-found", "The tenant has no authority of this id.");
    }

    private static TpmRefused bad(String code, String detail) {
        return new TpmRefused(Kind.BAD_VALUE, code, detail);
    }
}
