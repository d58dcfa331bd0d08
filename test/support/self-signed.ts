import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";

/** One value in DER: its tag, its length, its content. */
function der(tag: number, ...parts: readonly (Buffer | string)[]): Buffer {
  const content = Buffer.concat(parts.map((part) => Buffer.from(part)));
  const { length } = content;
  const size =
    length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const SEQUENCE = 0x30;
const sha256WithRsa = der(SEQUENCE, der(0x06, Buffer.from("2a864886f70d01010b", "hex")), der(0x05));
const commonName = der(0x06, Buffer.from("550403", "hex"));

/** A certificate (X.509) that signed itself, and its key; until 2049. */
export function selfSigned(name = "sns.example"): {
  readonly certificate: string;
  readonly privateKey: KeyObject;
} {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2_048 });
  const who = der(SEQUENCE, der(0x31, der(SEQUENCE, commonName, der(0x0c, name))));
  const validity = der(SEQUENCE, der(0x17, "200101000000Z"), der(0x17, "491231235959Z"));
  const key = publicKey.export({ type: "spki", format: "der" });
  const serial = der(0x02, Buffer.from([1]));
  const content = der(SEQUENCE, serial, sha256WithRsa, who, validity, who, key);
  const signature = der(0x03, Buffer.from([0]), sign("sha256", content, privateKey));
  const base64 = der(SEQUENCE, content, sha256WithRsa, signature).toString("base64");
  return {
    certificate: `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`,
    privateKey,
  };
}
