package dev.assay.cli;

import dev.assay.cli.policies.ManagedPolicies.Change;
import dev.assay.cli.policies.ManagedPolicies.InForce;
import dev.assay.cli.policies.VisibleText;

/** Tells what became of a change. */
record Changes(Terminal terminal) {
    /** @return whether it was taken */
    boolean told(String type, InForce before, Change change) {
        switch (change) {
            case Change.Made(int now) -> terminal.out().println(type + ": " + version(before) + " -> " + version(now));
            case Change.Waits(String proposal) -> terminal.out().println(type + ": " + version(before)
                    + " stays in force until proposal " + VisibleText.of(proposal)
                    + " is approved by a second administrator");
            case Change.Refused(String why, boolean overtaken) -> {
                terminal.err().println(type + ": refused, " + version(before) + " was in force. " + VisibleText.of(why)
                        + (overtaken ? " See what is in force with 'assay policy diff', and decide anew." : ""));
                return false;
            }
        }
        return true;
    }

    static String version(InForce policy) {
        return version(policy.version());
    }

    private static String version(int number) {
        return number == 0 ? "the default" : "version " + number;
    }
}
