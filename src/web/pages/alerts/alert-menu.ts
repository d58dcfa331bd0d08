import { type DigestSettings, scheduleWords } from "#digests";
import type { Cadence } from "#picks";
import { withQuery } from "../../addresses.ts";
import { type Html, html } from "../../html.ts";
import type { AlertView } from "../../views/alert-view.ts";
import { hidden } from "../form-parts.ts";
import type { Frame } from "../page.ts";

const cadenceLabels: readonly (readonly [Cadence, string])[] = [
  ["at-once", "At once"],
  ["daily", "Gathered, every day"],
  ["weekly", "Gathered, every week"],
];
const routeLabels: Readonly<Record<DigestSettings["route"], string>> = {
  mail: "By mail",
  feed: "As a feed",
};

/** Has a subject brought; whoever has it already changes it among their digests. */
export function alertMenu(frame: Frame, view: AlertView | undefined): Html | "" {
  if (!view) return "";
  if (!frame.viewer || view.alert?.state === "active") return alertLink(frame, view, "act");
  const { subject, label, routes } = view;
  const when = cadenceLabels.map(
    ([value, words]) => html`<option value="${value}">${words}</option>`,
  );
  const how = routes.map((value) => html`<option value="${value}">${routeLabels[value]}</option>`);
  return html`<details class="pop"><summary class="act">Alert me<span class="vh"> of ${label}</span></summary><div><form class="sheet-form" method="post" action="/alerts">${hidden("kind", subject.kind)}${hidden("target", subject.target)}${hidden("next", frame.path)}<label>When <select name="cadence">${when}</select></label><label>How <select name="route">${how}</select></label><button class="btn">Tell me</button></form><a href="${channelPath(view)}">Post it to a channel</a></div></details>`;
}

/** The same where there is no room for a menu: leads to the form that asks for when and how. */
export function alertLink(
  frame: Frame,
  { subject, label, alert }: AlertView,
  look: "act" | "alt" | "feed",
): Html {
  const of = html`<span class="vh"> of ${label}</span>`;
  if (alert?.state === "active") {
    return html`<a class="${look}" href="/settings/digests/${alert.id}">Alert: ${scheduleWords(alert.schedule)}${of}</a>`;
  }
  const asked = { kind: subject.kind, target: subject.target };
  const path = withQuery(frame.viewer ? "/settings/digests" : "/subscribe", asked);
  return html`<a class="${look}" href="${path}">Alert me${of}</a>`;
}

/** Where a channel of a subject is made. */
export function channelPath({ subject }: AlertView): string {
  return withQuery("/settings/channels/new", { kind: subject.kind, target: subject.target });
}
