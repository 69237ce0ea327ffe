package dev.assay.bench.running;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Attest calls, to each of the tenants in turn. */
final class Traffic implements AutoCloseable {
    private static final int ATTEMPTS = 300;
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Connections connections;
    private final List<byte[]> requests;

    Traffic(Site site, List<String> tenants, byte[] evidence) {
        connections = new Connections(site.httpPort());
        requests = tenants.stream().map(tenant -> Connection
                .post("/t/" + tenant + "/attest/SgxEnclave?api-version=2020-10-01", evidence)).toList();
    }

    /** Status of the answer, 0 where none came. */
    int call(int number) {
        return connections.exchange(requests.get(number % requests.size()));
    }

    /** Repeats what the service is too busy for, as clients are told to. */
    int patient(int number) {
        int status = call(number);
        for (int attempt = 1; attempt < ATTEMPTS && status == 503; attempt++) {
            LockSupport.parkNanos(PAUSE.toNanos());
            status = call(number);
        }
        return status;
    }

    @Override
    public void close() {
        connections.close();
    }
}
