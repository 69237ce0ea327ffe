// The unmodified @azure/arm-attestation, its newest version and the one before, against the service. Reads one JSON
// object from standard input (endpoint, client id and secret, a certificate in base64) and writes one with what every
// call returned; a call that throws where it should not ends the program.
import { readFileSync } from "node:fs";
import * as newest from "@azure/arm-attestation";
import before from "arm-attestation-2";

const given = JSON.parse(readFileSync(0, "utf8"));

// A credential as any of Azure's: it asks for a token, and the pipeline sends it.
const credential = {
  async getToken() {
    const basic = Buffer.from(`${given.client}:${given.secret}`).toString("base64");
    const answer = await fetch(`${given.endpoint}/oauth2/token`, {
      method: "POST",
      headers: { authorization: `Basic ${basic}`, "content-type": "application/x-www-form-urlencoded" },
      body: "grant_type=client_credentials",
    });
    const granted = await answer.json();
    return { token: granted.access_token, expiresOnTimestamp: Date.now() + granted.expires_in * 1000 };
  },
};

const status = async (call) => {
  try {
    await call();
    return "none";
  } catch (refused) {
    return `${refused.statusCode} ${refused.code ?? refused.details?.error?.code}`;
  }
};

const isolated = {
  location: "local",
  properties: {
    policySigningCertificates: { keys: [{ alg: "ES256", kid: "1", kty: "EC", use: "sig", x5C: [given.certificate] }] },
  },
};

const walk = async (client, mark) => {
  const providers = client.attestationProviders;
  const group = `Group-${mark}`;
  const aad = `Aad${mark}`;
  const result = {};
  result.created = await providers.create(group, aad, { location: "local", tags: { Team: "blue" }, properties: {} });
  result.isolated = await providers.create(group, `Iso${mark}`, isolated);
  result.read = await providers.get(group.toUpperCase(), aad.toLowerCase());
  result.again = await providers.create(group, aad, { location: "local", tags: { Team: "blue" }, properties: {} });
  result.patched = await providers.update(group, aad, { tags: { Team: "red" } });
  result.bySubscription = (await providers.list()).value.map((it) => it.name);
  result.byGroup = (await providers.listByResourceGroup(group)).value.map((it) => it.id);
  result.shared = (await providers.listDefault()).value.map((it) => it.attestUri);
  result.sharedThere = (await providers.getDefaultByLocation("westeurope")).location;
  result.operations = (await client.operations.list()).value.map((it) => it.name);
  result.connections = [];
  for await (const connection of client.privateEndpointConnections.list(group, aad)) result.connections.push(connection);
  result.clash = await status(() => providers.create("elsewhere", aad, { location: "local", properties: {} }));
  await providers.delete(group, aad);
  await providers.delete(group, aad);
  result.gone = await status(() => providers.get(group, aad));
  result.left = (await providers.list()).value.map((it) => it.name);
  return result;
};

const options = { endpoint: given.endpoint, retryOptions: { maxRetries: 0 } };
const client3 = new newest.AttestationManagementClient(credential, "sub-new", options);
const client2 = new before.AttestationManagementClient(credential, "sub-old", options);
const results = { newest: await walk(client3, "new"), before: await walk(client2, "old") };
results.newest.tpm = (
  await client3.attestationProviders.update("Group-new", "Isonew", {
    properties: { tpmAttestationAuthentication: "Disabled" },
  })
).tpmAttestationAuthentication;
results.newest.closed = await status(() =>
  client3.attestationProviders.create("Group-new", "closed", {
    location: "local",
    properties: { publicNetworkAccess: "Disabled" },
  }),
);
process.stdout.write(JSON.stringify(results));
