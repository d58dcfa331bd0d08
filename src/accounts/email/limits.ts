import { AppError, type Executor } from "#platform";
import type { Core } from "../core.ts";
import { countMails } from "../sign-in/store.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Mails within a time, to one address. */
const perAddress = [
  { withinMs: MINUTE_MS, mails: 1, wait: "a minute" },
  { withinMs: HOUR_MS, mails: 5, wait: "an hour" },
  { withinMs: DAY_MS, mails: 20, wait: "a day" },
] as const;
/** A network of a university holds many people. */
const PER_NETWORK_AND_HOUR = 60;
/** Beyond this somebody is abusing the form, and it rests. */
const PER_HOUR = 300;

/**
 * Known and unknown addresses count alike.
 *
 * @throws AppError `rate_limited` when one more mail would be too many.
 */
export async function limitMails(
  core: Core,
  executor: Executor,
  asked: { readonly email: string; readonly network: string },
): Promise<void> {
  const since = { hour: core.fromNow(-HOUR_MS), day: core.fromNow(-DAY_MS) };
  const counts = await countMails(executor, asked, since);
  for (const { withinMs, mails, wait } of perAddress) {
    const start = core.fromNow(-withinMs);
    if (counts.toAddress.filter((at) => at > start).length < mails) continue;
    throw new AppError(
      "rate_limited",
      `A mail with a code went to this address already; use that one, or wait ${wait} and ask again`,
    );
  }
  if (asked.network !== "" && counts.fromNetwork >= PER_NETWORK_AND_HOUR) {
    throw new AppError(
      "rate_limited",
      "Too many codes were asked for from your network; wait an hour, or sign in another way",
    );
  }
  if (counts.fromAnyone < PER_HOUR) return;
  core.log.warn({ limit: PER_HOUR }, "too many codes asked for this hour; resting");
  throw new AppError(
    "rate_limited",
    "Too many codes are being asked for; wait an hour, or sign in another way",
  );
}
