import { createLog, type Database, type DatabaseSettings } from "#platform";
import type { Accounts, Origin } from "../../src/accounts/accounts.ts";
import { type AccountsParts, createAccounts, type Letter } from "../../src/accounts/index.ts";
import { movableClock } from "./movable-clock.ts";

export interface SentLetter {
  readonly to: string;
  readonly letter: Letter;
}

/** Accounts on a real database; letters are kept in a list. */
export interface AccountsBench {
  readonly accounts: Accounts;
  readonly clock: ReturnType<typeof movableClock>;
  readonly letters: readonly SentLetter[];
  /** Signs in, or up, through the mail, as a reader would. */
  enter(email: string): Promise<Awaited<ReturnType<Accounts["email"]["finishWithCode"]>>>;
}

export const home: Origin = { network: "203.0.113.0/24", agent: "Firefox on Linux" };

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

export async function openAccounts(
  database: Database,
  { dataDir }: DatabaseSettings,
  parts: Partial<AccountsParts> = {},
): Promise<AccountsBench> {
  const clock = movableClock("2026-11-20T09:00:00.000Z");
  const letters: SentLetter[] = [];
  const accounts = createAccounts({
    database,
    clock,
    log: createLog("silent"),
    dataDir,
    site: { title: "Broadsheet", url: "https://papers.example.org" },
    settings: { signUp: "open", providers: [] },
    sendLetter: async (to, letter) => {
      letters.push({ to, letter });
    },
    ...parts,
  });
  return {
    accounts,
    clock,
    letters,
    async enter(email) {
      const browser = await accounts.email.begin(email, home);
      await accounts.idle();
      const sent = letters.findLast(({ to }) => to === email);
      return accounts.email.finishWithCode(browser, codeIn(sent), home);
    },
  };
}

/** The six digits of a letter. */
export function codeIn(sent: SentLetter | undefined): string {
  return /\b\d{6}\b/.exec(sent?.letter.before ?? "")?.[0] ?? "";
}

/** The secret of a letter's link. */
export function linkIn(sent: SentLetter | undefined): string {
  return new URL(sent?.letter.url ?? "").searchParams.get("t") ?? "";
}
