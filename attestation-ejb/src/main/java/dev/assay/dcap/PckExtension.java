package dev.assay.dcap;

import dev.assay.bytes.Bytes;
import dev.assay.bytes.MalformedException;
import dev.assay.dcap.PckChain.PckCa;
import dev.assay.pki.Certificate;
import dev.assay.pki.Der;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * SGX extension of a PCK certificate, OID 1.2.840.113741.1.13.1 (Intel, "SGX PCK Certificate and CRL Profile").
 *
 * @param tcbComponents 16 SVNs, 0–255
 * @param pceSvn 0–65535
 * @param fmspc 6 octets
 * @param pceId 2 octets
 * @param sgxType 0 standard, 1 scalable, 2 scalable with integrity
 * @param platformInstanceId 16 octets; only under the Platform CA
 */
public record PckExtension(Bytes ppid, List<Integer> tcbComponents, int pceSvn, Bytes cpuSvn, Bytes pceId, Bytes fmspc,
        int sgxType, Optional<Bytes> platformInstanceId) {
    public static final String OID = "1.2.840.113741.1.13.1";
    static final int COMPONENTS = 16;
    /** Content octets of 1.2.840.113741.1.13.1. */
    private static final Bytes ARC = Bytes.hex("2a864886f84d010d01");

    public PckExtension {
        tcbComponents = List.copyOf(tcbComponents);
    }

    /** @throws MalformedException where the extension or a mandatory member is absent, twice or of wrong shape */
    public static PckExtension read(Certificate pck, PckCa issuedBy) {
        Bytes content = pck.extension(OID);
        if (content == null)
            throw new MalformedException("SGX extension", "is absent from the PCK certificate");
        Der outer = Der.of("SGX extension", content);
        Map<Integer, Der> members = members("SGX extension", outer.sequence("SGX extension"), ARC);
        outer.end();
        if (issuedBy == PckCa.PLATFORM)
            checkPlatformMembers(members);
        return read(members);
    }

    /** A.3: a multi-package platform's certificate names its instance and its configuration. */
    private static void checkPlatformMembers(Map<Integer, Der> members) {
        mandatory(members, 6, "platform instance id");
        Der configuration = mandatory(members, 7, "configuration");
        Map<Integer, Der> flags = members("configuration", configuration.sequence("configuration"), arc(ARC, 7));
        flags.forEach((number, flag) -> finish(flag, flag.bool("configuration flag " + number)));
        configuration.end();
    }

    private static PckExtension read(Map<Integer, Der> members) {
        Map<Integer, Der> tcb = members("TCB", mandatory(members, 2, "TCB").sequence("TCB"), arc(ARC, 2));
        List<Integer> components = new ArrayList<>();
        for (int i = 1; i <= COMPONENTS; i++) {
            components.add(svn(mandatory(tcb, i, "TCB component " + i), "TCB component " + i, 0xff));
        }
        return new PckExtension(octets(members, 1, "PPID", 16), components,
                svn(mandatory(tcb, 17, "PCESVN"), "PCESVN", 0xffff), octets(tcb, 18, "CPUSVN", 16),
                octets(members, 3, "PCEID", 2), octets(members, 4, "FMSPC", 6), sgxType(members),
                Optional.ofNullable(members.get(6)).map(der -> finish(der, der.octets("platform instance id", 16))));
    }

    private static int sgxType(Map<Integer, Der> members) {
        Der der = mandatory(members, 5, "SGX type");
        int type = finish(der, der.enumerated("SGX type"));
        if (type < 0 || type > 2)
            throw new MalformedException("SGX type", "is " + type + ", not 0, 1 or 2");
        return type;
    }

    /** Each member is SEQUENCE { OBJECT IDENTIFIER arc.n, value }; PK-13: an OID that occurs twice is refused. */
    private static Map<Integer, Der> members(String field, Der sequence, Bytes arc) {
        Map<Integer, Der> members = new HashMap<>();
        while (sequence.hasMore()) {
            Der member = sequence.sequence(field);
            Bytes oid = member.objectIdentifier(field);
            boolean ours = oid.length() == arc.length() + 1 && oid.slice(0, arc.length()).equals(arc);
            if (!ours)
                throw new MalformedException(field, "holds an object identifier outside its arc");
            if (members.put(oid.at(arc.length()), member) != null) {
                throw new MalformedException(field, "holds member ." + oid.at(arc.length()) + " twice");
            }
        }
        return members;
    }

    private static Der mandatory(Map<Integer, Der> members, int number, String field) {
        Der member = members.get(number);
        if (member == null)
            throw new MalformedException(field, "is absent from the SGX extension");
        return member;
    }

    private static Bytes octets(Map<Integer, Der> members, int number, String field, int length) {
        Der member = mandatory(members, number, field);
        return finish(member, member.octets(field, length));
    }

    /** PK-14: a DER INTEGER, not octets by position: {@code 02 02 00 DB} is 219. */
    private static int svn(Der member, String field, int max) {
        BigInteger value = finish(member, member.integer(field));
        if (value.signum() < 0 || value.compareTo(BigInteger.valueOf(max)) > 0) {
            throw new MalformedException(field, "is not between 0 and " + max);
        }
        return value.intValue();
    }

    private static <T> T finish(Der member, T value) {
        member.end();
        return value;
    }

    private static Bytes arc(Bytes parent, int number) {
        return parent.concat(Bytes.copyOf(new byte[]{(byte) number}));
    }
}
