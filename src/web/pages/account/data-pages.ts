import type { AccountEvent } from "#accounts";
import { moment } from "../../dates.ts";
import { html } from "../../html.ts";
import { problemLine, textField } from "../form-parts.ts";
import type { Frame, PageContent } from "../page.ts";
import { settingsPage } from "./settings-page.ts";

export function dataPage(frame: Frame, problem?: string): PageContent {
  const name = frame.viewer?.account.name ?? "";
  return settingsPage({
    path: "/settings/data",
    heading: "Your data",
    body: html`<p>Everything that is kept about you and everything you have done here, as one JSON file.</p>
<form class="sheet-form" method="post" action="/settings/data/export"><button class="btn">Export as JSON</button></form>
<h2 class="rule">Delete the account</h2>
<p>Your profile, address, passkeys, sessions, tokens, bookmarks, follows and collections go at once. Votes stay, without a name. Comments stay as a stranger’s; delete those first that should not. The name is not given to anybody again. Nothing of this can be undone.</p>
<form class="sheet-form" method="post" action="/settings/data/delete">${problemLine(problem)}${textField({ name: "confirmation", label: `Type ${name} to confirm`, maxLength: 60, isRequired: true, isWrong: problem !== undefined })}<button class="btn">Delete my account</button></form>`,
  });
}

export function securityPage(frame: Frame, events: readonly AccountEvent[]): PageContent {
  return settingsPage({
    path: "/settings/security",
    heading: "Security log",
    body: html`<p>What happened to your account, newest first. Something you do not know again? End <a href="/settings/sessions">all other sessions</a>, and look through your passkeys, providers and tokens.</p>${eventList(frame, events)}`,
  });
}

export function eventList(frame: Frame, events: readonly AccountEvent[]) {
  if (events.length === 0) return html`<p>There is nothing yet.</p>`;
  const entries = events.map(({ at, kind, detail }) => {
    const details = Object.entries(detail).map(([name, value]) => `${wordsOf(name)} ${value}`);
    return html`<li><div><b>${sentenceOf(kind)}</b><span>${moment(at, frame.site.timeZone)}${details.length > 0 ? `; ${details.join(", ")}` : ""}</span></div></li>`;
  });
  return html`<ul class="entries">${entries}</ul>`;
}

/** `passkey-added`: “Passkey added”. */
function sentenceOf(kind: string): string {
  const words = wordsOf(kind);
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

function wordsOf(name: string): string {
  return name.replaceAll("-", " ");
}
