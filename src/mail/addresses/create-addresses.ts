import { AppError, type Clock } from "#platform";
import type { Addresses, AddressStanding } from "../addresses.ts";
import type { MailKeys } from "../keys.ts";
import { type Fare, freshFare, isForgotten, suppress } from "./policy.ts";
import type { AddressStore } from "./store.ts";

interface AddressParts {
  readonly store: AddressStore;
  readonly keys: MailKeys;
  readonly clock: Clock;
}

export function createAddresses({ store, keys, clock }: AddressParts): Addresses {
  const now = () => clock.now().toISOString();
  return {
    async standing(address) {
      return toStanding(await store.find(keys.hashAddress(address)), now());
    },
    async suppressed(addresses) {
      const byHash = new Map(addresses.map((address) => [keys.hashAddress(address), address]));
      const found = await store.suppressed([...byHash.keys()]);
      return new Set(found.map((hash) => byHash.get(hash) ?? ""));
    },
    async suppress(address, reason) {
      await store.change(keys.hashAddress(address), (fare) => suppress(fare, reason, now()));
    },
    async restore(address, { isReader }) {
      await store.change(keys.hashAddress(address), (fare) => {
        if (fare.reason === "complaint" && !isReader) {
          throw new AppError(
            "conflict",
            "This reader has called our mail spam; only they can have it back, by subscribing again.",
          );
        }
        return freshFare;
      });
    },
    counts: () => store.counts(),
  };
}

function toStanding(fare: Fare, now: string): AddressStanding {
  if (fare.state === "suppressed") {
    const { reason, score, suppressedAt } = fare;
    return {
      state: "suppressed",
      score,
      ...(reason && { reason }),
      ...(suppressedAt && { since: suppressedAt }),
    };
  }
  return { state: "fine", score: isForgotten(fare, now) ? 0 : fare.score };
}
