import { createHmac } from "node:crypto";
import { AppError, createSecret, type Database, hashSecret } from "#platform";
import type { ReadAddresses } from "../recommendations.ts";
import { findReader, findSalt, saveAddress } from "./store.ts";

/** Tokens are made of a salt and the secret of the data folder: the database alone opens none. */
export function createReadAddresses(parts: {
  readonly database: Database;
  readonly secret: () => Buffer;
}): ReadAddresses {
  const { database } = parts;
  const tokenOf = (salt: string) =>
    createHmac("sha256", parts.secret()).update(`for-you:${salt}`).digest("base64url");
  return {
    async tokenOf(reader) {
      const salt = await findSalt(database, reader);
      return salt === undefined ? undefined : tokenOf(salt);
    },
    async renew(reader) {
      const salt = createSecret();
      const token = tokenOf(salt);
      await saveAddress(database, { reader, salt, tokenHash: hashSecret(token) });
      return token;
    },
    async open(token) {
      const reader = await findReader(database, hashSecret(token));
      if (!reader) throw new AppError("not_found", "There is no such feed (any more).");
      return reader;
    },
  };
}
