import type { DeliveryName, MailEvent } from "../addresses.ts";
import type { ReturnPaths } from "../return-path.ts";
import { toDetail } from "./classify.ts";
import type { Told } from "./read-report.ts";

export interface ProveParts {
  readonly paths: ReturnPaths;
  readonly recipientOf?: ((name: DeliveryName) => Promise<string | undefined>) | undefined;
}

/**
 * What a mailed report comes to, once it has shown the sealed name of a delivery: anybody can
 * write a report, only who got or carried a message knows its seal. Without one, or with one of
 * another recipient, it is an event about nobody.
 */
export async function prove(
  { paths, recipientOf }: ProveParts,
  told: Told,
  at: string,
): Promise<MailEvent> {
  const { kind, status } = told;
  const base = { kind, ...(status && { status }), detail: toDetail(told.detail), at };
  for (const name of new Set(told.names)) {
    const named = paths.read(name);
    if (!named) continue;
    const { delivery, seal } = named;
    const address =
      told.recipients.find((one) => paths.isOf(named, one)) ??
      (await provedRecipient(named.delivery, (one) => paths.isOf(named, one), recipientOf));
    // One delivery comes back once in a way; how often it is told does not matter.
    if (address) return { ...base, key: `${kind} ${seal}`, address, delivery };
  }
  return { ...base, key: `unproved ${at} ${Math.random()}` };
}

/** A forwarded message comes back from an address we have never heard of. */
async function provedRecipient(
  delivery: DeliveryName,
  isProved: (address: string) => boolean,
  recipientOf: ProveParts["recipientOf"],
): Promise<string | undefined> {
  const address = await recipientOf?.(delivery);
  return address !== undefined && isProved(address) ? address : undefined;
}
