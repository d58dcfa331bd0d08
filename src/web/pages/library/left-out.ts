import type { PaperWithTally } from "#papers";
import { withQuery } from "../../addresses.ts";
import { count } from "../../dates.ts";
import { type Html, html } from "../../html.ts";
import type { ListItem } from "../../views/list-view.ts";
import type { Frame } from "../page.ts";

/** The query parameter with which a reader sees everything. */
const SHOW = "all";

/** The papers of a list without those its reader does not want to see again. */
export function withoutLeft(
  frame: Frame,
  items: readonly ListItem[],
): { shown: readonly ListItem[]; left: number } {
  const current = items.map(withVotesOfNow);
  if (!frame.viewer || hasAll(frame)) return { shown: current, left: 0 };
  const { hidesRead } = frame.viewer.account.preferences;
  const shown = current.filter(({ paper }) => {
    const marks = frame.marks.get(paper.id);
    return !marks?.isHidden && !(hidesRead && marks?.isRead);
  });
  return { shown, left: items.length - shown.length };
}

/** A page shows votes as they stand, so that a reader's own is among them. */
function withVotesOfNow(item: ListItem): ListItem {
  const { paper, upvotesNow } = item;
  if (upvotesNow === undefined) return item;
  return { ...item, paper: { ...paper, tally: { ...paper.tally, upvotes: upvotesNow } } };
}

/** Says how many were left out, and leads to all. */
export function leftLine(frame: Frame, left: number): Html | "" {
  if (left === 0) return "";
  const { path, query } = split(frame.path);
  query.set(SHOW, "1");
  const what = frame.viewer?.account.preferences.hidesRead ? "you hid or have read" : "you hid";
  const all = withQuery(path, Object.fromEntries(query));
  return html`<p class="note left-out">${count(left, "paper")} ${what}; <a href="${all}">show</a></p>`;
}

/** For papers that their reader has marked as read. */
export function readClass(frame: Frame, paper: PaperWithTally): string {
  return frame.marks.get(paper.id)?.isRead ? " seen" : "";
}

function hasAll(frame: Frame): boolean {
  return split(frame.path).query.has(SHOW);
}

function split(address: string): { path: string; query: URLSearchParams } {
  const { pathname, searchParams } = new URL(address, "http://own.invalid");
  return { path: pathname, query: searchParams };
}
