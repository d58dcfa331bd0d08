/** The whole site at `localhost`, where browsers have passkeys, with a provider to sign in with. */
import { listen } from "../../src/listen.ts";
import { openCommunitySite } from "../support/community-site.ts";
import { freePort } from "../support/free-port.ts";
import { startLoginProvider } from "../support/login-provider.ts";
import { aRecord, generateRecords } from "../support/papers.ts";
import type { Page } from "./browser.ts";

export const TODAY = "2026-11-20";
export const PAPER = "2611.00001";

export type ReaderSite = Awaited<ReturnType<typeof openReaderSite>>;

/** An edition of twenty papers; the one that people talk about has two authors and a formula. */
export async function openReaderSite() {
  const port = await freePort("localhost");
  const url = `http://localhost:${port}`;
  const provider = await startLoginProvider([`${url}/login/oidc/callback`]);
  const { issuer, clientId, clientSecret } = provider;
  const settings = { name: "oidc", label: "Example University", kind: "oidc" } as const;
  const records = generateRecords(19, 7).map((record) => ({ ...record, announcedOn: TODAY }));
  const site = await openCommunitySite({
    siteUrl: url,
    records: [
      aRecord({
        arxivId: PAPER,
        title: "Gears of Size $n \\log n$",
        authors: ["Ada Lovelace", "Blaise Pascal"],
        announcedOn: TODAY,
      }),
      ...(records as ReturnType<typeof generateRecords>),
    ],
    accounts: { providers: [{ ...settings, issuer, clientId, clientSecret }] },
  });
  const listening = await listen(site.fetch, { host: "localhost", port });
  return {
    ...site,
    url,
    provider,
    /** The code of the newest letter to this address. */
    async codeFor(email: string): Promise<string> {
      await site.accounts.idle();
      const letter = site.letters.findLast(({ to }) => to === email);
      return /\b\d{6}\b/.exec(letter?.text ?? "")?.[0] ?? "";
    },
    async close() {
      await listening.close();
      await provider.close();
      await site.close();
    },
  };
}

/** Gives the page a device that holds passkeys and agrees to everything (CDP, WebAuthn). */
export async function addAuthenticator(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}
