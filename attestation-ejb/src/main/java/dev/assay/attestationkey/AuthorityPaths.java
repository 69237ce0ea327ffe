package dev.assay.attestationkey;

import dev.assay.attestationkey.TpmAuthorities.Use;
import dev.assay.evidence.Reason;
import dev.assay.evidence.Refusal;
import dev.assay.pki.Certificate;
import dev.assay.pki.CertificatePath;
import dev.assay.pki.PathSearch;
import dev.assay.pki.UnsoundException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Whether a tenant's authorities for one use vouch for a certificate: a path to an anchor, its dates, RFC 5280, and the
 * lists held, in this order; of several paths the first that holds, else the first one's reason.
 */
final class AuthorityPaths {
    private static final int MAX_SENT = 8;

    private final TpmAuthorities statement;
    private final Use use;
    private final Instant at;
    private final List<Listed> listed;

    AuthorityPaths(TpmAuthorities statement, Use use, Instant at) {
        this.statement = statement;
        this.use = use;
        this.at = at;
        this.listed = Listed.of(statement, use);
    }

    /** @return the earliest end of any certificate and list it rests on */
    Instant vouchFor(Certificate leaf, List<Certificate> sent) {
        if (sent.size() > MAX_SENT)
            throw untrusted("more than " + MAX_SENT + " certificates are sent with it");
        PathSearch search = new PathSearch(certificates(true).toList(),
                Stream.concat(certificates(false), sent.stream()).toList());
        List<CertificatePath> paths = search.from(leaf);
        if (paths.isEmpty())
            throw untrusted(search.nearest().orElseGet(() -> noneNamed(leaf)));
        return firstSound(paths);
    }

    private Instant firstSound(List<CertificatePath> paths) {
        Refusal first = null;
        for (CertificatePath path : paths) {
            try {
                return check(path);
            } catch (Refusal refused) {
                first = first == null ? refused : first;
            }
        }
        throw Objects.requireNonNull(first);
    }

    private Instant check(CertificatePath path) {
        path.notValidAt(at).ifPresent(one -> {
            throw new Refusal(Reason.CERTIFICATE_NOT_VALID_AT_TIME, place(path, one) + " is valid from "
                    + one.notBefore() + " to " + one.notAfter() + ", not at " + at);
        });
        try {
            path.check(at);
        } catch (UnsoundException refused) {
            throw untrusted(refused.getMessage());
        }
        Instant until = path.validUntil();
        return new HeldLists(listed, at).check(path).filter(end -> end.isBefore(until)).orElse(until);
    }

    private static String place(CertificatePath path, Certificate one) {
        if (one.equals(path.anchor()))
            return "the anchor's certificate";
        return one.equals(path.certificates().getFirst()) ? "the key's certificate" : "an intermediate certificate";
    }

    private Stream<Certificate> certificates(boolean anchors) {
        return listed.stream().filter(one -> one.authority().anchor() == anchors).map(Listed::certificate);
    }

    private String noneNamed(Certificate leaf) {
        boolean other = Arrays.stream(Use.values()).filter(one -> one != use)
                .flatMap(one -> Listed.of(statement, one).stream()).map(Listed::certificate)
                .anyMatch(leaf::issuedUnder);
        return other
                ? "its issuer is listed, but not for " + use.inWords()
                : "no authority for " + use.inWords() + " and no certificate sent with it has its issuer's name";
    }

    private Refusal untrusted(String why) {
        return new Refusal(use.untrusted(), "no path leads from the certificate to an authority of the tenant for "
                + use.inWords() + ": " + why);
    }
}
