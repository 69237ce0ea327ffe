// The unmodified administration client of @azure/attestation against an isolated tenant. Reads one JSON object from
// standard input (endpoint, issuer, tokens of a contributor and of a reader, policy text, two keys with certificates in
// PEM, the first of which is listed) and writes one with what every call returned; a call that throws where it must not
// ends the program.
import { readFileSync } from "node:fs";
import attestation from "@azure/attestation";

const { AttestationAdministrationClient } = attestation;
const given = JSON.parse(readFileSync(0, "utf8"));
const validationOptions = {
  validateToken: true,
  validateExpirationTime: true,
  validateNotBeforeTime: true,
  validateIssuer: true,
  expectedIssuer: given.issuer,
};
const clientWith = (token, endpoint, issuer) =>
  new AttestationAdministrationClient(
    endpoint,
    { getToken: async () => ({ token, expiresOnTimestamp: Date.now() + 600_000 }) },
    { validationOptions: { ...validationOptions, expectedIssuer: issuer } },
  );
const client = clientWith(given.token, given.endpoint, given.issuer);
const reader = clientWith(given.readerToken, given.readerEndpoint, given.readerEndpoint);
const { listed, other } = given;
const signedBy = ({ privateKey, certificate }) => ({ privateKey, certificate });
const add = (named, by, through = client) =>
  through.addPolicyManagementCertificate(named.certificate, by.privateKey, by.certificate);
const remove = (named, by) =>
  client.removePolicyManagementCertificate(named.certificate, by.privateKey, by.certificate);
const changed = ({ body }) => ({ result: body.certificateResolution, thumbprint: body.certificateThumbprint });
const list = async () => (await client.getPolicyManagementCertificates()).body.map((each) => each.certificates[0]);
const refusal = async (call) => {
  try {
    await call();
    return { status: 200 };
  } catch (thrown) {
    return { status: thrown.statusCode ?? 0, code: thrown.code ?? null, message: thrown.message };
  }
};

const served = (await client.getPolicy("SgxEnclave")).body;
const refusals = {
  unsigned: await refusal(() => client.setPolicy("SgxEnclave", given.policy)),
  unsignedReset: await refusal(() => client.resetPolicy("SgxEnclave")),
  unlistedPolicy: await refusal(() => client.setPolicy("SgxEnclave", given.policy, signedBy(other))),
  unlistedAdd: await refusal(() => add(other, other)),
  last: await refusal(() => remove(listed, listed)),
};
const unparsed = await refusal(() => client.setPolicy("SgxEnclave", "version= 1.0; nonsense", signedBy(listed)));
const readers = await refusal(() => add(other, listed, reader));
const untouched = (await client.getPolicy("SgxEnclave")).body;
const before = await list();
const added = [changed(await add(other, listed)), changed(await add(other, listed))];
const during = await list();
const set = (await client.setPolicy("SgxEnclave", given.policy, signedBy(other))).body.policyResolution;
const removed = [changed(await remove(other, listed)), changed(await remove(other, listed))];
const after = await list();
const kept = (await client.getPolicy("SgxEnclave")).body;
const late = await refusal(() => client.setPolicy("SgxEnclave", given.policy + " ", signedBy(other)));
const reset = (await client.resetPolicy("SgxEnclave", signedBy(listed))).body.policyResolution;

console.log(
  JSON.stringify({ served, untouched, refusals, unparsed, readers, before, added, during, set, removed, after, kept, late, reset }),
);
