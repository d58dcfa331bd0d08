import assert from "node:assert/strict";
import type { CommunitySite } from "./community-site.ts";

/** The code and the link of the newest letter to an address. */
export async function letterTo(site: CommunitySite, email: string) {
  await site.accounts.idle();
  const letter = site.letters.findLast(({ to }) => to === email);
  assert.ok(letter, `a letter to ${email}`);
  const code = /\b\d{3}\s?\d{3}\b/.exec(letter.subject + letter.text)?.[0] ?? "";
  return { code, link: new URL(letter.url) };
}

/** Whether a `Cookie` header still stands for somebody. */
export async function isSignedIn(site: CommunitySite, cookie: string): Promise<boolean> {
  return (await site.ask("/settings", { cookie })).status === 200;
}
