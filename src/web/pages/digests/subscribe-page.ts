import { type DigestSettings, type Subscriber, scheduleWords } from "#digests";
import { addresses } from "../../addresses.ts";
import { type Html, html } from "../../html.ts";
import { problemLine } from "../form-parts.ts";
import type { Frame, PageContent } from "../page.ts";
import { simplePage } from "../simple-page.ts";
import { type DigestForm, digestFields } from "./digest-form.ts";

export function subscribePage(
  frame: Frame,
  form: DigestForm,
  problem: string | undefined,
): PageContent {
  const invalid = problem ? html` aria-describedby="problem"` : "";
  const signedIn = frame.viewer
    ? html`<p class="done">You are signed in: <a href="/settings/digests">your digests</a> are among your settings, and need no confirmation.</p>`
    : "";
  return simplePage({
    title: "Subscribe",
    description: `New papers from ${frame.site.title}, by email.`,
    heading: "New papers, by email",
    body: html`<p>One plain message at your hour: titles, authors, the sentence that says most, and why each paper is there. No paper comes twice. No pictures, no tracking, and one click to leave.</p>${signedIn}
<form class="sheet-form" method="post" action="/subscribe">${problemLine(problem)}
<label for="email">Email address</label><input id="email" type="email" name="email" value="${form.fields.email}" required autocomplete="email" maxlength="254"${invalid}>
${digestFields(form)}
<button class="btn">Subscribe</button></form>
<p class="note">We write to this address once, to ask whether the subscription is meant. Nothing more is sent until the button in that message is pressed. More digests can be added later.</p>`,
  });
}

export function noMailPage(frame: Frame): PageContent {
  const own = frame.isOpen
    ? html`<p>With an account you can have digests as pages and feeds of your own: <a href="/settings/digests">your digests</a>.</p>`
    : "";
  return simplePage({
    title: "Subscribe",
    description: `Follow ${frame.site.title}.`,
    heading: "This site sends no email",
    body: html`<p>Its operator has not set up a mail server (<code>SMTP_URL</code>). Every list here is a feed, and a feed reader brings the same papers: <a href="/feeds">see the feeds</a>.</p>${own}`,
  });
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
export function confirmPage(token: string, subscriber: Subscriber): PageContent {
  const { adds, state, heldBack } = subscriber;
  if (adds && adds.state !== "active") return additionPage(token, subscriber, adds);
  if (state === "active" && !heldBack) return confirmedPage(subscriber);
  return simplePage({
    title: "Confirm the subscription",
    description: "Press the button to subscribe.",
    heading: "Shall we write to you?",
    body: html`<p>Press the button, and you get ${comes(subscriber)}.</p>${wished(subscriber)}${tokenForm("/subscribe/confirm", token, "Yes, subscribe me")}`,
  });
}

function additionPage(token: string, subscriber: Subscriber, adds: DigestSettings): PageContent {
  return simplePage({
    title: "Confirm another digest",
    description: "Press the button to have this brought too.",
    heading: "Shall this come too?",
    body: html`<p>Press the button, and its next issue comes to you, beside what comes already.</p>${wished({ ...subscriber, digests: [adds] })}${tokenForm("/subscribe/confirm", token, "Yes, send me this too")}`,
  });
}

/** What is sent from now on, and when. */
function comes({ digests }: Pick<Subscriber, "digests">): string {
  return digests[0]?.schedule.cadence === "at-once"
    ? "whatever is new, as soon as it is here"
    : "the newest issue now, if anything is in it, and the next ones at your hour";
}

function wished({ digests }: Subscriber): Html | "" {
  if (digests.length === 0) return "";
  return html`<ul class="entries">${digests.map(({ subject, schedule }) => html`<li><div><b>${subject.label}</b><span>${scheduleWords(schedule)}</span></div></li>`)}</ul>`;
}

export function confirmedPage({ email, digests }: Subscriber): PageContent {
  const issues = digests[0]
    ? html` · <a href="${addresses.digest(digests[0].readToken)}">Its issues, page and feeds</a>`
    : "";
  return simplePage({
    title: "Subscribed",
    description: "The subscription is confirmed.",
    heading: "You are subscribed",
    body: html`<p>${email ? html`<b>${email}</b> gets ${comes({ digests })}. ` : ""}Each message carries links to change that, to add more, and to unsubscribe.</p>${wished({ digests } as Subscriber)}<p><a class="go" href="/">Read today’s papers</a>${issues}</p>`,
  });
}

/** A form of one button that acts for whoever holds the token. */
export function tokenForm(
  path: string,
  token: string,
  label: string,
  fields: Html | "" = "",
): Html {
  return html`<form class="sheet-form" method="post" action="${addresses.withToken(path, token)}">${fields}<button class="btn">${label}</button></form>`;
}
