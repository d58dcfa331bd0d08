import { addresses, withQuery } from "../../addresses.ts";
import { count } from "../../dates.ts";
import { type Html, html } from "../../html.ts";
import { type Format, formatPath } from "../../lists/formats.ts";
import type { AlertView } from "../../views/alert-view.ts";
import type { CollectionView } from "../../views/collection-view.ts";
import type { ListItem } from "../../views/list-view.ts";
import { alertMenu } from "../alerts/alert-menu.ts";
import { hidden } from "../form-parts.ts";
import type { Frame, PageContent } from "../page.ts";
import { pager } from "../pager.ts";
import { actionIcons, actions, byline, titleLink } from "../paper-parts.ts";
import { collectionForm } from "./collections-page.ts";

/** What whoever looks has to do with a collection. */
interface OwnOfCollection {
  readonly isOwn: boolean;
  readonly alert: AlertView | undefined;
}

/** The papers of one collection; for its owner with what changes it. */
export function collectionPage(
  frame: Frame,
  view: CollectionView,
  own: OwnOfCollection,
): PageContent {
  const { collection, list, owner, page, pages } = view;
  const { isOwn } = own;
  const path = addresses.collection(collection.id);
  const isPublic = collection.visibility === "public";
  const by =
    owner?.state === "active"
      ? html`<a href="${addresses.person(owner.name)}">${owner.displayName}</a>`
      : html`a former reader`;
  const papers = list.items.map((item) => entry(frame, view, { item, isOwn }));
  const none = html`<p class="note">No paper is in it yet.${isOwn ? " Every paper's page has a menu “Keep” that adds one." : ""}</p>`;
  return {
    title: collection.title,
    description: collection.about || `${count(collection.papers, "paper")} kept together.`,
    isPrivate: !isPublic,
    skip: "Skip to papers",
    icons: [...actionIcons, "feed"],
    ...(isPublic ? { feed: { path, title: list.title } } : {}),
    main: html`<header class="headline"><p class="kicker"><a href="/collections">Collection</a></p><h1>${collection.title}</h1><p class="dates">${count(list.total, "paper")} kept by ${by}${collection.visibility === "private" ? " · only you see it" : collection.visibility === "link" ? " · for whoever knows this address" : ""}</p>${collection.about ? html`<p class="abstract">${collection.about}</p>` : ""}</header><p class="alt">${formats(path)}</p>${own.alert ? html`<div class="bar">${alertMenu(frame, own.alert)}</div>` : ""}${isOwn ? owned(view) : ""}<section class="hits" aria-label="Papers">${papers.length > 0 ? papers : none}${pager(page, pages, (number) => withQuery(path, { page: number > 1 ? number : undefined }))}</section>`,
  };
}

const offered: readonly (readonly [Format, string])[] = [
  ["bib", "BibTeX"],
  ["ris", "RIS"],
  ["csl.json", "CSL-JSON"],
  ["json", "JSON"],
  ["md", "Markdown"],
  ["atom", "Atom"],
  ["rss", "RSS"],
  ["feed.json", "JSON Feed"],
];

function formats(path: string): Html[] {
  return offered.map(
    ([format, label], index) =>
      html`${index > 0 ? " · " : ""}<a href="${formatPath(path, format)}">${label}</a>`,
  );
}

function owned({ collection }: CollectionView): Html {
  const path = addresses.collection(collection.id);
  return html`<details class="fold"><summary>Change or delete it</summary>${collectionForm(`${path}/edit`, "Save", collection)}<form class="sheet-form" method="post" action="${path}/remove"><p><button class="link">Delete this collection</button></p></form></details>`;
}

interface Entry {
  readonly item: ListItem;
  readonly isOwn: boolean;
}

function entry(frame: Frame, view: CollectionView, { item, isOwn }: Entry): Html {
  const { paper, rank } = item;
  const note = view.notes.get(paper.id) ?? "";
  const shown = note ? html`<p class="pass">${note}</p>` : "";
  return html`<article class="paper hit"><h2>${titleLink(paper)}</h2>${byline(paper, 4)}${shown}${actions(frame, paper)}${isOwn ? change(view, { paperId: paper.id, rank, note }) : ""}</article>`;
}

function change(
  { collection }: CollectionView,
  { paperId, rank, note }: { paperId: string; rank: number; note: string },
): Html {
  const action = `${addresses.collection(collection.id)}/papers`;
  const form = (name: string, fields: Html): Html =>
    html`<form class="inline act-form" method="post" action="${action}">${hidden("paper", paperId)}${hidden("action", name)}${fields}</form>`;
  return html`<details class="fold"><summary>Note, place</summary>${form("note", html`<label>Note <input type="text" name="note" maxlength="2000" value="${note}"></label><button class="link">Save</button>`)}${form("move", html`<label>Place <input type="number" name="place" min="1" value="${rank}"></label><button class="link">Move</button>`)}${form("drop", html`<button class="link">Take out of the collection</button>`)}</details>`;
}
