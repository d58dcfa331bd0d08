import { createHmac } from "node:crypto";
import { loadSecret } from "#platform";

/** Keys that follow from the secret of the data folder, each for one purpose. */
export interface MailKeys {
  /** What is kept of an address: 128 bits that only this site can work out. */
  hashAddress(address: string): string;
  /** @returns 64 bits in letters that survive being written in capitals. */
  seal(text: string): string;
}

const HASH_CHARACTERS = 22;
const SEAL_BYTES = 8;

export function createMailKeys(dataDir: string): MailKeys {
  let secret: Buffer | undefined;
  const mac = (purpose: string, text: string) => {
    secret ??= loadSecret(dataDir);
    const key = createHmac("sha256", secret).update(`mail ${purpose}`).digest();
    return createHmac("sha256", key).update(text).digest();
  };
  return {
    hashAddress: (address) =>
      mac("address", address.trim().toLowerCase()).toString("base64url").slice(0, HASH_CHARACTERS),
    seal: (text) => mac("return path", text).subarray(0, SEAL_BYTES).toString("hex"),
  };
}
