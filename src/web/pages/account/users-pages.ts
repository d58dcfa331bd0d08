import { type Account, type AccountEvent, roles, type SessionSummary } from "#accounts";
import { withQuery } from "../../addresses.ts";
import { count, moment } from "../../dates.ts";
import { type Html, html } from "../../html.ts";
import { hidden, problemLine } from "../form-parts.ts";
import type { Frame, PageContent } from "../page.ts";
import { simplePage } from "../simple-page.ts";
import { eventList } from "./data-pages.ts";

export interface UsersView {
  readonly query: string;
  readonly accounts: readonly Account[];
  /** Name after which the next page begins. */
  readonly next?: string | undefined;
}

export function usersPage(frame: Frame, { query, accounts, next }: UsersView): PageContent {
  const rows = accounts.map((account) => userRow(frame, account));
  const more = next
    ? html`<p><a class="go" rel="next" href="${withQuery("/admin/users", { q: query, after: next })}">Further accounts</a></p>`
    : "";
  return simplePage({
    title: "Accounts",
    description: "All accounts of this site.",
    heading: "Accounts",
    body: html`<form class="sheet-form" role="search" action="/admin/users" aria-label="Accounts"><label for="q">Name or address begins with</label><input id="q" type="search" name="q" value="${query}" maxlength="254"><button class="btn">Find</button></form>${rows.length > 0 ? html`<ul class="entries">${rows}</ul>` : html`<p>There is no such account.</p>`}${more}`,
  });
}

function userRow(frame: Frame, account: Account): Html {
  const state = account.state === "active" ? "" : `, ${account.state}`;
  return html`<li><div><b><a href="/admin/users/${account.id}">${account.displayName || account.name}</a></b><span>@${account.name}, ${account.role}${state}${account.email ? `, ${account.email}` : ""}, since ${moment(account.createdAt, frame.site.timeZone)}</span></div></li>`;
}

export interface UserView {
  readonly account: Account;
  readonly sessions: readonly SessionSummary[];
  readonly passkeys: number;
  readonly events: readonly AccountEvent[];
  readonly problem?: string | undefined;
}

export function userPage(frame: Frame, view: UserView): PageContent {
  const { account, sessions, passkeys, events, problem } = view;
  const base = `/admin/users/${account.id}`;
  const isActive = account.state === "active";
  const state =
    account.state === "deleted"
      ? html`<p>This account is deleted.</p>`
      : html`<form class="sheet-form" method="post" action="${base}/state">${hidden("state", isActive ? "disabled" : "active")}<button class="btn">${isActive ? "Disable the account" : "Enable the account"}</button></form>`;
  return simplePage({
    title: account.displayName || account.name,
    description: "One account.",
    heading: account.displayName || account.name,
    body: html`<p><a href="/@${account.name}">@${account.name}</a>, ${account.role}, ${account.state}${account.email ? `, ${account.email}` : ""}. ${count(passkeys, "passkey")}, ${count(sessions.length, "session")}.</p>
${problemLine(problem)}${roleForm(base, account)}
<form class="sheet-form" method="post" action="${base}/sessions"><button class="btn">End all sessions</button></form>
${state}<h2 class="rule">What happened</h2>${eventList(frame, events)}<p><a class="go" href="/admin/users">All accounts</a></p>`,
  });
}

function roleForm(base: string, { role }: Account): Html {
  const options = roles.map(
    (one) => html`<option${one === role ? html` selected` : ""}>${one}</option>`,
  );
  return html`<form class="sheet-form" method="post" action="${base}/role"><label for="role">Role</label><select id="role" name="role">${options}</select><button class="btn">Change the role</button></form>`;
}
