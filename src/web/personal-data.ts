import type { AccountId } from "#accounts";
import { readerOfAccount } from "#recommendations";
import type { WebParts } from "./parts.ts";

type Keepers = Pick<WebParts, "community" | "recommendations" | "channels" | "digests">;

/** Everything that is kept of an account beside the account itself, by what keeps it. */
export async function exportEverything(parts: Keepers, id: AccountId) {
  const [community, recommendations, channels, digests] = await Promise.all([
    parts.community?.exportData(id),
    parts.recommendations?.exportData(readerOfAccount(id)),
    parts.channels?.exportData(id),
    parts.digests?.exportData(id),
  ]);
  return {
    community: community ?? {},
    recommendations: recommendations ?? {},
    channels: channels ?? {},
    digests: digests ?? {},
  };
}

/** Lets all of it go, before the account itself goes. */
export async function forgetEverything(parts: Keepers, id: AccountId): Promise<void> {
  await parts.recommendations?.forget(readerOfAccount(id));
  await parts.channels?.forget(id);
  await parts.digests?.forget(id);
  await parts.community?.forget(id);
}
