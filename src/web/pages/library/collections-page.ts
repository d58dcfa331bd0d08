import type { AccountId, Person } from "#accounts";
import {
  type Collection,
  type CollectionFields,
  type Page,
  type Visibility,
  visibilities,
} from "#community";
import { addresses, withQuery } from "../../addresses.ts";
import { count } from "../../dates.ts";
import { type Html, html } from "../../html.ts";
import { problemLine, textField } from "../form-parts.ts";
import type { Frame, PageContent } from "../page.ts";

export interface CollectionsView {
  readonly own: readonly Collection[];
  readonly page: Page<Collection>;
  readonly owners: ReadonlyMap<AccountId, Person>;
  readonly refused?: RefusedCollection | undefined;
}

/** A collection that was asked for and could not be begun as it was. */
export interface RefusedCollection {
  readonly problem: string;
  readonly fields: Partial<CollectionFields>;
}

/** One's own collections, and everybody's that are public. */
export function collectionsPage(
  frame: Frame,
  { own, page, owners, refused }: CollectionsView,
): PageContent {
  const mine = frame.viewer
    ? html`<section><h2 class="rule">Your collections</h2>${own.length > 0 ? html`<ul class="entries">${own.map((one) => row(one))}</ul>` : html`<p class="note">You have none yet.</p>`}<details class="fold"${refused ? html` open` : ""}><summary>Begin a collection</summary>${problemLine(refused?.problem)}${collectionForm("/collections", "Begin it", refused?.fields)}</details></section>`
    : "";
  const more = page.next
    ? html`<p><a class="go" href="${withQuery("/collections", { after: page.next })}">Earlier ones</a></p>`
    : "";
  const all =
    page.items.length > 0
      ? html`<ul class="entries">${page.items.map((one) => row(one, owners.get(one.owner)))}</ul>`
      : html`<p class="note">Nobody has a public collection yet.</p>`;
  return {
    title: "Collections",
    description: "Lists of papers that people keep.",
    main: html`<div class="prose"><header class="headline"><h1>Collections</h1><p class="dates">Lists of papers that people keep, each with a feed and as citations.</p></header>${mine}<section><h2 class="rule">Public collections</h2>${all}${more}</section></div>`,
  };
}

const seenBy: Readonly<Record<Visibility, string>> = {
  public: "Everybody: it is listed, and has a feed",
  link: "Whoever knows its address",
  private: "Only you",
};

const badge: Readonly<Record<Visibility, string>> = {
  public: "",
  link: " · by link",
  private: " · private",
};

export function row(collection: Collection, owner?: Person): Html {
  const by =
    owner?.state === "active"
      ? html` · <a href="${addresses.person(owner.name)}">${owner.displayName}</a>`
      : "";
  return html`<li><a href="${addresses.collection(collection.id)}">${collection.title}</a><span class="note">${count(collection.papers, "paper")}${badge[collection.visibility]}${by}</span></li>`;
}

/** What a collection is called and who may see it. */
export function collectionForm(
  action: string,
  button: string,
  collection?: Partial<CollectionFields>,
): Html {
  const current = collection?.visibility ?? "private";
  const choices = visibilities.map(
    (one) =>
      html`<label class="choice"><input type="radio" name="visibility" value="${one}"${one === current ? html` checked` : ""}> ${seenBy[one]}</label>`,
  );
  return html`<form class="sheet-form" method="post" action="${action}">${textField({ name: "title", label: "Title", maxLength: 120, isRequired: true, value: collection?.title ?? "" })}<label for="about">What it is about</label><textarea id="about" name="about" maxlength="2000" rows="3">${collection?.about ?? ""}</textarea><fieldset><legend>Who may see it</legend>${choices}</fieldset><p><button class="btn">${button}</button></p></form>`;
}
