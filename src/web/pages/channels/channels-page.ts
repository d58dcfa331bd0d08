import { type Channel, type ChannelKind, channelKinds } from "#channels";
import { scheduleWords } from "#digests";
import { moment } from "../../dates.ts";
import { type Html, html } from "../../html.ts";
import { settingsPage } from "../account/settings-page.ts";
import { hidden, problemLine } from "../form-parts.ts";
import type { Frame, PageContent } from "../page.ts";
import { type ChannelForm, channelFields } from "./channel-form.ts";
import { serviceHelp } from "./services.ts";

const path = "/settings/channels";

/** All channels of an account, and the services that another may be of. */
export function channelsPage(frame: Frame, channels: readonly Channel[]): PageContent {
  const list =
    channels.length > 0
      ? html`<ul class="entries said">${channels.map((channel) => row(frame, channel))}</ul>`
      : html`<p class="note">There is none yet.</p>`;
  return settingsPage({
    path,
    heading: "Channels",
    body: html`<p>Papers where your group talks: a channel posts at its hour, each paper with a link to its thread here.</p>${list}<h2 class="rule">A new channel</h2>${servicesList("")}`,
  });
}

function servicesList(query: string): Html {
  const links = channelKinds.map(
    (kind) =>
      html`<li><a href="${path}/new?service=${kind}${query}">${serviceHelp[kind].label}</a></li>`,
  );
  return html`<ul class="entries">${links}</ul>`;
}

function row(frame: Frame, channel: Channel): Html {
  const { id, title, kind, place } = channel;
  const resting = channel.state === "disabled" ? problemLine(stoppedWords(channel)) : "";
  return html`<li><b><a href="${path}/${id}">${title}</a></b><span>${serviceHelp[kind].label}, ${place} · ${factsOf(frame, channel)}</span>${resting}</li>`;
}

/** "Papers about gears · daily at 09:00, UTC · next …" */
export function factsOf(frame: Frame, channel: Channel): string {
  const { subject, schedule, papers, daysAgo, state, nextDueAt, lastPostAt } = channel;
  const zone = schedule.timeZone || frame.site.timeZone;
  return [
    subject.label,
    scheduleWords(schedule),
    `at most ${papers} papers`,
    daysAgo > 0 ? `of ${daysAgo} days ago` : "",
    state === "active" ? "" : state,
    nextDueAt ? `next ${moment(nextDueAt, zone)}` : "",
    lastPostAt ? `last ${moment(lastPostAt, zone)}` : "",
  ]
    .filter(Boolean)
    .join(" · ");
}

export function stoppedWords({ lastError = "" }: Channel): string {
  return `It could not post and is switched off. The service said: ${lastError || "nothing"}. Mend its address, post a test, then switch it on again.`;
}

/** Which service a new channel is of. */
export function chooseServicePage(query: string): PageContent {
  return settingsPage({
    path,
    heading: "A new channel",
    body: html`<p>Where does your group talk?</p>${servicesList(query)}`,
  });
}

export interface NewChannelView {
  readonly kind: ChannelKind;
  readonly form: ChannelForm;
  readonly problem?: string | undefined;
}

export function newChannelPage({ kind, form, problem }: NewChannelView): PageContent {
  return settingsPage({
    path,
    heading: `A new channel: ${form.service.label}`,
    body: html`<form class="sheet-form" method="post" action="${path}">${hidden("service", kind)}${problemLine(problem)}${channelFields(form)}<button class="btn">Make the channel</button></form>`,
  });
}

/** The secret of a webhook, shown this once. */
export function secretPage({ id, title }: Channel, secret: string): PageContent {
  return settingsPage({
    path,
    heading: "The channel is made",
    body: html`<div class="fresh" role="status"><p>With this secret your program checks the signatures of “${title}”. Copy it now: it is not shown again.</p><p><code>${secret}</code></p></div><p><a href="${path}/${id}">Post a test</a></p>`,
  });
}
