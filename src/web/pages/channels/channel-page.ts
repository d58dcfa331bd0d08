import type { Channel, ChannelPost } from "#channels";
import { moment } from "../../dates.ts";
import { type Html, html } from "../../html.ts";
import { settingsPage } from "../account/settings-page.ts";
import { hidden, problemLine } from "../form-parts.ts";
import type { Frame, PageContent } from "../page.ts";
import { type ChannelForm, channelFields } from "./channel-form.ts";
import { factsOf, stoppedWords } from "./channels-page.ts";

export interface ChannelView {
  readonly channel: Channel;
  readonly posts: readonly ChannelPost[];
  readonly form: ChannelForm;
  readonly problem?: string | undefined;
}

/** One channel: how it fares, what it posted, and how it is changed. */
export function channelPage(frame: Frame, view: ChannelView): PageContent {
  const { channel, form, problem } = view;
  const action = `/settings/channels/${channel.id}`;
  const act = (what: string, label: string): Html =>
    html`<form class="act-form" method="post" action="${action}">${hidden("do", what)}<button class="link">${label}</button></form>`;
  const turn =
    channel.state === "active" ? act("pause", "Pause") : act("resume", "Switch on again");
  return settingsPage({
    path: "/settings/channels",
    heading: channel.title,
    body: html`${problemLine(problem ?? troubleOf(frame, channel))}<p>${form.service.label}, ${channel.place} · ${factsOf(frame, channel)}. <a href="/settings/channels">All channels</a></p>
<div class="inline">${act("test", "Post a test")}${turn}${act("remove", "Remove")}</div>
<h2 class="rule">What it posted</h2>${history(frame, view)}
<h2 class="rule">Change it</h2><form class="sheet-form" method="post" action="${action}">${hidden("do", "save")}${channelFields(form)}<button class="btn">Save</button></form>`,
  });
}

function troubleOf(frame: Frame, channel: Channel): string | undefined {
  const { state, failingSince, lastError = "" } = channel;
  if (state === "disabled") return stoppedWords(channel);
  if (!failingSince) return undefined;
  const since = moment(failingSince, frame.site.timeZone);
  return `It has failed since ${since}, and is switched off after five days of that. The service said: ${lastError}.`;
}

const stateWords: Readonly<Record<ChannelPost["state"], string>> = {
  due: "waits",
  sending: "is on its way",
  sent: "posted",
  failed: "failed",
  expired: "too late, not posted",
  empty: "nothing new",
};

function history(frame: Frame, { channel, posts }: ChannelView): Html {
  if (posts.length === 0) return html`<p class="note">Nothing yet.</p>`;
  const zone = channel.schedule.timeZone || frame.site.timeZone;
  const entries = posts.map(({ period, state, papers, attempts, at, lastError }) => {
    const facts = [
      stateWords[state],
      papers > 0 ? `${papers} ${papers === 1 ? "paper" : "papers"}` : "",
      attempts > 1 ? `${attempts} tries` : "",
      moment(at, zone),
      lastError ?? "",
    ];
    return html`<li><div><b>${period}</b><span>${facts.filter(Boolean).join(" · ")}</span></div></li>`;
  });
  return html`<ul class="entries">${entries}</ul>`;
}
