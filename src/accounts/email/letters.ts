import type { Letter } from "../accounts-parts.ts";

interface Site {
  readonly title: string;
  readonly url: string;
}

/** How long a code and the link beside it work. */
export const CODE_LIFETIME_MS = 10 * 60_000;

export function signInAddress(site: Site, secret: string): string {
  return `${site.url.replace(/\/$/, "")}/login/link?t=${secret}`;
}

/** Holds no word of whoever asked. */
export function signInLetter(site: Site, code: string, secret: string): Letter {
  return {
    subject: `${code} is your code for ${site.title}`,
    before: `Your code for ${site.title} is ${code}. Type it where you asked for it, or open the link in the same browser.`,
    button: "Sign in",
    url: signInAddress(site, secret),
    after:
      "Both work once, for ten minutes. Nobody who is honest asks you for this code. If it was not you who asked, do nothing: nobody gets in without this mail.",
  };
}

export function changeLetter(site: Site, code: string): Letter {
  return {
    subject: `${code} confirms your address at ${site.title}`,
    before: `Somebody, most likely you, wants to use this address for an account at ${site.title}. The code that confirms it is ${code}.`,
    button: "Enter the code",
    url: `${site.url.replace(/\/$/, "")}/settings/email`,
    after:
      "It works once, for ten minutes, in the browser that asked. If it was not you, do nothing: the address is not used.",
  };
}

/** To the address of before, so that a thief does not go unseen. */
export function changedLetter(site: Site): Letter {
  return {
    subject: `Your address at ${site.title} was changed`,
    before: `Your account at ${site.title} has another address from now on; this one no longer signs you in.`,
    button: "Look at your account",
    url: `${site.url.replace(/\/$/, "")}/settings`,
    after: "If it was not you, write to the people who run the site at once.",
  };
}
