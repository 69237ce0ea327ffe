package dev.assay.emulator.bootlog;

import java.util.function.Function;

/** Whose boot a log is of. */
public enum OperatingSystem {
    WINDOWS(WindowsBoot::log),
    LINUX(LinuxBoot::log);

    private final Function<BootFacts, BootLog> boot;

    OperatingSystem(Function<BootFacts, BootLog> boot) {
        this.boot = boot;
    }

    /** The log of one boot; the same facts give the same log. */
    public BootLog boot(BootFacts facts) {
        return boot.apply(facts);
    }
}
