import { type DateLine, parseCount, parseDateLine, type ShownDate } from "./dates.ts";
import { type Footer, isDot, isOrganization, parseAuthorCount, splitInline } from "./footer.ts";
import { isFurniture, isInvitation, isMenu, withoutButton } from "./furniture.ts";
import { abstractOdds } from "./looks.ts";
import type { Unit } from "./segment.ts";

export interface PageEvents {
  readonly onUnit: (unit: Unit) => void;
  /** The papers so far end here; the last one has this footer, if it has one. */
  readonly onFooter: (footer: Footer | undefined) => void;
  /** The day the page is of, as its edition label says it. */
  readonly onLabel: (date: ShownDate) => void;
}

export type Layout = "blocks" | "lines";

interface OpenBlock {
  readonly line: number;
  readonly lines: string[];
}

interface State {
  readonly layout: Layout;
  readonly events: PageEvents;
  block: OpenBlock | undefined;
  /** The last whole block: it may prove to be the organisation of the footer below it. */
  held: Unit | undefined;
  unitsSinceFooter: number;
  unitsSeen: number;
  expectsButton: boolean;
  /** Right under furniture: a date there is the label of an edition. */
  isAtHead: boolean;
  /** What is read of a footer whose end is not. */
  footer: { organization?: string; authorCount?: number } | undefined;
  /** A whole footer: a number in the next line is its count of comments. */
  dated: (Footer & { date: DateLine }) | undefined;
  menu: { text: string; line: number }[];
}

export interface PageReader {
  takeLine(text: string, line: number): void;
  end(isComplete: boolean): void;
}

/** Parts a saved page into titles and abstracts (not told apart here), footers and furniture. */
export function createPageReader(layout: Layout, events: PageEvents): PageReader {
  const state: State = {
    layout,
    events,
    block: undefined,
    held: undefined,
    unitsSinceFooter: 0,
    unitsSeen: 0,
    expectsButton: false,
    isAtHead: true,
    footer: undefined,
    dated: undefined,
    menu: [],
  };
  return {
    takeLine: (text, line) => takeLine(state, text, line),
    end(isComplete) {
      if (!isComplete) return;
      finishFooter(state);
      closeBlock(state);
      release(state);
      events.onFooter(undefined);
    },
  };
}

function takeLine(state: State, text: string, line: number): void {
  const isBlank = text.trim() === "";
  if (state.dated && takeComments(state, text)) return;
  if (isBlank) {
    if (state.layout === "blocks") closeBlock(state);
    return;
  }
  if (isFurniture(text)) {
    takeFurniture(state, text);
    return;
  }
  const shown = state.expectsButton ? withoutButton(text) : text;
  state.expectsButton = false;
  if (isDot(shown) || parseAuthorCount(shown) !== undefined) leaveMenuToFooter(state);
  const isStray = isStrayFooter(state, shown);
  if (!isStray && takeFooterLine(state, shown)) return;
  if (isStray || isMenu(shown)) {
    state.menu.push({ text: shown, line });
    return;
  }
  leaveMenu(state, shown);
  addText(state, shown, line);
}

/** A date or a number of authors where no paper is open can only be the title of one. */
function isStrayFooter(state: State, text: string): boolean {
  const isOpen =
    state.unitsSinceFooter > 0 || state.block || state.held || state.footer || state.dated;
  if (isOpen || state.isAtHead) return false;
  return parseDateLine(text) !== undefined || parseAuthorCount(text) !== undefined;
}

function takeFurniture(state: State, text: string): void {
  state.isAtHead = true;
  finishFooter(state);
  closeBlock(state);
  release(state);
  if (state.unitsSinceFooter > 0) endPaper(state, undefined);
  state.expectsButton = isInvitation(text);
}

/** A count on a line of its own, right under the date. */
function takeComments(state: State, text: string): boolean {
  const { dated } = state;
  const comments = /^\s*\d{1,5}\s*$/.test(text) ? parseCount(text.trim()) : undefined;
  state.dated = undefined;
  if (!dated) return false;
  const isCount = comments !== undefined && dated.date.comments === undefined;
  endPaper(state, isCount ? { ...dated, date: { ...dated.date, comments } } : dated);
  return isCount;
}

function takeFooterLine(state: State, text: string): boolean {
  const authorCount = parseAuthorCount(text);
  if (authorCount !== undefined) {
    state.footer = { authorCount };
    return true;
  }
  if (isDot(text)) {
    state.footer ??= takeOrganization(state);
    return true;
  }
  const inline = splitInline(text);
  if (inline) {
    const count = parseAuthorCount(inline.before);
    const named =
      inline.before !== "" && count === undefined ? { organization: inline.before } : {};
    const before = inline.before === "" ? (state.footer ?? takeOrganization(state)) : named;
    completeFooter(
      state,
      { ...before, ...(count === undefined ? {} : { authorCount: count }) },
      inline.date,
    );
    return true;
  }
  const date = parseDateLine(text);
  if (date) takeDate(state, date);
  // A dot or a number of authors that no date follows ends its paper all the same.
  else finishFooter(state);
  return date !== undefined;
}

function takeDate(state: State, date: DateLine): void {
  if (state.footer) completeFooter(state, state.footer, date);
  else if (state.isAtHead && !state.block) takeLabel(state, date);
  else completeFooter(state, {}, date);
}

/** Only the first label is the page's own; others come with pages saved into one file. */
function takeLabel(state: State, { date }: DateLine): void {
  if (state.unitsSeen === 0) state.events.onLabel(date);
}

function completeFooter(state: State, before: Footer, date: DateLine): void {
  const { organization, authorCount } = before;
  state.footer = undefined;
  closeBlock(state);
  release(state);
  state.dated = { organization, authorCount, date };
}

function finishFooter(state: State): void {
  const { footer, dated } = state;
  state.footer = undefined;
  state.dated = undefined;
  if (!footer && !dated) return;
  closeBlock(state);
  release(state);
  endPaper(state, dated ?? footer);
}

function endPaper(state: State, footer: Footer | undefined): void {
  state.unitsSinceFooter = 0;
  state.events.onFooter(footer);
}

/** The line above the dot, when it names an organisation and a title is left without it. */
function takeOrganization(state: State): { organization?: string } {
  const { block, held } = state;
  const isNested = block !== undefined && block.lines.length > 1;
  const above = state.unitsSinceFooter + (held ? 1 : 0) + (block ? 1 : 0);
  const text = block ? block.lines.at(-1) : held?.text;
  if (text === undefined || !isOrganization(text) || (above < 2 && !isNested)) return {};
  if (isNested) block.lines.pop();
  else if (block) state.block = undefined;
  else state.held = undefined;
  return { organization: text.trim() };
}

/** A menu's word above an abstract, or alone between papers, is a title; others are the menu. */
function leaveMenu(state: State, next: string): void {
  const { menu } = state;
  state.menu = [];
  const last = menu.at(-1);
  if (!last) return;
  const isAlone = menu.length === 1 && state.unitsSeen > 0;
  if (!isAlone && abstractOdds(next) <= 0) return;
  addText(state, last.text, last.line);
  closeBlock(state);
}

/** A menu has no footer: the word above one is the title of a paper without abstract. */
function leaveMenuToFooter(state: State): void {
  const [word, ...others] = state.menu;
  if (!word || others.length > 0) return;
  state.menu = [];
  addText(state, word.text, word.line);
  closeBlock(state);
}

function addText(state: State, text: string, line: number): void {
  state.isAtHead = false;
  if (state.layout === "lines") closeBlock(state);
  state.block ??= { line, lines: [] };
  state.block.lines.push(text);
}

function closeBlock(state: State): void {
  const { block } = state;
  state.block = undefined;
  if (!block) return;
  for (const unit of unitsOf(block)) {
    release(state);
    state.held = unit;
    state.unitsSeen += 1;
  }
}

/** A title right above its abstract makes one block of two lines, the second far longer. */
function unitsOf(block: OpenBlock): Unit[] {
  const [first = "", second = ""] = block.lines;
  const isPair =
    block.lines.length === 2 && second.length > 250 && second.length > 2 * first.length;
  if (!isPair) return [{ text: block.lines.join("\n").trim(), line: block.line }];
  return [
    { text: first.trim(), line: block.line },
    { text: second.trim(), line: block.line + 1 },
  ];
}

function release(state: State): void {
  if (!state.held) return;
  state.events.onUnit(state.held);
  state.unitsSinceFooter += 1;
  state.held = undefined;
}
