import type { IdentitySummary, PasskeySummary } from "#accounts";
import { moment } from "../../dates.ts";
import { type Html, html } from "../../html.ts";
import { buttonForm, codeField, hidden, problemLine, textField } from "../form-parts.ts";
import type { Frame, PageContent } from "../page.ts";
import { passkeyScript } from "./passkey-script.ts";
import { settingsPage } from "./settings-page.ts";

export interface EmailView {
  readonly email: string | undefined;
  readonly canMail: boolean;
  /** A code was sent; it is asked for. */
  readonly isWaiting: boolean;
  readonly wanted?: string;
  readonly problem?: string | undefined;
}

export function emailPage(view: EmailView): PageContent {
  const { email, canMail, isWaiting, problem } = view;
  const now = email
    ? html`<p>Codes to sign in go to <b>${email}</b>. Nobody else sees it.</p>`
    : html`<p>No address is known. With one you can sign in by a code.</p>`;
  return settingsPage({
    path: "/settings/email",
    heading: "Email",
    body: html`${now}${canMail ? (isWaiting ? changeCode(problem) : changeForm(view)) : html`<p class="note">This site sends no email, so the address can not be proved or changed.</p>`}`,
  });
}

function changeForm({ wanted = "", problem }: EmailView): Html {
  const field = textField({
    name: "email",
    label: "New address",
    type: "email",
    value: wanted,
    maxLength: 254,
    isRequired: true,
    autocomplete: "email",
    isWrong: problem !== undefined,
  });
  return html`<form class="sheet-form" method="post" action="/settings/email">${problemLine(problem)}${field}<button class="btn">Send a code to it</button></form>`;
}

function changeCode(problem: string | undefined): Html {
  return html`<form class="sheet-form" method="post" action="/settings/email/code">${problemLine(problem)}<p>A code is on its way to the new address. It works for ten minutes, in this browser.</p>${codeField(problem !== undefined)}<button class="btn">This is my address</button></form><p class="note"><a href="/settings/email">Another address instead</a></p>`;
}

export function passkeysPage(
  frame: Frame,
  passkeys: readonly PasskeySummary[],
  canUse: boolean,
): PageContent {
  const entries = passkeys.map(
    ({ passkeyId, label, addedAt, usedAt }) =>
      html`<li><div><b>${label}</b><span>added ${at(frame, addedAt)}${usedAt ? `, used ${at(frame, usedAt)}` : ""}</span></div>${buttonForm("/settings/passkeys/remove", html`Remove<span class="vh"> ${label}</span>`, [hidden("passkey", passkeyId)])}</li>`,
  );
  const list =
    entries.length > 0 ? html`<ul class="entries">${entries}</ul>` : html`<p>You have none.</p>`;
  const add = canUse
    ? html`<form class="sheet-form passkey" hidden data-passkey="/settings/passkeys" method="post" action="/settings/passkeys">${textField({ name: "label", label: "Name of the device", maxLength: 60, value: "" })}<button class="btn">Add a passkey</button><p class="problem" role="alert" hidden></p></form><noscript><p class="note">Adding a passkey needs JavaScript.</p></noscript>`
    : html`<p class="note">Passkeys need a site with a host name and https, which this one does not have.</p>`;
  return settingsPage({
    path: "/settings/passkeys",
    heading: "Passkeys",
    ...(canUse ? { head: passkeyScript(frame) } : {}),
    body: html`<p>A passkey signs you in with the lock of your phone, your computer or a security key. No secret of it leaves the device. Moderators and administrators need one.</p>${list}${add}`,
  });
}

export function identitiesPage(
  frame: Frame,
  identities: readonly IdentitySummary[],
  known: readonly { readonly name: string; readonly label: string }[],
): PageContent {
  const entries = identities.map(
    ({ issuer, subject, label, addedAt }) =>
      html`<li><div><b>${label}</b><span>${new URL(issuer).hostname}, added ${at(frame, addedAt)}</span></div>${buttonForm("/settings/identities/remove", html`Remove<span class="vh"> ${label}</span>`, [hidden("issuer", issuer), hidden("subject", subject)])}</li>`,
  );
  const list =
    entries.length > 0 ? html`<ul class="entries">${entries}</ul>` : html`<p>You have none.</p>`;
  const forms = known.map(
    ({ name, label }) =>
      html`<form method="post" action="/settings/identities/add">${hidden("provider", name)}<button class="btn plain">Add ${label}</button></form>`,
  );
  const add =
    forms.length > 0
      ? html`<div class="ways">${forms}</div>`
      : html`<p class="note">The operator of this site has set up no provider.</p>`;
  return settingsPage({
    path: "/settings/identities",
    heading: "Providers",
    body: html`<p>Accounts elsewhere that sign you in here. An ORCID iD you have signed in with is shown on your page, and is the strongest evidence that a paper is yours.</p>${list}${add}`,
  });
}

function at(frame: Frame, instant: string): string {
  return moment(instant, frame.site.timeZone);
}
