import type { Mark } from "#community";
import type { PaperWithTally } from "#papers";
import { withQuery } from "../../addresses.ts";
import { type Html, html } from "../../html.ts";
import { margin } from "../hit.ts";
import type { Frame, PageContent } from "../page.ts";
import { actionIcons, actions, byline, titleLink } from "../paper-parts.ts";

export interface ShelfView {
  readonly mark: Mark;
  readonly papers: readonly PaperWithTally[];
  /** Cursor of the next page. */
  readonly next?: string | undefined;
}

const shelves = {
  bookmark: {
    path: "/bookmarks",
    title: "Bookmarks",
    none: "Nothing is bookmarked yet. The ribbon beside a paper keeps it here.",
  },
  read: { path: "/read", title: "Read", none: "No paper is marked as read." },
  hidden: {
    path: "/hidden",
    title: "Not interested",
    none: "No paper is hidden; all of them stand in your editions.",
  },
} as const satisfies Readonly<Record<Mark, object>>;

/** A reader's own marked papers, newest mark first. */
export function shelfPage(frame: Frame, { mark, papers, next }: ShelfView): PageContent {
  const { path, title, none } = shelves[mark];
  const more = next
    ? html`<p><a class="go" href="${withQuery(path, { after: next })}">Earlier ones</a></p>`
    : "";
  const body = papers.length > 0 ? paperList(frame, papers) : html`<p class="note">${none}</p>`;
  return {
    title,
    description: `${title}: papers only you see here.`,
    isPrivate: true,
    icons: actionIcons,
    main: html`<header class="headline"><h1>${title}</h1><p class="dates">Only you see this. ${links(mark)}</p></header><section class="hits" aria-label="Papers">${body}${more}</section>`,
  };
}

function links(current: Mark): Html[] {
  const others = Object.entries(shelves).filter(([mark]) => mark !== current);
  const places = [
    ...others.map(([, { path, title }]) => [path, title] as const),
    ["/collections", "Collections"] as const,
    ["/following", "Following"] as const,
  ];
  return places.map(
    ([path, title], index) => html`${index > 0 ? " · " : ""}<a href="${path}">${title}</a>`,
  );
}

function paperList(frame: Frame, papers: readonly PaperWithTally[]): Html[] {
  return papers.map(
    (paper) =>
      html`<article class="paper hit">${margin(paper)}<h2>${titleLink(paper)}</h2>${byline(paper, 4)}${actions(frame, paper)}</article>`,
  );
}
