import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";

const PRESENT = 0x01;
const VERIFIED = 0x04;
const WITH_KEY = 0x40;

export interface AnswerOptions {
  /** Where the browser says it is. */
  readonly origin?: string;
  readonly rpId?: string;
  /** Instead of the challenge that was given. */
  readonly challenge?: string;
  readonly userHandle?: string;
}

/** A passkey in software: what a browser and its authenticator answer (WebAuthn, level 3). */
export function createAuthenticator(origin = "https://papers.example.org") {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const credentialId = randomBytes(16);
  const id = credentialId.toString("base64url");
  let counter = 0;
  let userHandle = "";

  const authenticatorData = (rpId: string, flags: number, rest: Buffer[] = []) => {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([sha256(rpId), Buffer.from([flags]), count, ...rest]);
  };
  const clientData = (type: string, challenge: string, from: string) =>
    Buffer.from(JSON.stringify({ type, challenge, origin: from, crossOrigin: false }));
  const envelope = (response: Record<string, string>) => ({
    id,
    rawId: id,
    type: "public-key",
    clientExtensionResults: {},
    response,
  });

  return {
    id,
    /** Authenticators that count show copies of themselves. */
    setCounter(value: number) {
      counter = value;
    },
    /** `navigator.credentials.create()`, attestation "none". */
    create(given: Readonly<Record<string, unknown>>, changed: AnswerOptions = {}) {
      const options = given as {
        challenge: string;
        rp: { id: string };
        user: { id: string };
      };
      userHandle = options.user.id;
      const { x, y } = publicKey.export({ format: "jwk" });
      const key = cborMap([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, Buffer.from(x ?? "", "base64url")],
        [-3, Buffer.from(y ?? "", "base64url")],
      ]);
      const rest = [Buffer.alloc(16), Buffer.from([0, credentialId.length]), credentialId, key];
      const flags = PRESENT | VERIFIED | WITH_KEY;
      const data = authenticatorData(changed.rpId ?? options.rp.id, flags, rest);
      const attestation = cborMap([
        ["fmt", "none"],
        ["attStmt", new Map()],
        ["authData", data],
      ]);
      const challenge = changed.challenge ?? options.challenge;
      const client = clientData("webauthn.create", challenge, changed.origin ?? origin);
      return envelope({
        clientDataJSON: client.toString("base64url"),
        attestationObject: attestation.toString("base64url"),
      });
    },
    /** `navigator.credentials.get()`. */
    get(given: Readonly<Record<string, unknown>>, changed: AnswerOptions = {}) {
      const options = given as { challenge: string; rpId: string };
      const data = authenticatorData(changed.rpId ?? options.rpId, PRESENT | VERIFIED);
      const challenge = changed.challenge ?? options.challenge;
      const client = clientData("webauthn.get", challenge, changed.origin ?? origin);
      const signature = sign("sha256", Buffer.concat([data, sha256(client)]), privateKey);
      return envelope({
        clientDataJSON: client.toString("base64url"),
        authenticatorData: data.toString("base64url"),
        signature: signature.toString("base64url"),
        userHandle: changed.userHandle ?? userHandle,
      });
    },
  };
}

function sha256(data: string | Buffer): Buffer {
  return createHash("sha256").update(data).digest();
}

type CborValue = number | string | Buffer | Map<unknown, unknown>;

/** As much of CBOR (RFC 8949) as an attestation needs. */
function cborMap(entries: readonly (readonly [number | string, CborValue])[]): Buffer {
  return Buffer.concat([head(5, entries.length), ...entries.flat().map(cbor)]);
}

function cbor(value: CborValue): Buffer {
  if (typeof value === "number") return value < 0 ? head(1, -1 - value) : head(0, value);
  if (value instanceof Map) return head(5, 0);
  const bytes = Buffer.from(value as string | Buffer);
  return Buffer.concat([head(typeof value === "string" ? 3 : 2, bytes.length), bytes]);
}

function head(major: number, length: number): Buffer {
  if (length < 24) return Buffer.from([(major << 5) | length]);
  if (length < 256) return Buffer.from([(major << 5) | 24, length]);
  return Buffer.from([(major << 5) | 25, length >> 8, length & 255]);
}
