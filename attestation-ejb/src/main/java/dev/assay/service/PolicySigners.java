package dev.assay.service;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.pki.PolicyCertificate;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/** Which certificates an isolated tenant may be given. */
final class PolicySigners {
    static final int MOST = 8;
    private static final String MEMBER = "policySigningCertificates";

    private PolicySigners() {}

    /** @throws MalformedException naming the certificate, counted from 0, that may sign no policy */
    static List<PolicyCertificate> accept(List<Bytes> certificates, Instant at) {
        if (certificates.size() > MOST)
            throw new MalformedException(MEMBER, "holds more than " + MOST + " certificates");
        if (new HashSet<>(certificates).size() < certificates.size())
            throw new MalformedException(MEMBER, "holds a certificate twice");
        return IntStream.range(0, certificates.size())
                .mapToObj(i -> PolicyCertificate.accept(MEMBER + "[" + i + "]", certificates.get(i), at)).toList();
    }
}
