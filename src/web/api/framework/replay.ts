import { createHash } from "node:crypto";
import type { Accounts, Viewer } from "#accounts";
import { AppError } from "#platform";
import { ApiFailure } from "./problem.ts";

const KEY = /^[\x21-\x7e]{1,200}$/;

/** One write that may come twice, because its sender saw no answer. */
export interface Repeatable {
  readonly accounts: Accounts;
  readonly viewer: Viewer;
  /** `Idempotency-Key` as it came. */
  readonly key: string;
  /** Method, path and body: what the key stands for. */
  readonly request: string;
}

/**
 * Does `act` once per key: who sends the key again within a day gets the answer of the first
 * time. What failed for a reason that may pass is not kept.
 */
export async function once(
  { accounts, viewer, key, request }: Repeatable,
  act: () => Promise<Response>,
): Promise<Response> {
  if (!KEY.test(key)) {
    throw new ApiFailure(400, "Idempotency-Key: write 1 to 200 visible ASCII characters.");
  }
  const { requestKeys } = accounts;
  const { id } = viewer.account;
  const kept = await takeKey(accounts, { id, key, request });
  if (kept) {
    return new Response(kept.body === "" ? null : kept.body, {
      status: kept.status,
      headers: { "content-type": JSON_TYPE, "idempotency-replayed": "true" },
    });
  }
  try {
    const response = await act();
    await requestKeys.keep(id, key, {
      status: response.status,
      body: await response.clone().text(),
    });
    return response;
  } catch (error) {
    await requestKeys.release(id, key);
    throw error;
  }
}

const JSON_TYPE = "application/json; charset=utf-8";

type TakenKey = { id: Viewer["account"]["id"]; key: string; request: string };

async function takeKey({ requestKeys }: Accounts, { id, key, request }: TakenKey) {
  const hash = createHash("sha256").update(request).digest("base64url");
  try {
    return await requestKeys.take(id, key, hash);
  } catch (error) {
    if (error instanceof AppError && error.code === "invalid") {
      throw new ApiFailure(
        422,
        "This Idempotency-Key was used for another request; take a new one.",
      );
    }
    throw error;
  }
}
