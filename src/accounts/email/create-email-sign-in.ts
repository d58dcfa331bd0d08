import { AppError, createSecret, hashSecret, parseEmailAddress } from "#platform";
import type { Account, AccountId } from "../account.ts";
import type { EmailSignIn, Origin, SignedIn } from "../accounts.ts";
import type { Letter } from "../accounts-parts.ts";
import type { Core } from "../core.ts";
import { get } from "../people/admit.ts";
import { createPeopleStore } from "../people/store.ts";
import { attempt } from "../sign-in/attempt.ts";
import { begin, tooLate } from "../sign-in/begin.ts";
import { enter } from "../sign-in/enter.ts";
import { consume, deleteSignIn, findBySecret, type SignInRow } from "../sign-in/store.ts";
import { finishChange } from "./change-of-address.ts";
import { CODE_LIFETIME_MS, changeLetter, signInAddress, signInLetter } from "./letters.ts";
import { limitMails } from "./limits.ts";
import { checkCode, createMailed, type Mailed } from "./mailed-code.ts";

const OPERATOR_LINK_LIFETIME_MS = 3_600_000;
const noOrigin: Origin = { network: "", agent: "" };

export function createEmailSignIn(core: Core): EmailSignIn {
  const people = createPeopleStore(core.database, core.orcidIssuer);
  return {
    canSend: core.sendLetter !== undefined,
    async begin(text, origin) {
      const email = parseEmailAddress(text);
      return beginMail(core, { kind: "email", email, origin }, async (mailed) => {
        const isWelcome = core.settings.signUp === "open" || (await people.findByEmail(email));
        return isWelcome ? signInLetter(core.site, mailed.code, mailed.link) : undefined;
      });
    },
    finishWithCode: (browser, code, origin) =>
      attempt(core, { method: "email", origin }, async (about) => {
        const row = await checkCode(core, "email", { browser, code }, about);
        return finish(core, row, origin);
      }),
    finishWithLink: (browser, link, origin) =>
      attempt(core, { method: "email", origin }, async (about) => {
        const row = await findBySecret(core.database.kysely, ["email", "link"], hashSecret(link));
        if (!row) throw tooLate();
        if (row.email !== null) about.email = row.email;
        if (row.kind === "email" && row.browser_hash !== hashSecret(browser)) throw otherBrowser();
        return finish(core, row, origin);
      }),
    async beginChange(id, text, origin) {
      const email = parseEmailAddress(text);
      const wish = { kind: "change", email, origin, account: id } as const;
      return beginMail(core, wish, async (mailed) => changeLetter(core.site, mailed.code));
    },
    async finishChange(id, browser, code) {
      const row = await checkCode(core, "change", { browser, code });
      return finishChange(core, row, id);
    },
    async createLink(id) {
      const link = createSecret();
      const account = await get(people, id);
      await begin(core, core.database.kysely, {
        kind: "link",
        lifetimeMs: OPERATOR_LINK_LIFETIME_MS,
        origin: noOrigin,
        secretHash: hashSecret(link),
        account: account.id,
      });
      await core.record(core.database.kysely, { account: id, kind: "link-made" });
      return signInAddress(core.site, link);
    },
  };
}

interface Wish {
  readonly kind: "email" | "change";
  readonly email: string;
  readonly origin: Origin;
  readonly account?: AccountId;
}

/**
 * Notes the request; who the address belongs to is looked up after the answer, whose time
 * would tell else.
 */
async function beginMail(
  core: Core,
  { kind, email, origin, account }: Wish,
  write: (mailed: Mailed) => Promise<Letter | undefined>,
): Promise<string> {
  const { sendLetter } = core;
  if (!sendLetter) throw noMail();
  const mailed = createMailed();
  const { link, browser, codeHash } = mailed;
  const { id } = await core.inTurn(async (transaction) => {
    await limitMails(core, transaction, { email, network: origin.network });
    const about = { kind, origin, email, account, lifetimeMs: CODE_LIFETIME_MS };
    const beginning = { ...about, secretHash: hashSecret(link), data: { codeHash } };
    return begin(core, transaction, beginning, browser);
  });
  core.later(async () => {
    try {
      const letter = await write(mailed);
      if (letter) await sendLetter(email, letter);
    } catch (error) {
      // It may be asked for again at once.
      await deleteSignIn(core.database.kysely, id);
      throw error;
    }
  });
  return browser;
}

/** Uses the row up and opens a session; of two at once one gets in. */
function finish(core: Core, row: SignInRow, origin: Origin): Promise<SignedIn> {
  return core.inTurn(async (transaction) => {
    if (!(await consume(transaction, row.sign_in_id, core.now()))) throw tooLate();
    const people = createPeopleStore(core.database, core.orcidIssuer, transaction);
    if (row.kind === "link") {
      const known = await get(people, row.account_id as AccountId);
      return enter(core, transaction, known, { method: "operator", origin, isProof: false });
    }
    const email = row.email ?? "";
    const known: Account | undefined = await people.findByEmail(email);
    return enter(core, transaction, known, { method: "email", origin, newcomer: { email } });
  });
}

function otherBrowser(): AppError {
  return new AppError(
    "unauthenticated",
    "This link works in the browser that asked for it; type the code from the mail there",
  );
}

function noMail(): AppError {
  return new AppError("unavailable", "This site sends no mail; its operator has set no SMTP_URL");
}
