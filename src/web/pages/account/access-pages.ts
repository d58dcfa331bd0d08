import type { Scope, SessionSummary, TokenSummary } from "#accounts";
import { moment } from "../../dates.ts";
import { type Html, html } from "../../html.ts";
import { offeredScopes } from "../../http/passkey-duty.ts";
import { buttonForm, checkbox, hidden, problemLine, textField } from "../form-parts.ts";
import type { Frame, PageContent } from "../page.ts";
import { settingsPage } from "./settings-page.ts";

const methods: Readonly<Record<SessionSummary["method"], string>> = {
  email: "a code by mail",
  passkey: "a passkey",
  provider: "a provider",
  setup: "the setup page",
  operator: "a link from the operator",
};

export function sessionsPage(frame: Frame, sessions: readonly SessionSummary[]): PageContent {
  const entries = sessions.map((session) => sessionEntry(frame, session));
  const others =
    sessions.length > 1
      ? html`<form method="post" action="/settings/sessions/revoke">${hidden("session", "others")}<button class="btn">End all other sessions</button></form>`
      : "";
  return settingsPage({
    path: "/settings/sessions",
    heading: "Sessions",
    body: html`<p>Where you are signed in. A session ends by itself after 14 days without a visit, and after 90 days; of administrators after 12 hours, and after 24.</p><ul class="entries">${entries}</ul>${others}`,
  });
}

function sessionEntry(frame: Frame, session: SessionSummary): Html {
  const { sessionId, agent, network, seenAt, createdAt, method } = session;
  const zone = frame.site.timeZone;
  const isThis = sessionId === frame.viewer?.sessionId;
  const end = isThis
    ? html`<span class="mark">this one</span>`
    : buttonForm("/settings/sessions/revoke", html`End<span class="vh"> ${agent}</span>`, [
        hidden("session", sessionId),
      ]);
  return html`<li><div><b>${agent}</b><span>${network ? `from ${network}, ` : ""}last seen ${moment(seenAt, zone)}; signed in ${moment(createdAt, zone)} by ${methods[method]}</span></div>${end}</li>`;
}

const scopeWords: Readonly<Record<Scope, string>> = {
  read: "Read, also what is yours alone",
  vote: "Vote",
  library: "Bookmarks, marks, collections and follows",
  comment: "Comment and react",
  submit: "Bring papers, claim them, add links",
  moderate: "Moderate",
};

export interface TokensView {
  readonly tokens: readonly TokenSummary[];
  /** Of the token just made: shown this once. */
  readonly secret?: string;
  readonly label?: string;
  readonly problem?: string | undefined;
}

/** Lifetimes on offer, in days. */
export const tokenDays = [30, 90, 365] as const;

export function tokensPage(frame: Frame, view: TokensView): PageContent {
  const fresh = view.secret
    ? html`<div class="fresh" role="status"><p>This is the token. Copy it now: it is not shown again.</p><p><code>${view.secret}</code></p></div>`
    : "";
  const entries = view.tokens.map((token) => tokenEntry(frame, token));
  const list =
    entries.length > 0 ? html`<ul class="entries">${entries}</ul>` : html`<p>You have none.</p>`;
  return settingsPage({
    path: "/settings/tokens",
    heading: "Tokens",
    body: html`<p>With a token a program does what you could do, as far as you allow it: in the header <code>Authorization: Bearer …</code> of the <a href="/docs">API</a>.</p>${fresh}${list}${newToken(frame, view)}`,
  });
}

function newToken(frame: Frame, { label = "", problem }: TokensView): Html {
  const offered = frame.viewer ? offeredScopes(frame.viewer) : [];
  const boxes = offered.map((scope) =>
    checkbox("scope", scopeWords[scope], scope === "read", scope),
  );
  const days = tokenDays.map(
    (number) =>
      html`<option value="${number}"${number === 90 ? html` selected` : ""}>${number} days</option>`,
  );
  return html`<h2 class="rule">A new token</h2><form class="sheet-form" method="post" action="/settings/tokens">${problemLine(problem)}${textField({ name: "label", label: "What it is for", value: label, maxLength: 60, isRequired: true, isWrong: problem !== undefined })}
<fieldset><legend>It may</legend>${boxes}</fieldset><label for="days">It works for</label><select id="days" name="days">${days}</select><button class="btn">Make the token</button></form>`;
}

function tokenEntry(frame: Frame, token: TokenSummary): Html {
  const { tokenId, label, expiresAt, usedAt } = token;
  const zone = frame.site.timeZone;
  const used = usedAt ? `used ${moment(usedAt, zone)}` : "never used";
  return html`<li><div><b>${label}</b><span>${token.scopes.join(", ")}; until ${moment(expiresAt, zone)}; ${used}</span></div>${buttonForm("/settings/tokens/revoke", html`Revoke<span class="vh"> ${label}</span>`, [hidden("token", tokenId)])}</li>`;
}
