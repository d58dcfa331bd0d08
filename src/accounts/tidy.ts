import type { Core } from "./core.ts";
import { deleteEventsBefore } from "./events/store.ts";
import { REQUEST_KEY_LIFETIME_MS } from "./request-keys/create-request-keys.ts";
import { createRequestKeyStore } from "./request-keys/store.ts";
import { LONGEST_IDLE_MS } from "./sessions/lifetime.ts";
import { deleteOldSessions } from "./sessions/store.ts";
import { deleteOldSignIns } from "./sign-in/store.ts";
import { deleteTokensExpiredBefore } from "./tokens/store.ts";

const DAY_MS = 86_400_000;
/** The limits on mails count a day back. */
const MAIL_MS = DAY_MS;
/** So that its owner sees what ended. */
const EXPIRED_TOKEN_MS = 30 * DAY_MS;
const EVENT_MS = 180 * DAY_MS;

/** Lets go of what has expired. */
export async function tidy(core: Core): Promise<void> {
  const { kysely } = core.database;
  await deleteOldSessions(kysely, core.now(), core.fromNow(-LONGEST_IDLE_MS));
  await deleteOldSignIns(kysely, core.now(), core.fromNow(-MAIL_MS));
  await deleteTokensExpiredBefore(kysely, core.fromNow(-EXPIRED_TOKEN_MS));
  await deleteEventsBefore(kysely, core.fromNow(-EVENT_MS));
  const keys = createRequestKeyStore(core.database);
  await keys.deleteBefore(core.fromNow(-REQUEST_KEY_LIFETIME_MS));
}
