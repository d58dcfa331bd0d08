import { MAX_RECORD_LENGTH } from "../format.ts";
import { createLineSplitter } from "../text/lines.ts";

/** One `@type{…}` as it stands in the file, from `@` to the bracket that closes it. */
interface RawEntry {
  readonly type: string;
  readonly body: string;
  readonly line: number;
}

export interface EntryEvents {
  readonly onEntry: (entry: RawEntry) => void;
  readonly onRefused: (line: number, reason: string) => void;
}

interface OpenEntry {
  readonly type: string;
  readonly closing: "}" | ")";
  readonly line: number;
  pieces: string[];
  length: number;
  /** Braces open, the entry's own among them. */
  depth: number;
}

interface State {
  readonly events: EntryEvents;
  entry: OpenEntry | undefined;
}

const START = /@\s*([A-Za-z]+)\s*([{(])/;
/** A line that can only be the start of the next entry shows that the last one was not closed. */
const NEXT_ENTRY =
  /^@[a-z]+\s*[{(]\s*[^\s,{}()="]+\s*,\s*($|[a-z][\w-]*\s*=)|^@(string|comment|preamble)\s*[{(]/i;

/** Finds the entries of a BibTeX file; all that stands between them is comment. */
export function createEntrySplitter(events: EntryEvents) {
  const state: State = { events, entry: undefined };
  const lines = createLineSplitter({
    onLine: (text, line) => takeLine(state, text, line),
    onTooLong: (line) => events.onRefused(line, "The line is longer than 16 MB."),
  });
  return {
    push: lines.push,
    line: lines.line,
    end(isComplete: boolean) {
      if (isComplete) lines.end();
      if (state.entry && isComplete) refuseOpen(state, state.entry);
    },
  };
}

function takeLine(state: State, text: string, line: number): void {
  if (state.entry && NEXT_ENTRY.test(text)) refuseOpen(state, state.entry);
  let rest = text;
  for (;;) {
    if (!state.entry) {
      const start = START.exec(rest);
      if (!start) return;
      rest = rest.slice(start.index + start[0].length);
      const [, type = "", opening] = start;
      const closing = opening === "{" ? "}" : ")";
      state.entry = { type, closing, line, pieces: [], length: 0, depth: 1 };
    }
    const end = findEnd(state.entry, rest);
    hold(state, state.entry, end < 0 ? `${rest}\n` : rest.slice(0, end));
    if (end < 0 || !state.entry) return;
    const { type, pieces, line: entryLine } = state.entry;
    state.entry = undefined;
    state.events.onEntry({ type: type.toLowerCase(), body: pieces.join(""), line: entryLine });
    rest = rest.slice(end + 1);
  }
}

/** Where the entry's closing bracket stands in `text`; -1 when it goes on. Braces always pair. */
function findEnd(entry: OpenEntry, text: string): number {
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === "{") entry.depth += 1;
    else if (character === "}") {
      entry.depth -= 1;
      if (entry.depth === 0) return at;
    } else if (character === ")" && entry.closing === ")" && entry.depth === 1) return at;
  }
  return -1;
}

function hold(state: State, entry: OpenEntry, piece: string): void {
  entry.length += piece.length;
  if (entry.length <= MAX_RECORD_LENGTH) {
    entry.pieces.push(piece);
    return;
  }
  state.events.onRefused(entry.line, "The entry is longer than 16 MB.");
  state.entry = undefined;
}

function refuseOpen(state: State, entry: OpenEntry): void {
  state.events.onRefused(entry.line, `The entry @${entry.type} is never closed.`);
  state.entry = undefined;
}
