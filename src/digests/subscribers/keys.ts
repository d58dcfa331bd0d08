import { createHmac } from "node:crypto";
import type { PaperId } from "#papers";
import { loadSecret } from "#platform";
import type { SubscriberRow } from "./store.ts";
import { createToken, isSameToken, type TokenClaim } from "./tokens.ts";

type Salted = Pick<SubscriberRow, "subscriber_id" | "token_salt">;

/** Makes and checks the tokens that stand in links, under the secret of the data folder. */
export interface Keys {
  confirm(subscriber: Salted): string;
  manage(subscriber: Salted): string;
  add(subscriber: Salted, digestId: string): string;
  stop(subscriber: Salted, digestId: string): string;
  read(subscriber: Salted, digestId: string): string;
  mark(subscriber: Salted, paperId: PaperId): string;
  isGenuine(token: string, claim: TokenClaim, subscriber: Salted): boolean;
  /** Stands for an address that is let go. */
  hashOf(email: string): string;
}

export function createKeys(dataDir: string): Keys {
  let loaded: Buffer | undefined;
  const secret = () => {
    loaded ??= loadSecret(dataDir);
    return loaded;
  };
  const make = (purpose: TokenClaim["purpose"], id: string, { token_salt }: Salted, paper = "") =>
    createToken(secret(), { purpose, id, paperId: paper }, token_salt);
  return {
    confirm: (subscriber) => make("confirm", subscriber.subscriber_id, subscriber),
    manage: (subscriber) => make("manage", subscriber.subscriber_id, subscriber),
    add: (subscriber, digestId) => make("add", digestId, subscriber),
    stop: (subscriber, digestId) => make("stop", digestId, subscriber),
    read: (subscriber, digestId) => make("read", digestId, subscriber),
    mark: (subscriber, paperId) => make("mark", subscriber.subscriber_id, subscriber, paperId),
    isGenuine: (token, claim, subscriber) =>
      isSameToken(token, createToken(secret(), claim, subscriber.token_salt)),
    hashOf: (email) => `hmac:${createHmac("sha256", secret()).update(email).digest("base64url")}`,
  };
}
