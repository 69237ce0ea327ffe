// The unmodified @azure/attestation against the service. Reads one JSON object from standard input (endpoint and
// issuer of two tenants, evidence in base64) and writes one with what every call returned; a call that throws ends the program.
import { readFileSync } from "node:fs";
import attestation from "@azure/attestation";

const { AttestationClient, createAttestationPolicyToken } = attestation;
const given = JSON.parse(readFileSync(0, "utf8"));
const bytes = (name) => new Uint8Array(Buffer.from(given[name], "base64"));

const checks = {
  validateToken: true,
  validateExpirationTime: true,
  validateNotBeforeTime: true,
  validateIssuer: true,
  expectedIssuer: given.issuer,
};

// A validation callback of the caller's own sees the signer the SDK found.
const signers = [];
const validationOptions = {
  ...checks,
  validateAttestationToken: (token, signer) => {
    signers.push(signer?.keyId ?? null);
    return undefined;
  },
};

const client = new AttestationClient(given.endpoint, { validationOptions });

const shown = ({ token, body }) => ({
  algorithm: token.algorithm,
  keyUrl: token.keyUrl,
  mrEnclave: body.mrEnclave,
  mrSigner: body.mrSigner,
  productId: body.productId,
  svn: body.svn,
  isDebuggable: body.isDebuggable,
  verifierType: body.verifierType,
  version: body.version,
  issuer: body.issuer,
  runTimeClaims: body.runTimeClaims ?? null,
  policyClaims: body.policyClaims ?? null,
  enclaveHeldData: body.enclaveHeldData ? Buffer.from(body.enclaveHeldData).toString("base64") : null,
  policyHashLength: body.policyHash?.length,
  collateral: Object.keys(body.sgxCollateral ?? {}).sort(),
});

const quote = bytes("quote");
const held = bytes("held");
const sgxJson = await client.attestSgxEnclave(quote, { runTimeJson: held });
const sgxBinary = await client.attestSgxEnclave(quote, { runTimeData: held });
const openEnclaveJson = await client.attestOpenEnclave(bytes("report"), { runTimeJson: held });
const openEnclaveBinary = await client.attestOpenEnclave(bytes("report"), { runTimeData: held });
const signed = [...signers];
const drafted = (draftPolicyForAttestation) =>
  client.attestSgxEnclave(quote, { runTimeJson: held, draftPolicyForAttestation });
const draftAsText = await drafted(given.draftPolicy);
const draftAsStored = await drafted(createAttestationPolicyToken(given.draftPolicy).serialize());

const published = await client.getAttestationSigners();
const others = await new AttestationClient(given.otherEndpoint).getAttestationSigners();

// What the SDK's checks say of a token that is not what it should be: the same signature over another payload.
const tampered = (token) => {
  const [header, payload, signature] = token.serialize().split(".");
  const claims = JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
  claims["x-ms-sgx-product-id"] += 1;
  const changed = Buffer.from(JSON.stringify(claims), "utf8").toString("base64url");
  return new token.constructor([header, changed, signature].join("."));
};

// The SDK throws a bare text where neither the keys it was given nor the token's header hold a certificate to try.
const problemsOf = (token, candidates, checked = checks) => {
  try {
    return token.getTokenProblems(candidates, checked);
  } catch (thrown) {
    return [`thrown: ${thrown}`];
  }
};

const result = {
  sgxJson: shown(sgxJson),
  sgxBinary: shown(sgxBinary),
  openEnclaveJson: shown(openEnclaveJson),
  openEnclaveBinary: shown(openEnclaveBinary),
  draftAsText: shown(draftAsText),
  draftAsStored: shown(draftAsStored),
  signers: signed,
  published: published.map((signer) => ({ keyId: signer.keyId, certificates: signer.certificates.length })),
  metadata: await client.getOpenIdMetadata(),
  problems: {
    none: problemsOf(sgxJson.token, published),
    tampered: problemsOf(tampered(sgxJson.token), published),
    otherIssuer: problemsOf(sgxJson.token, published, { ...checks, expectedIssuer: given.otherIssuer }),
    otherSigners: problemsOf(sgxJson.token, others),
  },
};
console.log(JSON.stringify(result));
