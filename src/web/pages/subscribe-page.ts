import type { Preferences } from "#digests";
import { addresses } from "../addresses.ts";
import { type Html, html } from "../html.ts";
import type { Frame, PageContent } from "./page.ts";
import { simplePage } from "./simple-page.ts";

/** What a form holds, as the reader typed it. */
export interface DigestFields {
  readonly email: string;
  readonly cadence: string;
  readonly hour: string;
  readonly timeZone: string;
}

export function subscribePage(
  frame: Frame,
  fields: DigestFields,
  problem: string | undefined,
): PageContent {
  const invalid = problem ? html` aria-invalid="true" aria-describedby="problem"` : "";
  return simplePage({
    title: "Subscribe",
    description: `The papers of the day from ${frame.site.title}, by email.`,
    heading: "The papers of the day, by email",
    body: html`<p>One plain message with the best papers of each edition: titles, authors, and the sentence that says most. No pictures, no tracking, and one click to leave.</p>
<form class="sheet-form" method="post" action="/subscribe">${problem ? html`<p class="problem" id="problem" role="alert">${problem}</p>` : ""}
<label for="email">Email address</label><input id="email" type="email" name="email" value="${fields.email}" required autocomplete="email" maxlength="254"${invalid}>
${cadenceFields(fields)}
<button class="btn">Subscribe</button></form>
<p class="note">We write to this address once, to ask whether the subscription is meant. Nothing more is sent until the button in that message is pressed.</p>`,
  });
}

export function noMailPage(frame: Frame): PageContent {
  return simplePage({
    title: "Subscribe",
    description: `Follow ${frame.site.title}.`,
    heading: "This site sends no email",
    body: html`<p>Its operator has not set up a mail server (<code>SMTP_URL</code>). Every list here is a feed, and a feed reader brings the same papers: <a href="/feeds">see the feeds</a>.</p>`,
  });
}

function cadenceFields(fields: DigestFields): Html {
  const radio = (value: string, label: string): Html =>
    html`<label class="choice"><input type="radio" name="cadence" value="${value}"${fields.cadence === value ? html` checked` : ""}> ${label}</label>`;
  return html`<fieldset><legend>How often</legend>${radio("daily", "Every day that has papers")}${radio("weekly", "Once a week")}</fieldset>
<div class="pair"><div><label for="hour">At</label><select id="hour" name="hour">${hours.map((hour) => html`<option value="${hour}"${String(hour) === fields.hour ? html` selected` : ""}>${String(hour).padStart(2, "0")}:00</option>`)}</select></div>
<div><label for="zone">Time zone</label><select id="zone" name="timeZone">${zoneOptions(fields.timeZone)}</select></div></div>`;
}

const hours = Array.from({ length: 24 }, (_, hour) => hour);

function zoneOptions(chosen: string): Html[] {
  const zones = [...new Set(["UTC", ...Intl.supportedValuesOf("timeZone"), chosen])].filter(
    Boolean,
  );
  return zones.map(
    (zone) => html`<option${zone === chosen ? html` selected` : ""}>${zone}</option>`,
  );
}

export function checkInboxPage(): PageContent {
  return simplePage({
    title: "Look into your inbox",
    description: "One step is left.",
    heading: "One step is left",
    body: html`<p>If the address can be written to, a message is on its way. Open it and press its button; the link in it works for a limited time.</p><p>Nothing there after some minutes? Look among the unwanted mail, and check that the address was spelled right: <a href="/subscribe">write it again</a>. At most one such message a day goes to an address.</p>`,
  });
}

/** Shown to people; a program that opens links must not confirm anything. */
export function confirmPage(token: string, state: Preferences["state"]): PageContent {
  if (state === "active") return alreadyConfirmedPage();
  return simplePage({
    title: "Confirm the subscription",
    description: "Press the button to subscribe.",
    heading: "Shall we write to you?",
    body: html`<p>Press the button, and the next digest comes to you.</p>${tokenForm("/subscribe/confirm", token, "Yes, subscribe me")}`,
  });
}

function alreadyConfirmedPage(): PageContent {
  return simplePage({
    title: "Subscribed",
    description: "The subscription is confirmed.",
    heading: "You are subscribed",
    body: html`<p>This subscription is confirmed, and the next digest comes to you. Each message carries links to change that and to unsubscribe.</p><p><a class="go" href="/">Read today’s papers</a></p>`,
  });
}

export function confirmedPage(preferences: Preferences): PageContent {
  return simplePage({
    title: "Subscribed",
    description: "The subscription is confirmed.",
    heading: "You are subscribed",
    body: html`<p>The digest goes to <b>${preferences.email}</b> ${cadenceWords(preferences)}. Each message carries links to change that and to unsubscribe.</p><p><a class="go" href="/">Read today’s papers</a></p>`,
  });
}

function cadenceWords({ cadence, hour, timeZone }: Preferences): string {
  const time = `${String(hour).padStart(2, "0")}:00 (${timeZone})`;
  return cadence === "daily" ? `each day that has papers, at ${time}` : `once a week, at ${time}`;
}

export function unsubscribePage(token: string, preferences: Preferences): PageContent {
  if (preferences.state === "unsubscribed") return unsubscribedPage(token, preferences);
  return simplePage({
    title: "Unsubscribe",
    description: "Press the button to unsubscribe.",
    heading: "Stop the digest?",
    body: html`<p>It goes to <b>${preferences.email}</b> ${cadenceWords(preferences)}.</p>${tokenForm("/unsubscribe", token, "Unsubscribe")}<p><a href="${addresses.withToken("/preferences", token)}">Less often instead?</a></p>`,
  });
}

export function unsubscribedPage(token: string, { cadence }: Preferences): PageContent {
  const weekly = cadence === "weekly" ? "Go on once a week" : "Once a week instead";
  return simplePage({
    title: "Unsubscribed",
    description: "No more messages are sent.",
    heading: "You are unsubscribed",
    body: html`<p>No more messages are sent to this address.</p><form class="sheet-form" method="post" action="${addresses.withToken("/preferences", token)}"><input type="hidden" name="cadence" value="weekly"><button class="btn">${weekly}</button></form><p>Was it a mistake? <a href="${addresses.withToken("/preferences", token)}">Save the settings again</a>, and the digest comes as before.</p>`,
  });
}

function tokenForm(path: string, token: string, label: string): Html {
  return html`<form class="sheet-form" method="post" action="${addresses.withToken(path, token)}"><button class="btn">${label}</button></form>`;
}

export function preferencesPage(
  token: string,
  preferences: Preferences,
  message: { saved?: boolean; problem?: string | undefined },
): PageContent {
  const fields = { ...preferences, hour: String(preferences.hour) };
  const isGone = preferences.state === "unsubscribed";
  return simplePage({
    title: "Your digest",
    description: "How often and when the digest is sent.",
    heading: "Your digest",
    body: html`<p>It goes to <b>${preferences.email}</b>.${isGone ? " It is switched off; saving switches it on again." : ""}</p>
${message.saved ? html`<p class="done" role="status">Saved.</p>` : ""}${message.problem ? html`<p class="problem" role="alert">${message.problem}</p>` : ""}
<form class="sheet-form" method="post" action="${addresses.withToken("/preferences", token)}">${cadenceFields(fields)}<button class="btn">Save</button></form>
<p><a href="${addresses.withToken("/unsubscribe", token)}">Unsubscribe</a></p>`,
  });
}
