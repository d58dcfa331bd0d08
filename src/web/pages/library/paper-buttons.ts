import type { PaperMarks } from "#community";
import type { PaperWithTally } from "#papers";
import { addresses } from "../../addresses.ts";
import { grouped } from "../../dates.ts";
import { type Html, html } from "../../html.ts";
import { type IconName, icon } from "../icons.ts";
import type { Frame } from "../page.ts";

/** The form that all buttons beside papers belong to; one for the page keeps it small. */
const FORM = "act";

export function libraryForm({ isOpen, path }: Frame): Html | "" {
  if (!isOpen) return "";
  return html`<form id="${FORM}" method="post" hidden><input type="hidden" name="next" value="${path}"></form><p class="vh" role="status" id="saved"></p>`;
}

/** Where a page scrolls to after a vote without the script. */
export function voteAnchor(id: string): string {
  return `v-${id}`;
}

/** The count as a button that votes, or takes the vote back. Its name begins with the number. */
export function voteButton(frame: Frame, paper: PaperWithTally): Html {
  const { upvotes } = paper.tally;
  const isVoted = frame.marks.get(paper.id)?.isVoted ?? false;
  const words = upvotes === 1 ? "vote" : "votes";
  return html`<li class="votes" id="${voteAnchor(paper.id)}"><button class="vote" form="${FORM}" formaction="${addresses.act(paper.id, "vote")}" name="on" value="${isVoted ? "0" : "1"}" aria-pressed="${isVoted ? "true" : "false"}">${icon("vote")}<b>${grouped(upvotes)}</b><span class="vh"> ${words}: upvote</span></button></li>`;
}

interface MarkLook {
  readonly action: "bookmark" | "read" | "hide";
  readonly field: "isBookmarked" | "isRead" | "isHidden";
  readonly icon: IconName;
  readonly label: string;
}

const looks = {
  bookmark: { action: "bookmark", field: "isBookmarked", icon: "save", label: "Bookmark" },
  read: { action: "read", field: "isRead", icon: "check", label: "Read" },
  hide: { action: "hide", field: "isHidden", icon: "remove", label: "Not interested" },
} as const satisfies Readonly<Record<string, MarkLook>>;

export type MarkName = keyof typeof looks;

/** Icons that the buttons of a signed-in reader use. */
export const markIcons: readonly IconName[] = Object.values(looks).map((look) => look.icon);

/**
 * A reader's own mark on a paper as a button that sets it, or takes it away.
 *
 * @param isPlain without words beside the icon, as in lists.
 */
export function markButton(
  frame: Frame,
  paper: PaperWithTally,
  { name, isPlain = false }: { readonly name: MarkName; readonly isPlain?: boolean },
): Html | "" {
  if (!frame.viewer || !frame.isOpen) return "";
  const look = looks[name];
  const marks: Partial<PaperMarks> = frame.marks.get(paper.id) ?? {};
  const isOn = marks[look.field] ?? false;
  const label = isPlain ? html`<span class="vh">${look.label}</span>` : look.label;
  return html`<li><button class="mark" form="${FORM}" formaction="${addresses.act(paper.id, look.action)}" name="on" value="${isOn ? "0" : "1"}" aria-pressed="${isOn ? "true" : "false"}">${icon(look.icon)}${label}</button></li>`;
}
