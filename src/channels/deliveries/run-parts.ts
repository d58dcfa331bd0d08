import type { GuardedClient } from "#platform";
import type { ChannelsParts } from "../channels-parts.ts";
import type { Seal } from "../settings/seal.ts";
import type { Departures } from "./departures.ts";
import type { Looks } from "./looks.ts";

/** What making and handing over posts needs. */
export interface RunParts extends ChannelsParts {
  readonly client: GuardedClient;
  readonly seal: Seal;
  readonly departures: Departures;
  readonly looks: Looks;
}
