package dev.assay.measuredboot;

import dev.assay.claims.Claim;
import dev.assay.claims.ClaimValue;
import dev.assay.eventlog.Event;
import dev.assay.eventlog.EventLog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** D.7: the events of quoted registers, register by register, and what follows from those believed. */
final class Belief {
    private final QuotedReplay replay;
    private final Map<Integer, List<Reading>> events = new TreeMap<>();
    private final Map<Integer, RegisterReading> registers = new HashMap<>();
    private final List<Event> accepted = new ArrayList<>();
    private final List<MeasuredBoot.SetAside> setAside = new ArrayList<>();
    private SecureBoot secureBoot = SecureBoot.NOT_SHOWN;
    private WindowsFacts windows = WindowsFacts.of(List.of());
    private int steps;

    private Belief(QuotedReplay replay) {
        this.replay = replay;
    }

    static Belief in(EventLog log, QuotedReplay replay) {
        Belief belief = new Belief(replay);
        belief.read(log);
        belief.judge(log);
        log.events().forEach(belief::sort);
        return belief;
    }

    List<Event> accepted() {
        return List.copyOf(accepted);
    }

    List<MeasuredBoot.SetAside> setAside() {
        return List.copyOf(setAside);
    }

    int steps() {
        return steps + windows.steps();
    }

    /** TP-02: a register that is not quoted makes no claim. */
    List<Claim> claims() {
        List<Claim> claims = new ArrayList<>();
        if (replay.registers().contains(7))
            claims.add(Claim.service("secureBootEnabled", ClaimValue.of(secureBoot.enabled())));
        if (windowsQuoted())
            claims.addAll(windows.claims(windowsBelieved()));
        return List.copyOf(claims);
    }

    private void read(EventLog log) {
        replay.registers().forEach(register -> events.put(register, new ArrayList<>()));
        for (Event event : log.events()) {
            steps++;
            List<Reading> place = event.extended() ? events.get((int) event.pcr()) : null;
            if (place != null)
                place.add(Reading.of(event, replay.algorithm()));
        }
    }

    private void judge(EventLog log) {
        Landmarks landmarks = new Landmarks(replay.algorithm());
        Optional<Integer> locality = log.startupLocality();
        events.forEach((register, readings) -> registers.put(register,
                RegisterReading.of(register, readings, landmarks, locality)));
        registers.values().forEach(one -> steps += one.steps());
        if (believed(7))
            secureBoot = SecureBoot.of(events.get(7));
        if (windowsBelieved())
            windows = WindowsFacts.of(WindowsFacts.REGISTERS.stream()
                    .flatMap(register -> events.getOrDefault(register, List.of()).stream()).toList());
    }

    private void sort(Event event) {
        steps++;
        Optional<String> why = doubt(event);
        if (why.isPresent())
            setAside.add(new MeasuredBoot.SetAside(event, why.get()));
        else
            accepted.add(Reading.alone(event, replay.algorithm()));
    }

    private Optional<String> doubt(Event event) {
        if (!event.extended())
            return Optional.of("is not measured, whatever it says (TP-16)");
        int register = (int) event.pcr();
        RegisterReading reading = registers.get(register);
        if (reading == null)
            return Optional.of("belongs to register " + register + ", which the quote does not cover (TP-02)");
        if (reading.fault().isPresent())
            return Optional.of(fault(event, reading));
        return reading.kind() == RegisterReading.Kind.WINDOWS && WindowsFacts.REGISTERS.contains(register)
                && !windowsBelieved()
                        ? Optional.of("is of Windows, whose registers 12, 13, 19 and 20 are not all believed (TP-15)")
                        : secureBootInDoubt(event);
    }

    private static String fault(Event event, RegisterReading reading) {
        String fault = reading.fault().orElseThrow();
        boolean own = reading.culprit().isPresent() && reading.culprit().getAsInt() == event.sequence();
        if (own)
            return fault;
        return "belongs to register " + event.pcr() + ", which is not believed: " + reading.culprit().stream()
                .mapToObj(sequence -> "event " + sequence + " ").findFirst().orElse("") + fault;
    }

    /** TP-13, TP-19: what a policy sees never says more than the ready-made claim. */
    private Optional<String> secureBootInDoubt(Event event) {
        return secureBoot.lack().filter(lack -> event.pcr() == 7)
                .filter(lack -> SecureBoot.claims(Reading.of(event, replay.algorithm())))
                .map(lack -> "says that secure boot is on, but " + lack + " (TP-13)");
    }

    private boolean believed(int register) {
        RegisterReading reading = registers.get(register);
        return reading != null && reading.fault().isEmpty() && !replay.unexplained().contains(register);
    }

    private boolean windowsQuoted() {
        return replay.registers().contains(12) && replay.registers().contains(13);
    }

    /** Facts of one register may be denied in another: they are believed together or not at all. */
    private boolean windowsBelieved() {
        return windowsQuoted() && WindowsFacts.REGISTERS.stream().filter(replay.registers()::contains)
                .allMatch(register -> believed(register)
                        && registers.get(register).kind() != RegisterReading.Kind.OTHER);
    }
}
