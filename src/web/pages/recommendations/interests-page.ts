import { slugOf } from "#papers";
import type { Interest } from "#recommendations";
import { count } from "../../dates.ts";
import { type Html, html } from "../../html.ts";
import { formatPath, type ListFormat } from "../../lists/index.ts";
import { settingsPage } from "../account/settings-page.ts";
import { hidden, problemLine } from "../form-parts.ts";
import type { PageContent } from "../page.ts";
import { simplePage } from "../simple-page.ts";

export interface InterestsView {
  readonly list: readonly Interest[];
  /** Of the reader's feed. */
  readonly token: string | undefined;
  readonly problem: string | undefined;
  /** Of a subscriber without an account: both with the token of a mail. */
  readonly place?: { readonly path: string; readonly digestsPath: string };
}

export const INTERESTS_PATH = "/settings/interests";

const kinds: Readonly<Record<Interest["kind"], string>> = {
  topic: "Topic",
  keyword: "Word",
  author: "Author",
  category: "Category",
  search: "Search",
};

const weights = [
  [0.25, "Much less"],
  [0.5, "Less"],
  [1, "As it is"],
  [2, "More"],
  [4, "Much more"],
] as const;

/** What a reader likes to read about, as words that can be edited. */
export function interestsPage(view: InterestsView): PageContent {
  const { list, token, problem, place } = view;
  const action = place?.path ?? INTERESTS_PATH;
  const form = formTo(action);
  const chosen = list.filter(({ origin }) => origin === "chosen");
  const learned = list.filter(({ origin }) => origin === "learned");
  const words = place ? wordsOfSubscriber(place.digestsPath) : wordsOfAccount;
  const body = html`${problemLine(problem)}<p>${words.what}</p><section><h2 class="rule">Named by you</h2>${entries(form, chosen, "None yet.", "A muted interest leaves its papers out.")}${addForm(action, problem !== undefined)}</section><section><h2 class="rule">Learned from what you like</h2>${entries(form, learned, words.nothing, "Mute an interest, and the papers behind it count no more.")}</section>${place ? "" : feed(form, token)}<section><h2 class="rule">Start over</h2><p>Forgets the interests above and what you marked in mails as “more like this” or “not interested”.${words.stays}</p>${form("reset", html`<button class="btn">Reset</button>`)}</section>`;
  const heading = "Interests";
  if (!place) return settingsPage({ path: INTERESTS_PATH, heading, body });
  return simplePage({ title: heading, description: "What papers for you go by.", heading, body });
}

const wordsOfAccount = {
  what: html`What <a href="/for-you">the papers for you</a> go by, beside <a href="/following">what you follow</a>. Only you see this.`,
  nothing: "Nothing yet: this takes several papers that you upvoted, saved or collected.",
  stays: " Your votes, bookmarks and hidden papers stay, and are learned from again.",
};

function wordsOfSubscriber(digestsPath: string): typeof wordsOfAccount {
  return {
    what: html`What the papers for you go by, beside what you mark in the mails. Whoever has the link of your mails sees this. <a href="${digestsPath}">Your digests</a>`,
    nothing: "Nothing yet: this takes several papers that you marked “more like this”.",
    stays: "",
  };
}

function entries(form: ActForm, list: readonly Interest[], none: string, hint: string): Html {
  if (list.length === 0) return html`<p class="note">${none}</p>`;
  return html`<p class="note">${hint}</p><ul class="entries said">${list.map((one) => entry(form, one))}</ul>`;
}

function entry(form: ActForm, interest: Interest): Html {
  const { id, label, words, papers, isMuted, origin } = interest;
  const others = words.filter((word) => !label.split(", ").includes(word));
  const about =
    origin === "learned" ? [...others, count(papers, "paper")].join(", ") : named(interest);
  const of = html`<span class="vh"> ${label}</span>`;
  const weigh = html`${hidden("id", id)}<label for="label-${id}">Name</label><input id="label-${id}" type="text" name="label" maxlength="300" value="${label}"><label for="weight-${id}">Weight</label>${weightChoice(interest)}<button class="btn">Save${of}</button>`;
  const mute = html`${hidden("id", id)}${hidden("on", isMuted ? "0" : "1")}<button class="link">${isMuted ? "Unmute" : "Mute"}${of}</button>`;
  const remove =
    origin === "chosen"
      ? form("remove", html`${hidden("id", id)}<button class="link">Remove${of}</button>`)
      : "";
  return html`<li><p><strong>${label}</strong>${isMuted ? " (muted)" : ""} <span class="note">${about}</span></p><div class="row">${form("mute", mute)}${remove}</div><details class="fold"><summary>Name, weight${of}</summary>${form("change", weigh, { isSheet: true })}</details></li>`;
}

/** "Topic", and what it is of where its reader has given it another name. */
function named({ kind, label, target }: Interest): string {
  const isSaid = label === target || slugOf(label) === target;
  return isSaid ? kinds[kind] : `${kinds[kind]}: ${target}`;
}

function weightChoice({ id, weight }: Interest): Html {
  const isListed = weights.some(([value]) => value === weight);
  const own = isListed ? [] : ([[weight, `× ${weight}`]] as const);
  return html`<select id="weight-${id}" name="weight">${[...own, ...weights].map(([value, name]) => html`<option value="${value}"${value === weight ? html` selected` : ""}>${name}</option>`)}</select>`;
}

function addForm(action: string, isWrong: boolean): Html {
  const invalid = isWrong ? html` aria-invalid="true" aria-describedby="problem"` : "";
  const kindNames = Object.entries(kinds).filter(([kind]) => kind !== "search");
  return html`<form class="sheet-form" method="post" action="${action}">${hidden("do", "add")}<label for="kind">Kind</label><select id="kind" name="kind">${kindNames.map(([kind, name]) => html`<option value="${kind}">${name}</option>`)}</select><label for="target">Words, name or category</label><input id="target" type="text" name="target" required maxlength="300" autocomplete="off"${invalid}><button class="btn">Add</button></form>`;
}

const formats: readonly (readonly [ListFormat, string])[] = [
  ["atom", "Atom"],
  ["rss", "RSS"],
  ["feed.json", "JSON Feed"],
  ["json", "JSON"],
  ["md", "Markdown"],
];

function feed(form: ActForm, token: string | undefined): Html {
  if (token === undefined) {
    return html`<section id="feed"><h2 class="rule">Your feed</h2><p class="note">Feed readers can not sign in: they open a secret address of your own.</p>${form("renew", html`<button class="btn">Make an address</button>`)}</section>`;
  }
  const links = formats.map(
    ([format, label], index) =>
      html`${index > 0 ? " · " : ""}<a href="${formatPath(`/for-you/${token}`, format)}">${label}</a>`,
  );
  return html`<section id="feed"><h2 class="rule">Your feed</h2><p class="alt">${links}</p><p class="note">Whoever knows this address sees which papers are chosen for you.</p>${form("renew", html`<button class="link">Change the address</button>`)}</section>`;
}

/** A form that does one thing; in a line, or as a sheet. */
type ActForm = (act: string, fields: Html, shape?: { readonly isSheet: boolean }) => Html;

function formTo(action: string): ActForm {
  return (act, fields, shape) =>
    html`<form class="${shape?.isSheet ? "sheet-form" : "inline act-form"}" method="post" action="${action}">${hidden("do", act)}${fields}</form>`;
}
