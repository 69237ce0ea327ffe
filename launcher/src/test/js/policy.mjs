// The unmodified administration client of @azure/attestation against the service. Reads one JSON object from standard
// input (endpoint, issuer, access token, policy text, key and certificate in PEM) and writes one with what every call
// returned; a call that throws where it must not ends the program.
import { readFileSync } from "node:fs";
import { createHash } from "node:crypto";
import attestation from "@azure/attestation";

const { AttestationAdministrationClient, createAttestationPolicyToken } = attestation;
const given = JSON.parse(readFileSync(0, "utf8"));
const validationOptions = {
  validateToken: true,
  validateExpirationTime: true,
  validateNotBeforeTime: true,
  validateIssuer: true,
  expectedIssuer: given.issuer,
};
const clientWith = (token) =>
  new AttestationAdministrationClient(
    given.endpoint,
    { getToken: async () => ({ token, expiresOnTimestamp: Date.now() + 600_000 }) },
    { validationOptions },
  );
const client = clientWith(given.token);
const hex = (bytes) => Buffer.from(bytes ?? []).toString("hex");
const hashOf = (token) => createHash("sha256").update(token.serialize(), "ascii").digest("hex");
const shown = ({ body }) => ({
  resolution: body.policyResolution,
  hash: hex(body.policyTokenHash),
  signer: body.policySigner?.certificates?.[0] ?? null,
});
const refusal = async (call) => {
  try {
    await call();
    return { status: 200 };
  } catch (thrown) {
    return { status: thrown.statusCode, code: thrown.code ?? null };
  }
};

const { privateKey, certificate } = given;
const served = (await client.getPolicy("SgxEnclave")).body;
const set = shown(await client.setPolicy("SgxEnclave", given.policy));
const got = (await client.getPolicy("SgxEnclave")).body;
const reset = shown(await client.resetPolicy("SgxEnclave"));
const after = (await client.getPolicy("SgxEnclave")).body;
const signed = shown(await client.setPolicy("OpenEnclave", given.policy, { privateKey, certificate }));
const signedGot = (await client.getPolicy("OpenEnclave")).body;
const signedReset = shown(await client.resetPolicy("OpenEnclave", { privateKey, certificate }));
const certificates = (await client.getPolicyManagementCertificates()).body.length;

console.log(
  JSON.stringify({
    served,
    set,
    expectedHash: hashOf(createAttestationPolicyToken(given.policy)),
    got,
    reset,
    after,
    signed,
    expectedSignedHash: hashOf(createAttestationPolicyToken(given.policy, privateKey, certificate)),
    signedGot,
    signedReset,
    certificates,
    unparsed: await refusal(() => client.setPolicy("SgxEnclave", "version= 1.0; nonsense")),
    unknown: await refusal(() => clientWith("none").getPolicy("SgxEnclave")),
  }),
);
