import { type DigestSettings, type Subscriber, scheduleWords } from "#digests";
import { addresses } from "../../addresses.ts";
import { moment } from "../../dates.ts";
import { type Html, html } from "../../html.ts";
import { settingsPage } from "../account/settings-page.ts";
import { hidden, problemLine } from "../form-parts.ts";
import type { Frame, PageContent } from "../page.ts";
import { simplePage } from "../simple-page.ts";
import { type DigestForm, digestFields } from "./digest-form.ts";

/** Where the digests of one subscriber are changed: by account, or by the token of a mail. */
export interface DigestPlace {
  /** With the token, where there is one. */
  path(digestId?: string): string;
  readonly isAccount: boolean;
  /** Where it is said what papers "for me" go by. */
  readonly interestsPath: string;
  /** Stops everything; of a token. */
  readonly leavePath?: string;
  /** Starts mail again; of a token. */
  readonly comeBackPath?: string;
}

export interface DigestsView {
  readonly place: DigestPlace;
  readonly subscriber: Subscriber;
  readonly form: DigestForm;
  /** The form is open from the start: somebody came here to add something. */
  readonly isAdding: boolean;
  readonly isSaved?: boolean;
  readonly problem?: string | undefined;
}

/** All digests of one subscriber, and a form for another. */
export function digestsPage(frame: Frame, view: DigestsView): PageContent {
  const { place, subscriber, form, problem } = view;
  const { digests } = subscriber;
  const list =
    digests.length > 0
      ? html`<ul class="entries said">${digests.map((one) => row(frame, view, one))}</ul>`
      : html`<p class="note">There is none yet.</p>`;
  const isOpen = view.isAdding || problem !== undefined || digests.length === 0;
  const add = html`<details class="fold add"${isOpen ? html` open` : ""}><summary>Add a digest or alert</summary><form class="sheet-form" method="post" action="${place.path()}">${problemLine(problem)}${digestFields(form)}<button class="btn">Add it</button></form></details>`;
  const leave =
    place.leavePath && subscriber.state === "active" && digests.length > 0
      ? html`<p class="alt"><a href="${place.leavePath}">Stop everything</a></p>`
      : "";
  const saved = view.isSaved ? html`<p class="done" role="status">Saved.</p>` : "";
  return framed(
    place,
    "Your digests",
    html`${saved}${where(subscriber)}${held(view)}${list}${add}${leave}`,
  );
}

function where({ email, accountId }: Subscriber): Html {
  if (email) {
    return html`<p>What is new, at your hour, to <b>${email}</b>. Each digest is also a page and feeds of its own, which only those find who have its address.</p>`;
  }
  const add = accountId
    ? html` For mail, <a href="/settings/email">give an address</a> first.`
    : "";
  return html`<p>What is new, as pages and feeds that only those find who have their address.${add}</p>`;
}

const heldWords = {
  bounces: "Mail to this address came back, so none is sent.",
  complaint: "A message from here was marked as unwanted at this address, so none is sent.",
  operator: "The operator of this site has stopped mail to this address.",
} as const;

/** Why no mail comes, and how it may come again. */
function held({ place, subscriber }: DigestsView): Html | "" {
  const { heldBack, state, email } = subscriber;
  const left =
    "You have unsubscribed from everything; starting a digest again brings that one back.";
  const words = heldBack ? heldWords[heldBack] : state === "unsubscribed" ? left : "";
  if (!words) return "";
  return html`<p class="problem" role="status">${words}</p>${heldBack ? (heldBack === "operator" ? "" : proof(place, email)) : startAll(place)}`;
}

function startAll({ comeBackPath }: DigestPlace): Html | "" {
  if (!comeBackPath) return "";
  return html`<form class="sheet-form" method="post" action="${comeBackPath}"><button class="btn plain">Start all again</button></form>`;
}

/** A link of a mail has shown that mails arrive; an account has a new one sent to it. */
function proof({ comeBackPath }: DigestPlace, email = ""): Html {
  return comeBackPath
    ? html`<form class="sheet-form" method="post" action="${comeBackPath}"><button class="btn plain">It works again; write to me</button></form>`
    : html`<form class="sheet-form" method="post" action="/subscribe">${hidden("email", email)}<p class="note">If it works again, have one message sent to it, and press the button behind its link.</p><button class="btn plain">Send that message</button></form>`;
}

function row(frame: Frame, { place, subscriber }: DigestsView, digest: DigestSettings): Html {
  const { id, subject, readToken } = digest;
  const isOn = digest.state === "active" && subscriber.state !== "unsubscribed";
  const act = (label: string, what: string): Html =>
    html`<form class="act-form" method="post" action="${place.path(id)}">${hidden("do", what)}<button class="link">${label}<span class="vh"> ${subject.label}</span></button></form>`;
  const of = html`<span class="vh"> of ${subject.label}</span>`;
  return html`<li><b>${subject.label}</b><span>${isOn ? factsOf(frame, digest) : "stopped"}</span><div class="inline"><a class="link" href="${addresses.digest(readToken)}">Issues and feeds${of}</a><a class="link" href="${place.path(id)}">Change<span class="vh"> ${subject.label}</span></a>${subject.kind === "for-me" ? html`<a class="link" href="${place.interestsPath}">Interests</a>` : ""}${isOn ? act("Stop", "stop") : html`${act("Start again", "start")}${act("Remove", "remove")}`}</div></li>`;
}

function factsOf(frame: Frame, digest: DigestSettings): string {
  const { schedule, papers, nextDueAt, route, subject } = digest;
  const next =
    nextDueAt && schedule.cadence !== "at-once"
      ? `next ${moment(nextDueAt, schedule.timeZone || frame.site.timeZone)}`
      : "";
  const how = route === "feed" ? "page and feeds only" : "";
  const most = subject.kind === "replies" ? "" : `at most ${papers} papers`;
  return [scheduleWords(schedule), most, how, next].filter(Boolean).join(" · ");
}

/** One digest, to be changed. */
export function digestPage(
  view: Omit<DigestsView, "isAdding" | "subscriber"> & { readonly digest: DigestSettings },
): PageContent {
  const { place, digest, form, problem } = view;
  const action = place.path(digest.id);
  return framed(
    place,
    "Change a digest",
    html`<p><b>${digest.subject.label}</b>, ${scheduleWords(digest.schedule)}. <a href="${place.path()}">All digests</a></p>
<form class="sheet-form" method="post" action="${action}">${hidden("do", "save")}${problemLine(problem)}${digestFields(form)}<button class="btn">Save</button></form>
<form class="sheet-form" method="post" action="${action}">${hidden("do", "remove")}<button class="link">Remove this digest and its issues</button></form>`,
  );
}

function framed(place: DigestPlace, heading: string, body: Html): PageContent {
  if (place.isAccount) return settingsPage({ path: "/settings/digests", heading, body });
  return simplePage({
    title: heading,
    description: "What is brought to you, and when.",
    heading,
    body,
  });
}
