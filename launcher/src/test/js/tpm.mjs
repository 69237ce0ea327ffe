// The TPM call of the unmodified @azure/attestation. Reads one JSON object from standard input (endpoint, access token or
// null, messages as texts) and writes what became of each, in their order: the service's text, or the error thrown.
import { readFileSync } from "node:fs";
import attestation from "@azure/attestation";

const { AttestationClient } = attestation;
const { endpoint, token, messages } = JSON.parse(readFileSync(0, "utf8"));
const credential = { getToken: async () => ({ token, expiresOnTimestamp: Date.now() + 600_000 }) };
const client = token ? new AttestationClient(endpoint, credential) : new AttestationClient(endpoint);

const answers = [];
for (const message of messages) {
  try {
    answers.push({ status: 200, answer: await client.attestTpm(message) });
  } catch (thrown) {
    const { statusCode, code, message: text, response } = thrown;
    answers.push({ status: statusCode ?? 0, code: code ?? null, message: text, body: response?.bodyAsText ?? "" });
  }
}
console.log(JSON.stringify({ answers }));
