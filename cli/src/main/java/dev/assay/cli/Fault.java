package dev.assay.cli;

import java.util.Arrays;

/** A fault of ours, told without a stack trace: that can carry octets of the evidence. Kind and place are enough to report. */
final class Fault {
    private Fault() {}

    static String sentence(Throwable thrown) {
        String place = Arrays.stream(thrown.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("dev.assay.")).findFirst()
                .map(frame -> " at " + frame).orElse("");
        return "This is a fault of the program: " + thrown.getClass().getSimpleName() + place + ".";
    }
}
