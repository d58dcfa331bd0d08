import { AppError, hashSecret } from "#platform";
import type { RequestKeys } from "../accounts.ts";
import type { Core } from "../core.ts";
import { createRequestKeyStore, type RequestKey } from "./store.ts";

export const REQUEST_KEY_LIFETIME_MS = 86_400_000;
/** No request takes so long: the program was ended in the middle of it. */
const ABANDONED_MS = 5 * 60_000;
const KEY = /^[\x21-\x7e]{1,255}$/;

export function createRequestKeys(core: Core): RequestKeys {
  const store = createRequestKeyStore(core.database);
  return {
    async take(id, key, request) {
      if (!KEY.test(key)) throw badKey();
      const taken = { hash: hashSecret(request), at: core.now() };
      // A key of yesterday is free; the second round finds it gone.
      for (let round = 0; round < 2; round++) {
        if (await store.insert(id, key, taken)) return undefined;
        const row = await store.find(id, key);
        if (!row) continue;
        if (row.created_at <= core.fromNow(-REQUEST_KEY_LIFETIME_MS)) {
          await store.deleteBefore(core.fromNow(-REQUEST_KEY_LIFETIME_MS + 1));
          continue;
        }
        if (row.request_hash !== taken.hash) throw otherRequest();
        if (row.status !== null) return { status: row.status, body: row.body ?? "" };
        if (isAbandoned(core, row) && (await store.takeOver(id, key, row.created_at, taken.at))) {
          return undefined;
        }
        throw underWay();
      }
      throw underWay();
    },
    keep: (id, key, answer) => store.keep(id, key, answer),
    release: (id, key) => store.release(id, key),
  };
}

function isAbandoned(core: Core, row: RequestKey): boolean {
  return row.created_at <= core.fromNow(-ABANDONED_MS);
}

function badKey(): AppError {
  return new AppError("invalid", "An Idempotency-Key has 1 to 255 visible ASCII characters");
}

function otherRequest(): AppError {
  return new AppError(
    "invalid",
    "This Idempotency-Key was used for another request; take a new one",
  );
}

function underWay(): AppError {
  return new AppError(
    "conflict",
    "A request with this Idempotency-Key is under way; ask again soon",
  );
}
