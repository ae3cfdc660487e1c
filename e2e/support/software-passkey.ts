import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";

const sha256 = (data: Buffer | string) => createHash("sha256").update(data).digest();
const b64 = (data: Buffer) => data.toString("base64url");
const text = (word: string) => Buffer.concat([Buffer.from([0x60 + word.length]), Buffer.from(word)]);

/** Present, recognized; and that a key's data follow. */
const PRESENT = 0x01;
const VERIFIED = 0x04;
const ATTESTED = 0x40;

export interface Deed {
  origin?: string;
  rpID?: string;
  /** Whether the device has recognized its person. */
  verified?: boolean;
  counter?: number;
}

/**
 * A passkey in software, as a browser and its device make one together (WebAuthn level 2, ES256, no attestation), which
 * can also do what no browser would.
 */
export function makePasskey(home: { origin: string; rpID: string }) {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { x, y } = publicKey.export({ format: "jwk" }) as { x: string; y: string };
  const id = randomBytes(32);
  let counter = 0;

  const authData = ({ rpID = home.rpID, verified = true, counter: said }: Deed, more = 0, data = Buffer.alloc(0)) => {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(said ?? ++counter);
    const flags = PRESENT | (verified ? VERIFIED : 0) | more;
    return Buffer.concat([sha256(rpID), Buffer.from([flags]), count, data]);
  };
  const clientData = (type: string, challenge: string, { origin = home.origin }: Deed) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  const common = { id: b64(id), rawId: b64(id), type: "public-key" as const, clientExtensionResults: {} };

  return {
    id: b64(id),
    register({ challenge }: { challenge: string }, deed: Deed = {}) {
      const key = Buffer.concat([
        Buffer.from("a5010203262001215820", "hex"),
        Buffer.from(x, "base64url"),
        Buffer.from("225820", "hex"),
        Buffer.from(y, "base64url"),
      ]);
      const data = authData(deed, ATTESTED, Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, key]));
      const attestation = Buffer.concat([
        Buffer.from([0xa3]),
        text("fmt"),
        text("none"),
        text("attStmt"),
        Buffer.from([0xa0]),
        text("authData"),
        Buffer.from([0x58, data.length]),
        data,
      ]);
      const said = clientData("webauthn.create", challenge, deed);
      const transports = ["internal"];
      return { ...common, response: { clientDataJSON: b64(said), attestationObject: b64(attestation), transports } };
    },
    answer({ challenge }: { challenge: string }, deed: Deed = {}) {
      const data = authData(deed);
      const said = clientData("webauthn.get", challenge, deed);
      const signature = sign("sha256", Buffer.concat([data, sha256(said)]), privateKey);
      return {
        ...common,
        response: { clientDataJSON: b64(said), authenticatorData: b64(data), signature: b64(signature) },
      };
    },
  };
}
