import { AppError, type GuardedClient } from "#platform";
import type { ChannelKind, ChannelWish } from "../channels.ts";
import { services } from "../services/services.ts";

type Address = ChannelWish["address"];

export interface AddressRules {
  readonly client: Pick<GuardedClient, "check">;
  readonly inside: readonly string[];
}

const MAX_CHARACTERS = 1_000;

/**
 * Leaves what the kind needs.
 *
 * @throws AppError `invalid` with what to change.
 */
export function checkAddress(kind: ChannelKind, address: Address, rules: AddressRules): Address {
  const service = services[kind];
  const url = address.url?.trim() ?? "";
  const token = address.token?.trim() ?? "";
  const room = address.room?.trim() ?? "";
  for (const text of [url, token, room]) {
    // Such a text would end a header or an address early.
    if (text.length > MAX_CHARACTERS || /[^\x21-\x7E]/.test(text)) {
      throw new AppError("invalid", "Addresses and tokens are one word without spaces or accents.");
    }
  }
  if (url !== "" || kind !== "telegram") checkUrl(kind, url, rules);
  const checked = { ...(url && { url }), ...(token && { token }), ...(room && { room }) };
  const problem = service.findProblem(checked);
  if (problem !== undefined) throw new AppError("invalid", `${problem}.`);
  return checked;
}

function checkUrl(kind: ChannelKind, text: string, { client, inside }: AddressRules): void {
  if (text === "") throw new AppError("invalid", "Give the address that the channel posts to.");
  client.check(text);
  const url = new URL(text);
  if (inside.includes(url.host)) return;
  if (url.protocol !== "https:") {
    throw new AppError(
      "invalid",
      "The address must begin with https://, for what it lets people do.",
    );
  }
  const { hosts, label } = services[kind];
  if (kind === "telegram" || (hosts && !hosts.includes(url.host))) {
    throw new AppError("invalid", `${url.host} is not a machine of ${label}.`);
  }
}

/** Where it posts, without what would let others post there. */
export function placeOf(kind: ChannelKind, { url = "", room = "" }: Address): string {
  if (kind === "telegram") return room;
  const { host, pathname } = new URL(url);
  if (kind === "matrix") return `${room} on ${host}`;
  const end = pathname.replace(/\/+$/, "");
  return end.length > 4 ? `${host}/…${end.slice(-4)}` : host;
}
