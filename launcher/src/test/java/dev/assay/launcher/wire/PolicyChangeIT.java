package dev.assay.launcher.wire;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.emulator.bytes.Octets;
import dev.assay.emulator.sgx.EmulatedAttester;
import dev.assay.emulator.sgx.EmulatedEnclave;
import dev.assay.launcher.wire.PolicyHistory.Change;
import dev.assay.launcher.wire.PolicyStream.Call;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Two nodes on one database, 200 changes of a policy, made at either node, against a stream of attest calls at both
 * (JW-09): each answer is that of a policy which was in force between its request and its answer.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PolicyChangeIT {
    private static final String TENANT = "flux";
    private static final String POLICY = "/policies/SgxEnclave?api-version=2020-10-01";
    private static final String OF_TENANT = " WHERE e.tenant_id = (SELECT tenant_id FROM assay.tenant WHERE name = '"
            + TENANT + "')";
    private static final int ROUNDS = 200;
    /** Every so many rounds two writers change the policy at once. */
    private static final int RACE = 5;
    private static final int CLIENTS = 3;
    private static final int SHOWN = 5;

    private final TwoNodes both = TwoNodes.start("change");
    private final Client root = both.one().client("default");
    private final String authorization = Platform.bearer(root, TENANT + ".robot",
            Platform.of(root).tenant(TENANT, "attestation-contributor"));
    private final List<Client> nodes = both.clients(TENANT);
    private final EmulatedAttester first = both.one().platforms().attester();
    private final EmulatedEnclave enclave = first.enclave();
    private final EmulatedAttester second = first.withEnclave(enclave.withMrEnclave(Octets.utf8("another").sha256()));
    private final ExecutorService writers = Executors.newFixedThreadPool(2);
    private final List<Change> made = new ArrayList<>();

    @AfterAll
    void end() {
        writers.shutdown();
        both.close();
    }

    /** A change as it was asked for. */
    private record Asked(Change change, Client.Answer answer) {
        boolean made() {
            return answer.status() == 200;
        }
    }

    @Test
    @Tag("JW-09")
    void answersEachCallByAPolicyInForceBetweenRequestAndAnswer() {
        NumberedPolicy before = NumberedPolicy.of(0, enclave);
        assertTrue(put(nodes.getFirst(), before).made());
        Eventually.await("the tenant's key is made", () -> nodes.stream()
                .allMatch(node -> node.post(Client.SGX, request(first)).status() == 200));
        PolicyStream stream = PolicyStream.start(nodes, List.of(request(first), request(second)), CLIENTS);
        stream.awaitAWholeCall();
        for (int round = 1; round <= ROUNDS; round++) {
            change(round);
            stream.awaitAWholeCall();
        }
        List<Call> calls = stream.end();
        PolicyHistory history = PolicyHistory.of(before, made, recorded());
        Map<String, String> audited = audited();
        List<String> wrong = calls.stream().flatMap(call -> fault(call, history, audited).stream()).toList();
        assertTrue(wrong.isEmpty(), () -> wrong.size() + " of " + calls.size() + " calls, the first: "
                + wrong.stream().limit(SHOWN).toList());
        assertTrue(calls.stream().map(call -> audited.get(call.traceId())).distinct().count() > ROUNDS,
                "the last policy of each round was seen at work, and the one before all");
    }

    private void change(int round) {
        List<Asked> asked = round % RACE == 0
                ? atOnce(round, -round)
                : List.of(put(nodes.get(round % 2), NumberedPolicy.of(round, enclave)));
        Set<Integer> statuses = asked.stream().map(each -> each.answer().status()).collect(Collectors.toSet());
        assertTrue(Set.of(200, 409).containsAll(statuses) && statuses.contains(200),
                () -> asked.getFirst().answer().body());
        asked.stream().filter(each -> each.answer().status() == 409)
                .forEach(lost -> Refusal.in(lost.answer()).is(409, "Conflict"));
        asked.stream().filter(Asked::made).map(Asked::change).forEach(made::add);
    }

    private List<Asked> atOnce(int... numbers) {
        List<Callable<Asked>> changes = IntStream.range(0, numbers.length).<Callable<Asked>>mapToObj(
                i -> () -> put(nodes.get(i), NumberedPolicy.of(numbers[i], enclave))).toList();
        try {
            List<Asked> asked = new ArrayList<>();
            for (Future<Asked> each : writers.invokeAll(changes))
                asked.add(each.get());
            return asked;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        } catch (ExecutionException e) {
            throw new AssertionError("a change without an answer", e);
        }
    }

    private Asked put(Client node, NumberedPolicy policy) {
        long sent = System.nanoTime();
        Client.Answer answer = node.send(node.request(POLICY).header("Authorization", authorization)
                .header("Content-Type", "text/plain").PUT(BodyPublishers.ofString(policy.text())).build());
        return new Asked(new Change(policy, sent, System.nanoTime()), answer);
    }

    private static String request(EmulatedAttester attester) {
        return Evidence.binding(attester, "{\"load\":true}").sgxRequest("JSON");
    }

    /** Hashes of what the policy was changed to, in order, without the one before all. */
    private List<String> recorded() {
        List<String> all = both.database().select("assay", "SELECT encode(p.policy_hash, 'hex') "
                + "FROM assay.policy_event e JOIN assay.tenant_policy p USING (tenant_id, attestation_type, version)"
                + OF_TENANT + " ORDER BY number");
        return all.subList(1, all.size());
    }

    /** Hash of the policy each call was judged by, under its trace id. */
    private Map<String, String> audited() {
        return both.database().select("assay", "SELECT trace_id || ' ' || encode(policy_hash, 'hex') "
                + "FROM assay.audit_record e" + OF_TENANT).stream().map(row -> row.split(" "))
                .collect(Collectors.toMap(row -> row[0], row -> row[1]));
    }

    /** What is not as it must be about a call. */
    private static Optional<String> fault(Call call, PolicyHistory history, Map<String, String> audited) {
        String hash = audited.get(call.traceId());
        List<NumberedPolicy> possible = history.during(call.sent(), call.back());
        Optional<NumberedPolicy> judgedBy = possible.stream().filter(policy -> policy.hash().equals(hash)).findFirst();
        if (judgedBy.isEmpty())
            return Optional.of(call.answer().status() + " by a policy that was not in force: " + hash + ", possible: "
                    + possible.stream().map(NumberedPolicy::number).toList());
        String expected = expected(judgedBy.get(), call.enclave());
        String seen = seen(call);
        return expected.equals(seen) ? Optional.empty() : Optional.of(seen + " instead of " + expected);
    }

    private static String expected(NumberedPolicy policy, int enclave) {
        return policy.refusals().get(enclave).map(reason -> "400 " + reason)
                .orElseGet(() -> "200 " + policy.number() + " " + policy.hash());
    }

    /** Of the answer alone, as whoever asked has it. */
    private static String seen(Call call) {
        Client.Answer answer = call.answer();
        if (answer.status() != 200)
            return answer.status() + " " + Refusal.in(answer).reason().orElse(answer.body());
        var claims = answer.token().claims();
        return "200 " + claims.getInt(NumberedPolicy.CLAIM) + " "
                + HexFormat.of().formatHex(Base64.getUrlDecoder().decode(claims.getString("x-ms-policy-hash")));
    }
}
