import { createHmac } from "node:crypto";
import { createSecret } from "#platform";
import type { CommunityParts } from "../community-parts.ts";
import { forgetNetworkKeys, shareNetworkKey } from "./store.ts";

const DAY_MS = 86_400_000;

/** Enough to tell networks apart. */
const NETWORK_BYTES = 9;

type Parts = Pick<CommunityParts, "database" | "clock">;

/**
 * Names a network by a keyed hash. Every process of the site has the same key, which lies in the
 * database and is another one every day (UTC): once it is forgotten nobody can tell which
 * network it was.
 */
export function createNetworkHash(parts: Parts): (network: string) => Promise<string> {
  let known: { readonly day: string; readonly key: Promise<string> } | undefined;
  return async (network) => {
    if (network === "") return "";
    const day = dayAt(parts.clock.now().getTime());
    if (known?.day !== day) known = { day, key: keyOf(parts, day) };
    const { key } = known;
    const hash = createHmac("sha256", await key)
      .update(network)
      .digest();
    return hash.subarray(0, NETWORK_BYTES).toString("base64url");
  };

  async function keyOf({ database }: Parts, day: string): Promise<string> {
    try {
      return await shareNetworkKey(database, { day, key: createSecret() });
    } catch (error) {
      known = undefined;
      throw error;
    }
  }
}

/** Forgets the keys of days before yesterday. */
export async function forgetOldKeys({ database, clock }: Parts): Promise<void> {
  await forgetNetworkKeys(database, dayAt(clock.now().getTime() - DAY_MS));
}

function dayAt(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
