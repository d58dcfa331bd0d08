import { type Html, html } from "../../html.ts";
import { codeField, hidden, problemLine, textField } from "../form-parts.ts";
import type { Frame, PageContent } from "../page.ts";
import { simplePage } from "../simple-page.ts";
import { passkeyScript } from "./passkey-script.ts";

export interface LoginView {
  /** Where to go on. */
  readonly next: string;
  readonly email?: string;
  readonly problem?: string | undefined;
  readonly canMail: boolean;
  readonly canUsePasskeys: boolean;
  readonly isOpen: boolean;
  readonly providers: readonly { readonly name: string; readonly label: string }[];
}

export function loginPage(frame: Frame, view: LoginView): PageContent {
  const canJoin = view.isOpen && (view.canMail || view.providers.length > 0);
  const isNew = canJoin ? " Who is new here gets an account on the way." : "";
  return simplePage({
    title: "Sign in",
    description: `Sign in to ${frame.site.title}.`,
    heading: "Sign in",
    ...(view.canUsePasskeys ? { head: passkeyScript(frame) } : {}),
    body: html`<p>There are no passwords here.${isNew}</p>
${problemLine(view.problem)}${passkeyForm(view)}${mailForm(view)}${providerForms(view)}`,
  });
}

/** For somebody who is signed in: a proof, before what matters most. */
export function provePage(frame: Frame, view: LoginView): PageContent {
  const account = frame.viewer?.account;
  const mail = account?.email
    ? html`<form class="sheet-form" method="post" action="/login/email">${hidden("next", view.next)}${hidden("prove", "1")}<p>A code goes to <b>${account.email}</b>.</p><button class="btn">Send the code</button></form>`
    : "";
  return simplePage({
    title: "Prove that it is you",
    description: "Sign in once more.",
    heading: "Prove that it is you",
    ...(view.canUsePasskeys ? { head: passkeyScript(frame) } : {}),
    body: html`<p>You are signed in as <b>${account?.displayName ?? ""}</b>. For this we ask that you have signed in within the last ten minutes.</p>
${problemLine(view.problem)}${passkeyForm(view)}${view.canMail ? mail : ""}${providerForms(view)}`,
  });
}

/** Shown by the script, where the browser knows passkeys. */
function passkeyForm({ canUsePasskeys, next }: LoginView): Html | "" {
  if (!canUsePasskeys) return "";
  return html`<form class="sheet-form passkey" hidden data-passkey="/login/passkey" method="post" action="/login">${hidden("next", next)}<button class="btn">Use a passkey</button><p class="problem" role="alert" hidden></p></form>`;
}

function mailForm(view: LoginView): Html {
  if (!view.canMail) {
    const others = [
      ...(view.canUsePasskeys ? ["a passkey you have added"] : []),
      ...(view.providers.length > 0 ? ["one of the sites named below"] : []),
    ];
    const how = others.length > 0 ? ` Sign in with ${others.join(", or ")}.` : "";
    return html`<p class="note">This site sends no email, so nobody can sign in by a code.${how} Who looks after it can turn mail on (<code>SMTP_URL</code>), or name a provider to sign in with.</p>`;
  }
  const field = textField({
    name: "email",
    label: "Email address",
    type: "email",
    value: view.email ?? "",
    maxLength: 254,
    isRequired: true,
    autocomplete: "email",
    isWrong: view.problem !== undefined,
  });
  return html`<form class="sheet-form" method="post" action="/login/email">${hidden("next", view.next)}${field}<button class="btn">Send me a code</button></form>`;
}

function providerForms({ providers, next }: LoginView): Html | "" {
  if (providers.length === 0) return "";
  const forms = providers.map(
    ({ name, label }) =>
      html`<form method="post" action="/login/${name}">${hidden("next", next)}<button class="btn plain">Sign in with ${label}</button></form>`,
  );
  return html`<div class="ways">${forms}</div>`;
}

export function codePage(problem?: string): PageContent {
  return simplePage({
    title: "Type the code",
    description: "A code was sent.",
    heading: "Look into your inbox",
    body: html`<p>If we know the address, or you may make an account with it, a message is on its way. Type the six digits it holds, here in this browser; they work for ten minutes, once.</p>
<form class="sheet-form" method="post" action="/login/code">${problemLine(problem)}${codeField(problem !== undefined)}<button class="btn">Sign in</button></form>
<p class="note">Nothing there after some minutes? Look among the unwanted mail, or <a href="/login">begin anew</a>.</p>`,
  });
}

/** A program that opens links must not use them up: GET shows, POST acts. */
export function linkPage(frame: Frame, token: string): PageContent {
  return simplePage({
    title: "Sign in",
    description: "Press the button to sign in.",
    heading: `Sign in to ${frame.site.title}`,
    body: html`<p>Press the button to sign in, in this browser.</p><form class="sheet-form" method="post" action="/login/link">${hidden("t", token)}<button class="btn">Sign in</button></form>`,
  });
}

export function linkFailedPage(problem: string): PageContent {
  return simplePage({
    title: "That did not sign you in",
    description: "The link does not work.",
    heading: "That did not sign you in",
    body: html`${problemLine(problem)}<p>A code that is waiting in another window of this browser <a href="/login/code">can be typed here</a>.</p><p><a class="btn" href="/login">Begin anew</a></p>`,
  });
}

/**
 * On the way to a provider. A page that leads on, not a redirect: `form-action 'self'` holds
 * for the redirects of a form too.
 */
export function leavePage(label: string, address: string): PageContent {
  return simplePage({
    title: `On to ${label}`,
    description: `On to ${label}.`,
    heading: `On to ${label}`,
    head: html`<meta http-equiv="refresh" content="0;url=${address}">`,
    body: html`<p>You sign in there, and come back.</p><p><a class="btn" rel="noreferrer" href="${address}">Go on</a></p>`,
  });
}
