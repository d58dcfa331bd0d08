import { type DigestSettings, type Subscriber, scheduleWords } from "#digests";
import { addresses } from "../../addresses.ts";
import { type Html, html } from "../../html.ts";
import type { PageContent } from "../page.ts";
import { simplePage } from "../simple-page.ts";
import { tokenForm } from "./subscribe-page.ts";

/** What a link to leave is about: one digest, or all of a subscriber's. */
export interface Leaving {
  readonly token: string;
  readonly subscriber: Subscriber;
  /** Of a link that ends one digest. */
  readonly digest?: DigestSettings | undefined;
}

export function unsubscribePage(leaving: Leaving): PageContent {
  const { token, digest } = leaving;
  if (isOver(leaving)) return unsubscribedPage(leaving);
  return simplePage({
    title: "Unsubscribe",
    description: "Press the button to unsubscribe.",
    heading: digest ? "Stop this digest?" : "Stop all digests?",
    body: html`${whatOf(leaving)}${tokenForm("/unsubscribe", token, "Unsubscribe")}${weekly(leaving)}`,
  });
}

function isOver({ subscriber, digest }: Leaving): boolean {
  return digest ? digest.state === "stopped" : subscriber.state === "unsubscribed";
}

function whatOf({ subscriber, digest }: Leaving): Html {
  const shown = digest ? [digest] : subscriber.digests.filter(({ state }) => state === "active");
  const to = subscriber.email ? html`<p>What comes to <b>${subscriber.email}</b>:</p>` : "";
  return html`${to}<ul class="entries">${shown.map((one) => html`<li><div><b>${one.subject.label}</b><span>${scheduleWords(one.schedule)}</span></div></li>`)}</ul>`;
}

function weekly({ token, digest }: Leaving): Html | "" {
  if (!digest || digest.schedule.cadence === "weekly") return "";
  return html`<p>Or less often? <a href="${addresses.withToken("/unsubscribe/weekly", token)}">Once a week instead</a></p>`;
}

export function unsubscribedPage(leaving: Leaving): PageContent {
  const { token, subscriber, digest } = leaving;
  const left = subscriber.digests.filter(({ state }) => state === "active").length;
  const others =
    digest && left > 0
      ? html`<p>Your other digests go on; each of their messages has its own link to end it.</p>`
      : html`<p>No more messages are sent to this address.</p>`;
  const back = digest
    ? html`<p>Was it too much, or a mistake?</p>${tokenForm("/unsubscribe/weekly", token, digest.schedule.cadence === "weekly" ? "Go on once a week" : "Once a week instead")}`
    : html`<p>Was it a mistake? <a href="${addresses.withToken("/preferences", token)}">Your digests</a> are still there, and can be started again.</p>`;
  return simplePage({
    title: "Unsubscribed",
    description: "It is stopped.",
    heading: digest ? "This digest is stopped" : "You are unsubscribed",
    body: html`${digest ? html`<p><b>${digest.subject.label}</b></p>` : ""}${others}${back}`,
  });
}

export function weeklyPage({ token, digest }: Leaving): PageContent {
  return simplePage({
    title: "Once a week",
    description: "Press the button to get this digest once a week.",
    heading: "Once a week instead?",
    body: html`<p>${digest ? html`<b>${digest.subject.label}</b>: until now ${scheduleWords(digest.schedule)}. ` : ""}Press the button, and this digest comes once a week, with the best of the week.</p>${tokenForm("/unsubscribe/weekly", token, "Once a week")}`,
  });
}

export function weeklyDonePage({ digest, token }: Leaving): PageContent {
  return simplePage({
    title: "Once a week",
    description: "It comes once a week.",
    heading: "Once a week it is",
    body: html`<p>${digest ? html`<b>${digest.subject.label}</b>: ${scheduleWords(digest.schedule)}.` : "The digest comes once a week."}</p><p><a href="${addresses.withToken("/unsubscribe", token)}">Unsubscribe</a></p>`,
  });
}
