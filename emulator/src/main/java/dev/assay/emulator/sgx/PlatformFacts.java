package dev.assay.emulator.sgx;

import dev.assay.emulator.bytes.Octets;
import dev.assay.emulator.pki.CaKind;
import java.util.List;

/**
 * What a PCK certificate says about its platform.
 *
 * @param fmspc 6 octets
 * @param pceId 2 octets
 * @param ppid 16 octets
 * @param components 16 security version numbers, 0–255
 * @param pceSvn 0–65535
 * @param instanceId 16 octets; in the certificate only under the Platform CA
 */
public record PlatformFacts(CaKind ca, Octets fmspc, Octets pceId, Octets ppid, List<Integer> components, int pceSvn,
        Octets instanceId) {
    /** Families of no vendor, so that nobody asks Intel for their TCB Info with success. */
    private static final String STANDARD_FMSPC = "A55A10000000";
    private static final String SCALABLE_FMSPC = "A55A20000000";

    public PlatformFacts {
        components = List.copyOf(components);
    }

    /** A made-up platform of one package (Processor CA) or a scalable one (Platform CA). */
    public static PlatformFacts sample(CaKind ca) {
        String fmspc = switch (ca) {
            case PROCESSOR -> STANDARD_FMSPC;
            case PLATFORM -> SCALABLE_FMSPC;
        };
        return new PlatformFacts(ca, Octets.hex(fmspc), Octets.zero(2), Octets.random(16),
                List.of(11, 11, 2, 2, 255, 1, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0), 13, Octets.random(16));
    }

    public PlatformFacts withFmspc(Octets value) {
        return new PlatformFacts(ca, value, pceId, ppid, components, pceSvn, instanceId);
    }

    public PlatformFacts withSvns(List<Integer> componentSvns, int pce) {
        return new PlatformFacts(ca, fmspc, pceId, ppid, componentSvns, pce, instanceId);
    }

    /**
     * The CPUSVN in this platform's reports: as on real machines encoded otherwise than the certificate's, so that who
     * compares it with TCB levels goes wrong (SG-04).
     */
    public Octets reportedCpuSvn() {
        return Octets.hex("0b0b1a18ffff04000000000000000000");
    }

    /** The PCE SVN in this platform's quotes: as on real machines ahead of the certificate's. */
    public int reportedPceSvn() {
        return pceSvn + 2;
    }

    /** The certificate's CPUSVN: one octet a component. */
    public Octets cpuSvn() {
        byte[] octets = new byte[components.size()];
        for (int i = 0; i < octets.length; i++)
            octets[i] = components.get(i).byteValue();
        return Octets.of(octets);
    }
}
