package dev.assay.service;

import java.util.List;
import java.util.Optional;

/** What became of a call to the management of clients. */
public sealed interface ClientAnswer {
    /** @param secret shown here and never again */
    record Made(ClientView client, String secret) implements ClientAnswer {
        @Override
        public String toString() {
            return "Made[" + client + "]";
        }
    }

    /** @param secret shown here and never again */
    record Rotated(ClientView client, String secret) implements ClientAnswer {
        @Override
        public String toString() {
            return "Rotated[" + client + "]";
        }
    }

    /** As it is now. */
    record Shown(ClientView client) implements ClientAnswer {}

    /** @param next name to go on after, where there are more */
    record Listed(List<ClientView> clients, Optional<String> next) implements ClientAnswer {}

    /** It is deleted. */
    record Gone() implements ClientAnswer {}

    /** @param code stable. @param detail one sentence for the caller */
    record Refused(TenantAnswer.Kind kind, String code, String detail) implements ClientAnswer {}

    /** The store cannot be asked now. */
    record Unavailable() implements ClientAnswer {}
}
