import { AppError } from "#platform";
import type { DeliveryName, MailEvent } from "../../addresses.ts";
import type { ReturnPaths } from "../../return-path.ts";
import type { ProviderRequest } from "../events.ts";

/**
 * Reads what one provider posts, once it has proved to be it.
 *
 * @throws AppError `forbidden` when it has not, `invalid` when it can not be read.
 */
export type Provider = (request: ProviderRequest, now: string) => Promise<readonly MailEvent[]>;

export function notTheProvider(): AppError {
  return new AppError("forbidden", "This request does not carry the signature of the provider.");
}

/** @throws AppError `invalid`. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError("invalid", "This is no JSON.");
  }
}

/**
 * The delivery that a return path names, or what the provider gives back of a header, where it is
 * one of ours to this address.
 */
export function deliveryIn(
  paths: ReturnPaths,
  name: string | undefined,
  address: string,
): { readonly delivery: DeliveryName } | undefined {
  const named = paths.read(name ?? "");
  return named && paths.isOf(named, address) ? { delivery: named.delivery } : undefined;
}
