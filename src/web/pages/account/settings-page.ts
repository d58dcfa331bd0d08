import { type Html, html } from "../../html.ts";
import type { PageContent } from "../page.ts";

const sections = [
  ["/settings", "Profile"],
  ["/settings/email", "Email"],
  ["/settings/passkeys", "Passkeys"],
  ["/settings/identities", "Providers"],
  ["/settings/sessions", "Sessions"],
  ["/settings/interests", "Interests"],
  ["/following", "Follows"],
  ["/settings/digests", "Digests"],
  ["/settings/channels", "Channels"],
  ["/settings/tokens", "Tokens"],
  ["/settings/data", "Your data"],
  ["/settings/security", "Security log"],
] as const;

export type SettingsPath = (typeof sections)[number][0];

/** One page of the settings, beside the links to the others. */
export function settingsPage(page: {
  readonly path: SettingsPath;
  readonly heading: string;
  readonly body: Html;
  readonly head?: Html;
}): PageContent {
  const links = sections.map(([path, label]) => {
    const current = path === page.path ? html` aria-current="page"` : "";
    return html`<li><a href="${path}"${current}>${label}</a></li>`;
  });
  return {
    title: page.heading,
    description: "Settings of your account.",
    isPrivate: true,
    ...(page.head ? { head: page.head } : {}),
    main: html`<div class="settings"><nav aria-label="Settings"><ul>${links}</ul></nav><div class="prose"><header class="headline"><h1>${page.heading}</h1></header>${page.body}</div></div>`,
  };
}
