import type { AddressStanding, KeptEvent, MailEvent } from "#mail";
import { count, moment } from "../dates.ts";
import { type Html, html } from "../html.ts";
import { problemLine } from "./form-parts.ts";
import type { Frame, PageContent } from "./page.ts";
import { simplePage } from "./simple-page.ts";

/** One address that was asked about. */
export interface AddressShown {
  readonly address?: string;
  readonly standing?: AddressStanding;
  readonly problem?: string;
}

interface MailView extends AddressShown {
  readonly canSend: boolean;
  readonly sender: string;
  readonly state: { readonly isPaused: boolean; readonly reason?: string; readonly since?: string };
  /** Of the last seven days. */
  readonly counts: Readonly<Record<MailEvent["kind"], number>>;
  readonly suppressed: Readonly<Record<string, number>>;
  readonly events: readonly KeptEvent[];
}

const kinds: Readonly<Record<MailEvent["kind"], string>> = {
  hard: "No such mailbox",
  blocked: "Refused because of us",
  soft: "Not now",
  complaint: "Called spam",
  delivered: "Delivered",
};

const reasons: Readonly<Record<NonNullable<AddressStanding["reason"]>, string>> = {
  bounces: "it came back",
  complaint: "its reader called it spam",
  operator: "somebody who runs this site stopped it",
};

/** How mail fares, for administrators. */
export function mailPage(frame: Frame, view: MailView): PageContent {
  const events = view.events.map((event) => eventRow(frame, event));
  return simplePage({
    title: "Mail",
    description: "How mail of this site fares.",
    heading: "Mail",
    body: html`${stateOf(frame, view)}
<h2 class="rule">In seven days</h2><p>${Object.entries(kinds)
      .map(([kind, label]) => `${label}: ${view.counts[kind as MailEvent["kind"]]}`)
      .join(" · ")}</p>
<h2 class="rule">Addresses</h2><p>${suppressedLine(view.suppressed)}</p>
${problemLine(view.problem)}${addressForm(frame, view)}
<h2 class="rule">What came back</h2>${events.length > 0 ? html`<ul class="entries">${events}</ul>` : html`<p>Nothing yet.</p>`}`,
  });
}

function stateOf(frame: Frame, { canSend, sender, state }: MailView): Html {
  if (!canSend) return html`<p>No mail server is set, so no mail is sent.</p>`;
  const since = state.since ? html` since ${moment(state.since, frame.site.timeZone)}` : "";
  return state.isPaused
    ? html`<p><b>Sending is paused${since}:</b> ${state.reason ?? ""}.</p><form class="sheet-form" method="post" action="/admin/mail/resume"><button class="btn">Send again</button></form>`
    : html`<p>Mail leaves from ${sender}.</p><form class="sheet-form" method="post" action="/admin/mail/pause"><button class="btn">Pause sending</button></form>`;
}

function suppressedLine(suppressed: MailView["suppressed"]): string {
  const parts = Object.entries(reasons)
    .filter(([reason]) => (suppressed[reason] ?? 0) > 0)
    .map(
      ([reason, words]) =>
        `${count(suppressed[reason] ?? 0, "address", "addresses")}, since ${words}`,
    );
  return parts.length > 0
    ? `Nothing is sent to ${parts.join("; ")}.`
    : "Every address gets its mail.";
}

function addressForm(frame: Frame, { address, standing }: MailView): Html {
  const act =
    standing?.state === "fine"
      ? ["suppress", "Send nothing to it"]
      : ["restore", "Send to it again"];
  const acts =
    address && standing
      ? html`<button class="link" name="act" value="${act[0]}">${act[1]}</button>`
      : "";
  const said = address && standing ? html`<p>${standingLine(frame, address, standing)}</p>` : "";
  return html`${said}<form class="sheet-form" method="post" action="/admin/mail/address"><label for="email">Address</label><input id="email" type="email" name="email" value="${address ?? ""}" maxlength="254" required><button class="btn">Look it up</button>${acts}</form>`;
}

function standingLine(frame: Frame, address: string, standing: AddressStanding): Html {
  if (standing.state === "fine") return html`${address} gets its mail.`;
  const since = standing.since ? html` since ${moment(standing.since, frame.site.timeZone)}` : "";
  const reason = standing.reason ? `: ${reasons[standing.reason]}` : "";
  return html`${address} gets nothing${since}${reason}.`;
}

function eventRow(frame: Frame, { kind, status, period, detail, at, source }: KeptEvent): Html {
  const told = [status, period && `issue ${period}`, `by ${source}`].filter(Boolean).join(", ");
  return html`<li><div><b>${kinds[kind]}</b><span>${moment(at, frame.site.timeZone)}, ${told}</span><p>${detail}</p></div></li>`;
}
