package dev.assay.pki;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/**
 * Looks for paths from an end entity to an anchor among certificates of which some come from a stranger: by name and
 * signature, depth first, anchors before intermediates and these in the order given. However they are made: at most five
 * intermediates in a path, {@value #MAX_SIGNATURES} signatures verified, {@value #MAX_STEPS} steps, {@value #MAX_PATHS}
 * paths found. For one search; not for several threads.
 */
public final class PathSearch {
    public static final int MAX_INTERMEDIATES = 5;
    public static final int MAX_SIGNATURES = 64;
    static final int MAX_STEPS = 512;
    static final int MAX_PATHS = 8;

    private final Map<X500Principal, Set<Certificate>> anchors = new HashMap<>();
    private final Map<X500Principal, Set<Certificate>> intermediates = new HashMap<>();
    private final Map<Edge, Boolean> verified = new HashMap<>();
    private final Deque<Certificate> trail = new ArrayDeque<>();
    private final List<CertificatePath> found = new ArrayList<>();
    private int signatures;
    private int steps;
    private String nearest = "";

    private record Edge(Certificate subject, Certificate issuer) {}

    public PathSearch(List<Certificate> anchors, List<Certificate> intermediates) {
        anchors.forEach(anchor -> bySubject(this.anchors, anchor));
        intermediates.stream().filter(one -> anchors.stream().noneMatch(one::sameAuthority))
                .forEach(one -> bySubject(this.intermediates, one));
    }

    /** In the order of the search; empty where there is none within its bounds. */
    public List<CertificatePath> from(Certificate leaf) {
        follow(leaf);
        return List.copyOf(found);
    }

    /** Why the first certificate whose name fitted did not do, or that a bound was met; empty where no name fitted. */
    public Optional<String> nearest() {
        return nearest.isEmpty() ? Optional.empty() : Optional.of(nearest);
    }

    /** How many signatures were verified. */
    public int signatures() {
        return signatures;
    }

    private void follow(Certificate subject) {
        trail.addLast(subject);
        for (Certificate anchor : named(anchors, subject)) {
            if (found.size() < MAX_PATHS && step() && holds(subject, anchor))
                found.add(path(anchor));
        }
        for (Certificate issuer : named(intermediates, subject)) {
            if (found.size() < MAX_PATHS && !onTrail(issuer) && step() && holds(subject, issuer))
                deeper(issuer);
        }
        trail.removeLast();
    }

    private void deeper(Certificate issuer) {
        if (trail.size() <= MAX_INTERMEDIATES)
            follow(issuer);
        else
            note("a path would have more than " + MAX_INTERMEDIATES + " intermediate certificates");
    }

    private CertificatePath path(Certificate anchor) {
        List<Certificate> path = new ArrayList<>(trail);
        path.add(anchor);
        return new CertificatePath(path);
    }

    /** A loop has no end; a second certificate of the same authority leads nowhere new. */
    private boolean onTrail(Certificate issuer) {
        return trail.stream().anyMatch(issuer::sameAuthority);
    }

    private boolean step() {
        if (steps == MAX_STEPS)
            note("the search for a path stopped after " + MAX_STEPS + " steps; fewer certificates need to be sent");
        return steps < MAX_STEPS && ++steps > 0;
    }

    private boolean holds(Certificate subject, Certificate issuer) {
        Boolean known = verified.get(new Edge(subject, issuer));
        if (known != null)
            return known;
        if (signatures == MAX_SIGNATURES) {
            note("the search for a path stopped after " + MAX_SIGNATURES
                    + " signatures; fewer certificates need to be sent");
            return false;
        }
        signatures++;
        boolean holds = signed(subject, issuer);
        verified.put(new Edge(subject, issuer), holds);
        return holds;
    }

    private boolean signed(Certificate subject, Certificate issuer) {
        try {
            if (!issuer.certifies())
                throw new UnsoundException("its issuer is not a CA certificate with keyCertSign");
            subject.verifyIssuedBy(issuer);
            return true;
        } catch (UnsoundException refused) {
            note(refused.getMessage());
            return false;
        }
    }

    private void note(String why) {
        if (nearest.isEmpty())
            nearest = why;
    }

    private static void bySubject(Map<X500Principal, Set<Certificate>> map, Certificate certificate) {
        map.computeIfAbsent(certificate.x509().getSubjectX500Principal(), name -> new LinkedHashSet<>())
                .add(certificate);
    }

    private static Set<Certificate> named(Map<X500Principal, Set<Certificate>> map, Certificate subject) {
        return map.getOrDefault(subject.x509().getIssuerX500Principal(), Set.of());
    }
}
