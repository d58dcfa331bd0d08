import { generateKeyPair } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { AppError } from "#platform";
import { type DkimKey, readDkimKey } from "../message/dkim-keys.ts";

const RSA_BITS = 2_048;

/** A key that mail is signed with, in the data folder; for its owner's eyes alone. */
export async function makeDkimKey(
  dataDir: string,
  selector: string,
  kind: DkimKey["kind"],
): Promise<Pick<DkimKey, "record"> & { readonly file: string }> {
  if (!/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(selector)) {
    throw new AppError("invalid", "A selector is a short word such as s2026, part of a host name");
  }
  const folder = join(dataDir, "dkim");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, `${selector}.pem`);
  const { privateKey } =
    kind === "rsa"
      ? await promisify(generateKeyPair)("rsa", { modulusLength: RSA_BITS })
      : await promisify(generateKeyPair)("ed25519", {});
  const pem = privateKey.export({ type: "pkcs8", format: "pem" });
  try {
    writeFileSync(file, pem, { mode: 0o600, flag: "wx" });
  } catch (cause) {
    throw new AppError("conflict", `${file} is there already; choose another selector`, { cause });
  }
  return { file, record: readDkimKey({ selector, file }).record };
}
